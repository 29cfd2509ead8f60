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
    """Standard time of one row; open-ended and unprinted times weigh nothing.

    A printed day is a working day, a printed week five.
    """
    if step.time is None or step.time.open_ended:
        return Span()
    days = (step.time.days or 0) + 5 * (step.time.weeks or 0)
    return Span(days, step.time.minutes or 0)


def _weight(s: Span) -> int:
    return s.days * MINUTES_OF_A_DAY + s.minutes


# Content-addressed memo: a digest names one sheet for ever, so the answer never goes stale.
_REST: dict[str, dict[str, Span]] = {}


# Tries after which only forward ways are followed: the number of loop-free ways can double
# with every row that may be skipped, and a sheet from outside must not stop the office.
MOST_TRIES = 20_000


class _TooMany(Exception):
    pass


def _longest_ways(sheet: Sheet) -> dict[str, Span]:
    """Longest loop-free way from each step to ``end:done``, the step itself not counted."""
    steps = {step.id: step for step in sheet.steps}
    tries = 0

    def longest(at: str, seen: frozenset[str]) -> Span | None:
        nonlocal tries
        tries += 1
        if tries > MOST_TRIES:
            raise _TooMany
        best: Span | None = None
        for target in steps[at].exits().values():
            if target == END_DONE:
                found: Span | None = Span()
            elif target in ENDS or target in seen:
                continue
            else:
                rest = longest(target, seen | {target})
                found = None if rest is None else span(steps[target]) + rest
            best = _longer(best, found)
        return best

    try:
        return {step_id: longest(step_id, frozenset({step_id})) or Span() for step_id in steps}
    except _TooMany:
        return _forward_ways(sheet)


def _forward_ways(sheet: Sheet) -> dict[str, Span]:
    """The same along rows further down only, one look at each row."""
    ways: dict[str, Span | None] = {}
    for step in reversed(sheet.steps):
        best: Span | None = None
        for target in step.exits().values():
            if target == END_DONE:
                best = _longer(best, Span())
            elif target not in ENDS and sheet.step(target).n > step.n:
                rest = ways[target]
                best = _longer(best, None if rest is None else span(sheet.step(target)) + rest)
        ways[step.id] = best
    return {step_id: way or Span() for step_id, way in ways.items()}


def _longer(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return one or other
    return other if _weight(other) > _weight(one) else one


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

    The row after for the first, before for the last. For a row between (ours): the
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


def hands_over(procedure: Procedure, step_id: str) -> bool:
    """Whether the row's work is to give the applicant what he came for."""
    return any(
        "handover" in entry.proves.values() or (entry.do or "").endswith(".handover")
        for entry in procedure.work.of(step_id).entries
    )


def parts_to_open(step: Step, after: str | None = None) -> tuple[str, ...]:
    """Actors whose task opens: on entering the row (``after`` None) or when one is through."""
    if step.mode == "in_order":
        position = 0 if after is None else step.actors.index(after) + 1
        return step.actors[position : position + 1]
    return step.actors if after is None else ()
