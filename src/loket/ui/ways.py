"""Ways out of a row of the flowchart: into a pentagon beside, below or above, or under the
row's own symbols. Each draws its pieces into the cells it passes."""

from __future__ import annotations

from msgspec import Struct, field, structs

from loket.core.sheet import Step
from loket.ui.symbols import Group, Piece, line, pentagon, raised_capsule, word

FAR = 400  # pixels: past every edge of a cell
LANE = 9  # pixels above the lower edge: a line that must pass under its neighbours
WIDE_LANES = 6  # columns up to which a lane is wide
SHORT = 6  # letters of an exit that fit between two symbols


class Cell(Struct):
    """One actor in one row. ``words`` are read aloud instead of the drawing."""

    back: list[Group] = field(default_factory=list)
    front: list[Group] = field(default_factory=list)
    words: str = ""

    @property
    def groups(self) -> list[Group]:
        return [*self.back, *self.front]


class Rail(Struct, frozen=True):
    """The same row on a narrow screen: one symbol on one line."""

    pieces: tuple[Piece, ...]


class Row(Struct):
    """One step as drawn. ``tall`` rows need room for a pentagon above or below the symbol."""

    step: Step
    state: str
    cells: list[Cell]
    rail: Rail
    mid: int = 50  # percent: where the symbols stand
    tall: bool = False


class Way(Struct, frozen=True):
    """A way out that ends in a pentagon, or in a capsule of this half width for an end."""

    row: Row
    column: int
    done: bool
    exit_name: str
    label: str
    inside: str
    half: int

    @property
    def tone(self) -> str:
        return "" if self.done else "pale"

    @property
    def reach(self) -> int:
        return (self.half or 10) + 1

    def sign(self, y: int) -> tuple[Piece, Piece]:
        """The pentagon with its number, or the capsule with its word, around (0, y)."""
        look = " ".join(
            filter(
                None, ("sy", "dn" if self.done else "", self.exit_name and f"x-{self.exit_name}")
            )
        )
        path = raised_capsule(self.half, y) if self.half else pentagon(0, y)
        return Piece(look, d=path), word(self.inside, 0, y + (4 if self.half else 3), self.tone)


def lower(row: Row) -> tuple[str, str]:
    """The strip of a cell below the middle of its symbols."""
    return f"{row.mid}%", f"{100 - row.mid}%"


def under(row: Row, start: int, end: int, name: str, label: str, done: bool) -> None:
    """A line that must pass under symbols of its own row."""
    side = 1 if end > start else -1
    shaft = line(f"M0-{FAR}V-{LANE}H{side * FAR}", done, name)
    row.cells[start].back.append(Group("100%", (shaft,), clip=lower(row)))
    if label:
        words = word(label, -side * 15, -LANE - 5, "" if done else "pale", name)
        row.cells[start].front.append(Group("100%", (words,)))
    for column in range(start + side, end, side):
        row.cells[column].back.append(Group("100%", (line(f"M-{FAR}-{LANE}H{FAR}", done, name),)))
    row.cells[end].back.append(
        Group("100%", (line(f"M{-side * FAR}-{LANE}H0V{LANE}", done, name),))
    )


def beside(way: Way, sign: int) -> None:
    """Straight out into the next column, at the middle of the row."""
    mid = f"{way.row.mid}%"
    start, end = way.row.cells[way.column], way.row.cells[way.column + sign]
    start.back.append(Group(mid, (line(f"M0 0H{sign * FAR}", way.done, way.exit_name),)))
    shaft = line(f"M{-sign * FAR} 0H{-sign * way.reach}", way.done, way.exit_name, arrow=True)
    end.front.append(Group(mid, (shaft, *way.sign(0))))
    if way.label:
        # a long word stands above the sign, which it would cross
        y = -6 if len(way.label) <= SHORT else -16
        label = word(way.label, 5 * sign, y, way.tone, way.exit_name)
        at_border(way.row, way.column, sign, label, mid)


def stacked(way: Way, side: str) -> None:
    """Up or down into the same cell."""
    way.row.tall = True
    cell = way.row.cells[way.column]
    if side == "below":
        shaft = line(f"M0-{FAR}V-25", way.done, way.exit_name, arrow=True)
        cell.back.append(Group("100%", (shaft,), clip=lower(way.row)))
        edge, middle, aside = "100%", -14, -28
    else:
        shaft = line(f"M0 {FAR}V26", way.done, way.exit_name, arrow=True)
        cell.back.append(Group("0", (shaft,), clip=("0", f"{way.row.mid}%")))
        edge, middle, aside = "0", 14, 36
    # in a narrow column the word keeps close to its line, or the cell would cut it off
    x = 19 if len(way.row.cells) <= WIDE_LANES else 14
    label = (word(way.label, x, aside, way.tone, way.exit_name),) if way.label else ()
    cell.front.append(Group(edge, (*way.sign(middle), *label)))


def cornered(way: Way, sign: int) -> None:
    """Down and then sideways, along the lower edge into the next column."""
    way.row.tall = True
    start, end = way.row.cells[way.column], way.row.cells[way.column + sign]
    shaft = line(f"M{sign * 17}-{FAR}V-14H{sign * FAR}", way.done, way.exit_name)
    start.back.append(Group("100%", (shaft,), clip=lower(way.row)))
    arrival = line(f"M{-sign * FAR}-14H{-sign * way.reach}", way.done, way.exit_name, arrow=True)
    end.front.append(Group("100%", (arrival, *way.sign(-14))))
    if way.label:
        label = word(way.label, -2 * sign, -19, way.tone, way.exit_name)
        at_border(way.row, way.column, sign, label, "100%")


def at_border(row: Row, column: int, sign: int, label: Piece, y: str) -> None:
    """A word across the border of two cells: each draws its half of it."""
    here, there = ("100%", "0") if sign > 0 else ("0", "100%")
    # Neighbouring drawings overlap by the one pixel of the border between the cells.
    shifted = structs.replace(label, x=label.x - sign)
    row.cells[column].front.append(Group(y, (shifted,), x=here))
    row.cells[column + sign].front.append(Group(y, (label,), x=there))
