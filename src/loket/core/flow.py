"""Where the sheet leads: neighbours, exits, and the time left on the way to the end."""

from __future__ import annotations

from msgspec import Struct

from loket.core.sheet import END_DONE, ENDS, YES, Procedure, Sheet, Step


class Span(Struct, frozen=True, order=True):
    """Standard time as the sheet prints it: whole working days and work minutes."""

    days: int = 0
    minutes: int = 0

    def __add__(self, other: Span) -> Span:
        return Span(self.days + other.days, self.minutes + other.minutes)


# ours: to compare two ways, a working day weighs the 450 minutes of Perpres 21/2023
# (37.5 hours in five days); the result itself keeps days and minutes apart.
MINUTES_OF_A_DAY = 450


def span(step: Step) -> Span:
    """Standard time of one row; open-ended and unprinted times weigh nothing (design 5).

    A printed day is a working day, a printed week five. The sheet keeps a week as 7 days, so
    whole sevens are read as weeks (ours: "7 hari" can't be told from "1 minggu").
    """
    if step.time is None or step.time.open_ended:
        return Span()
    days = step.time.days or 0
    weeks = days // 7 if days % 7 == 0 else 0
    return Span(days - 2 * weeks, step.time.minutes or 0)


def _weight(s: Span) -> int:
    return s.days * MINUTES_OF_A_DAY + s.minutes


# Content-addressed memo: a digest names one sheet for ever, so the answer never goes stale.
_REST: dict[str, dict[str, Span]] = {}


def _longest_ways(sheet: Sheet) -> dict[str, Span]:
    """Longest loop-free way from each step to ``end:done``, the step itself not counted."""
    steps = {step.id: step for step in sheet.steps}

    def longest(at: str, seen: frozenset[str]) -> Span | None:
        best: Span | None = None
        for target in steps[at].exits().values():
            if target == END_DONE:
                found: Span | None = Span()
            elif target in ENDS or target in seen:
                continue
            else:
                rest = longest(target, seen | {target})
                found = None if rest is None else span(steps[target]) + rest
            if found is not None and (best is None or _weight(found) > _weight(best)):
                best = found
        return best

    return {step_id: longest(step_id, frozenset({step_id})) or Span() for step_id in steps}


def rest_after(procedure: Procedure, step_id: str) -> Span:
    """Standard time of what follows this step on the longest loop-free way to the end."""
    ways = _REST.get(procedure.sheet_digest)
    if ways is None:
        ways = _REST[procedure.sheet_digest] = _longest_ways(procedure.sheet)
    return ways[step_id]


def first_step(sheet: Sheet) -> Step:
    """The row in which a case begins: the first printed one."""
    return sheet.steps[0]


def target_of(step: Step, exit_name: str) -> str:
    """Step id or ``end:…`` behind an exit. Raises KeyError for an exit the row has not."""
    return step.exits()[exit_name]


def goes_back(sheet: Sheet, step: Step, target: str) -> bool:
    """Whether the target is the same or an earlier row, or an end that is not ``done``."""
    if target in ENDS:
        return target != END_DONE
    return sheet.step(target).n <= step.n


def neighbour(sheet: Sheet, step: Step) -> str | None:
    """The officer actor on whose page the row of an applicant or outside body is recorded.

    Design 4: the row after for the first, before for the last. For a row between (ours): the
    row it leads to, because whoever receives the papers writes down that they came.
    """
    index = step.n - 1
    forward = [other.actors[0] for other in sheet.steps[index + 1 :]]
    backward = [other.actors[-1] for other in reversed(sheet.steps[:index])]
    lead = step.exits().get(YES, step.next)
    ahead = [] if lead in ENDS else [sheet.step(lead).actors[0]]
    for actor_id in [*ahead, *(forward if index == 0 else []), *backward, *forward]:
        if sheet.actor(actor_id).is_officer:
            return actor_id
    return None


def parts_to_open(step: Step, after: str | None = None) -> tuple[str, ...]:
    """Actors whose task opens: on entering the row (``after`` None) or when one is through."""
    if step.mode == "in_order":
        position = 0 if after is None else step.actors.index(after) + 1
        return step.actors[position : position + 1]
    return step.actors if after is None else ()
