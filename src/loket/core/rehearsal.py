"""Which ways through a sheet must be tried so that each of its arrows was gone once.

A plan is a smallest set of paths: every exit of every decision is taken once, every loop is
gone round once, and each row that may be returned is returned once, to the row before. Every
path ends in another arrow to an end; more paths are made only for arrows that none of these
can go on its way.
"""

from __future__ import annotations

from collections import deque

from msgspec import Struct

from loket.core.sheet import ENDS, Procedure, Sheet, Step


class Leg(Struct, frozen=True):
    """One row gone through: by an exit, or (``exit`` None) returned to the row before."""

    step: str
    exit: str | None


Arrow = tuple[str, str]  # row, exit


def plan(procedure: Procedure) -> tuple[tuple[Leg, ...], ...]:
    """The paths to rehearse, each from the first row to an end. () when no end is reachable."""
    sheet = procedure.sheet
    walker = _Walker(sheet)
    paths = []
    last = walker.next_end()
    while last is not None:
        paths.append(walker.walk(last))
        last = walker.next_end()
    return tuple(paths)


class _Walker:
    """Walks the sheet path after path and remembers which arrows were gone."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.first = sheet.steps[0].id
        self.gone: set[Arrow] = set()
        self.returned: set[str] = set()

    def next_end(self) -> Arrow | None:
        """The arrow into an end by which the next path should leave; None when all is gone."""
        to_ends = [arrow for arrow in self._arrows(self.first) if self._target(arrow) in ENDS]
        fresh = [arrow for arrow in to_ends if arrow not in self.gone]
        if fresh:
            return min(fresh, key=lambda arrow: ENDS[self._target(arrow)] != "done")
        for arrow in self._arrows(self.first):
            if arrow not in self.gone:
                onward = self._arrows(self._target(arrow))
                ends = [one for one in onward if self._target(one) in ENDS]
                if ends:
                    return ends[0]
        return None

    def _arrows(self, start: str) -> list[Arrow]:
        """Every arrow that can be gone from ``start`` on, in the order of the sheet."""
        reachable = self._reach(start)
        return [
            (step.id, name)
            for step in self.sheet.steps
            if step.id in reachable
            for name in step.exits()
        ]

    def _target(self, arrow: Arrow) -> str:
        return self.sheet.step(arrow[0]).exits()[arrow[1]]

    def _reach(self, start: str) -> dict[str, list[Arrow]]:
        """Shortest way along exits from ``start`` to every other row."""
        ways: dict[str, list[Arrow]] = {start: []}
        queue = deque([start])
        while queue:
            at = queue.popleft()
            for name, target in self.sheet.step(at).exits().items():
                if target not in ENDS and target not in ways:
                    ways[target] = [*ways[at], (at, name)]
                    queue.append(target)
        return ways

    def walk(self, last: Arrow) -> tuple[Leg, ...]:
        """One path that goes every arrow still to be gone that it can, and ends by ``last``."""
        legs: list[Leg] = []
        walked: list[str] = []
        at = self.first
        while True:
            step = self.sheet.step(at)
            if self._may_return(step, walked) and at not in self.returned:
                self.returned.add(at)
                legs.append(Leg(at, None))
                at = walked.pop()
                continue
            arrow = self._next_arrow(at, last)
            legs.append(Leg(*arrow))
            self.gone.add(arrow)
            target = self._target(arrow)
            if target in ENDS:
                return tuple(legs)
            if target in walked:
                del walked[walked.index(target) :]
            elif target != at:
                walked.append(at)
            at = target

    def _next_arrow(self, at: str, last: Arrow) -> Arrow:
        """The first arrow of the shortest way over one not yet gone, those that lead back
        first; when there is none left from which ``last`` can still be reached, towards it."""
        ways = self._reach(at)
        fresh = [
            [*ways[arrow[0]], arrow]
            for arrow in self._arrows(at)
            if arrow not in self.gone
            and self._target(arrow) not in ENDS
            and last[0] in self._reach(self._target(arrow))
        ]
        if fresh:
            return min(fresh, key=lambda way: (len(way), self._leads_on(way[-1])))[0]
        return [*ways[last[0]], last][0]

    def _leads_on(self, arrow: Arrow) -> bool:
        return self.sheet.step(self._target(arrow)).n > self.sheet.step(arrow[0]).n

    def _may_return(self, step: Step, walked: list[str]) -> bool:
        """Not the first row, not an applicant's, not where the sheet forbids it."""
        first_actor = self.sheet.actor(step.actors[0])
        return bool(walked) and step.returns and first_actor.party is None


def parts_for(step: Step, exit_name: str) -> tuple[tuple[str, str | None], ...]:
    """The actors who act so that the row is left by this exit, each with what he chooses.

    ``yes``: everybody in turn (one of them in a row of ``any``). Another exit: those before the
    first who decides, and he takes it.
    """
    deciders = step.deciders()
    if step.mode == "any":
        who = step.actors[0]
        return ((who, exit_name if who in deciders else None),)
    if exit_name == "yes" or not deciders:
        return tuple((actor, "yes" if actor in deciders else None) for actor in step.actors)
    decider = next(actor for actor in step.actors if actor in deciders)
    before = step.actors[: step.actors.index(decider)] if step.mode == "in_order" else ()
    return (*((actor, None) for actor in before), (decider, exit_name))
