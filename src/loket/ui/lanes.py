"""The flowchart of a sheet as small drawings, one per cell of the table on the screen.

Every cell has its own SVG with the origin in the middle; lines run far past the edge and are
clipped by the cell, so rows may grow to any height and the flow still joins. Drawn are the
five official symbols: capsule, box, diamond, line, off-page pentagon. The line to the row
right below leaves by the side and goes straight down; every other way (return, skip, a row
parted from the next by an open form) goes into a pentagon with the number of its target.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from loket.core.sheet import END_CANCELLED, END_DONE, END_REJECTED, NO, YES, Sheet, Step
from loket.ui.symbols import (
    BOX,
    CAPSULE,
    DIAMOND,
    Group,
    Piece,
    box,
    capsule,
    diamond,
    half_width,
    line,
    pentagon,
    word,
)
from loket.ui.ways import FAR, Cell, Rail, Row, Way, at_border, beside, cornered, stacked, under

EXIT_LABELS = {YES: "Ya", NO: "Tidak"}
END_LABELS = {END_DONE: "Selesai", END_REJECTED: "Ditolak", END_CANCELLED: "Batal"}
STATE_WORDS = {
    "done": "sudah",
    "now": "sedang dikerjakan",
    "away": "ditinggalkan dengan penyimpangan",
    "todo": "belum",
}
_CLASS = {"done": "dn", "now": "nw", "away": "aw", "todo": ""}


class Progress(Struct, frozen=True, omit_defaults=True):
    """How far a case is: ``walked`` steps in order (the last one too when it is closed),
    ``now`` the current row ("" when closed), ``done_parts`` its actors who are through,
    ``departed`` the steps left otherwise than the sheet says, ``ended`` where the last step
    led (``end:…``)."""

    walked: tuple[str, ...] = ()
    now: str = ""
    done_parts: tuple[str, ...] = ()
    departed: tuple[str, ...] = ()
    ended: str = ""

    def state(self, step_id: str) -> str:
        if step_id == self.now:
            return "now"
        if step_id not in self.walked:
            return "todo"
        return "away" if step_id in self.departed else "done"

    def went(self, source: str, target: str) -> bool:
        """Whether the case went from this step straight to that one (or end), by the sheet."""
        if source in self.departed:
            return False
        way = [*self.walked, self.now or self.ended]
        return (source, target) in pairwise(way)


def exit_label(name: str) -> str:
    """``yes`` as "Ya", ``no`` as "Tidak", a third exit by its own name."""
    return EXIT_LABELS.get(name) or name.replace("-", " ").replace("_", " ").capitalize()


def draw(sheet: Sheet, progress: Progress, parted: frozenset[str] = frozenset()) -> list[Row]:
    """All rows of a sheet. ``parted``: steps with an open form between them and the next."""
    return _Drawing(sheet, progress, parted).rows


class _Drawing:
    def __init__(self, sheet: Sheet, progress: Progress, parted: frozenset[str]) -> None:
        self.sheet, self.progress, self.parted = sheet, progress, parted
        self.columns = {actor.id: column for column, actor in enumerate(sheet.actors)}
        self.half = half_width(len(sheet.actors))
        self.rows = [
            Row(step, progress.state(step.id), [Cell() for _ in sheet.actors], self._rail(step))
            for step in sheet.steps
        ]
        for index, row in enumerate(self.rows):
            if index and self._adjacent(index - 1) is None:
                row.mid, row.tall = 62, True
        for index in range(len(self.rows)):
            self._symbols(index)
            self._ways_out(index)

    # Where a row begins and ends

    def _around(self, step: Step) -> list[int]:
        return [self.columns[actor] for actor in step.actors]

    def _decider(self, step: Step) -> int | None:
        """The column of the diamond: the last who decides."""
        deciders = [actor for actor in step.deciders() if actor in step.actors]
        if step.decision is None:
            return None
        return self.columns[deciders[-1] if deciders else step.actors[-1]]

    def _leaves_at(self, step: Step, towards: int | None) -> int:
        decider = self._decider(step)
        columns = self._around(step)
        if decider is not None:
            return decider
        if step.mode in ("each", "any") and towards is not None:
            return min(columns, key=lambda column: abs(column - towards))
        return columns[-1]

    def _enters_at(self, step: Step, comes_from: int | None = None) -> int:
        columns = self._around(step)
        if step.mode in ("each", "any") and comes_from is not None:
            return min(columns, key=lambda column: abs(column - comes_from))
        return columns[0]

    def _adjacent(self, index: int) -> tuple[str, ...] | None:
        """The exits of this row that lead on to the row right below, by a line."""
        step = self.rows[index].step
        if index + 1 >= len(self.rows) or step.id in self.parted:
            return None
        below = self.rows[index + 1].step.id
        return tuple(name for name, to in step.exits().items() if to == below) or None

    # Symbols

    def _shape(self, step: Step, column: int) -> tuple[str, int, str]:
        """Path, half height and the word in it."""
        if column == self._decider(step):
            return diamond(self.half), DIAMOND, "?"
        single = len(step.actors) == 1
        if step.n == 1 and column == self._around(step)[0]:
            return capsule(self.half), CAPSULE, "Mulai" if self.half > 16 else ""
        if single and step.decision is None and step.next == END_DONE:
            return capsule(self.half), CAPSULE, "Selesai" if self.half > 16 else ""
        return box(self.half), BOX, ""

    def _symbols(self, index: int) -> None:
        row = self.rows[index]
        step, mid = row.step, f"{row.mid}%"
        columns = self._around(step)
        first, last = min(columns), max(columns)
        done_row = row.state == "done"
        for column in range(first, last + 1) if last > first else ():
            ends = (-FAR if column > first else 0, FAR if column < last else 0)
            joined = line(f"M{ends[0]} 0H{ends[1]}", done_row)
            row.cells[column].back.append(Group(mid, (joined,)))
        for actor in step.actors:
            state = row.state
            if state == "now" and actor in self.progress.done_parts:
                state = "done"
            column = self.columns[actor]
            path, _, text = self._shape(step, column)
            look = _CLASS[state]
            pieces = [Piece(f"sy {look}".strip(), d=path)]
            if text:
                pieces.append(word(text, 0, 4, {"now": "now", "todo": "pale"}.get(state, "")))
            elif state == "done":
                pieces.append(Piece("tick", d="M-5 0-1.5 4 6-4"))
            row.cells[column].front.append(Group(mid, tuple(pieces)))
            row.cells[column].words = self._aloud(step, column, state)
        if index and self._adjacent(index - 1) is None:
            self._mate(row)

    def _mate(self, row: Row) -> None:
        """A pentagon above the symbol of a row that no line reaches."""
        step = row.step
        column = self._enters_at(step)
        _, height, _ = self._shape(step, column)
        reached = row.state != "todo"
        state = "" if reached else "pale"
        row.cells[column].back.append(
            Group(f"{row.mid}%", (line(f"M0-{FAR}V-{height}", reached, arrow=True),))
        )
        row.cells[column].back.append(
            Group(
                "0",
                (
                    Piece("sy dn" if reached else "sy", d=pentagon(0, 14)),
                    word(str(step.n), 0, 17, state),
                ),
            )
        )

    def _aloud(self, step: Step, column: int, state: str) -> str:
        how = STATE_WORDS[state]
        if column == self._decider(step) and step.decision is not None:
            ways = ", ".join(
                f"{exit_label(name)}: {self._target_words(to)}"
                for name, to in step.decision.exits.items()
            )
            return f"Keputusan, {how}: {step.decision.question} {ways}"
        _, _, text = self._shape(step, column)
        return f"{text or 'Proses'}, {how}"

    def _target_words(self, target: str) -> str:
        if target in END_LABELS:
            return END_LABELS[target].lower()
        return f"langkah {self.sheet.step(target).n}"

    # Lines

    def _ways_out(self, index: int) -> None:
        row = self.rows[index]
        step = row.step
        straight = self._adjacent(index)
        taken: set[str] = set()
        if straight:
            below = self.rows[index + 1]
            start = self._leaves_at(step, self._enters_at(below.step))
            end = self._enters_at(below.step, start)
            taken.add(self._down(index, start, end, straight))
        for name, target in step.exits().items():
            if straight and name in straight:
                continue
            if step.decision is None and target == END_DONE and len(step.actors) == 1:
                continue  # the capsule "Selesai" says it
            taken.add(self._aside(row, name, target, taken))

    def _down(self, index: int, start: int, end: int, exits: tuple[str, ...]) -> str:
        """The line to the row below; answers the side by which it leaves."""
        row, below = self.rows[index], self.rows[index + 1]
        done = self.progress.went(row.step.id, below.step.id)
        name = f"{row.step.id}-{exits[0]}" if row.step.decision else ""
        label = "/".join(map(exit_label, exits)) if row.step.decision else ""
        state = "" if done else "pale"
        mid = f"{row.mid}%"
        _, height, _ = self._shape(below.step, end)
        arrival = line(f"M0-{FAR}V-{height}", done, name, arrow=True)
        below.cells[end].back.append(Group(f"{below.mid}%", (arrival,)))
        if start == end:
            words = (word(label, -15, 33, state, name),) if label else ()
            row.cells[start].back.append(Group(mid, (line(f"M0 0V{FAR}", done, name), *words)))
            return "below"
        side = 1 if end > start else -1
        others = set(self._around(row.step)) - {start}
        blocked = any(min(start, end) <= other <= max(start, end) for other in others)
        between = range(start + side, end, side)
        if blocked:
            under(row, start, end, name, label, done)
            return "below"
        row.cells[start].back.append(Group(mid, (line(f"M0 0H{side * FAR}", done, name),)))
        for column in between:
            row.cells[column].back.append(Group(mid, (line(f"M-{FAR} 0H{FAR}", done, name),)))
        turn = line(f"M{-side * FAR} 0H0V{FAR}", done, name)
        row.cells[end].back.append(Group(mid, (turn,)))
        if label:
            at_border(row, start, side, word(label, 5 * side, -6, state, name), mid)
        return "right" if side > 0 else "left"

    def _aside(self, row: Row, name: str, target: str, taken: set[str]) -> str:
        """A way into a pentagon (or a small capsule, for an end); answers the side it took."""
        step = row.step
        way = Way(
            row=row,
            column=self._leaves_at(step, None),
            done=self.progress.went(step.id, target),
            exit_name=f"{step.id}-{name}" if step.decision else "",
            label=exit_label(name) if step.decision else "",
            inside=END_LABELS.get(target) or str(self.sheet.step(target).n),
            half=min(23, self.half) if target in END_LABELS else 0,
        )
        side = self._free_side(step, way.column, taken)
        sign = -1 if side.endswith("left") else 1
        if side in ("left", "right"):
            beside(way, sign)
        elif side in ("below", "above"):
            stacked(way, side)
        else:
            cornered(way, sign)
        return side

    def _free_side(self, step: Step, column: int, taken: set[str]) -> str:
        occupied = set(self._around(step))
        enters = self._enters_at(step)
        nexts = {"left": column - 1, "right": column + 1}
        inside = {side: at for side, at in nexts.items() if 0 <= at < len(self.columns)}
        for side, at in inside.items():
            if side not in taken and at not in occupied:
                return side
        if "below" not in taken:
            return "below"
        if "above" not in taken and enters != column:
            return "above"
        for side in ("right", "left"):
            if side in inside and f"corner-{side}" not in taken:
                return f"corner-{side}"
        return "below"

    # The narrow rail

    def _rail(self, step: Step) -> Rail:
        state = self.progress.state(step.id)
        look = f"sy {_CLASS[state]}".strip()
        reached, through = state != "todo", state == "done"
        if step.decision is not None:
            path, height = "M0-17 20 0 0 17-20 0z", 17
        elif step.n == 1 or step.next == END_DONE:
            path, height = capsule(18), CAPSULE
        else:
            path, height = box(14), BOX
        pieces: list[Piece] = []
        if step.n > 1:
            pieces.append(line(f"M0-{FAR}V-{height}", reached, arrow=True))
        if step.n < len(self.sheet.steps):
            pieces.append(line(f"M0 {height}V900", through))
        number = word(str(step.n), 0, 4, {"now": "now", "todo": "pale"}.get(state, ""))
        return Rail((*pieces, Piece(look, d=path), number))
