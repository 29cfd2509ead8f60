"""Driving one case through the pure core, as the shell does: decide, evolve, keep the acts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from loket.core import chain, commands
from loket.core.act import Act
from loket.core.case import Case, Party, Task
from loket.core.engine import decide
from loket.core.evolve import evolve, fold
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import YES, Procedure
from loket.core.tests import world
from loket.core.tests.small_sheets import rules_of
from loket.core.who import Who

SRI = Party("pemohon", {"nama": "Sri"})
APPLICANT = Who(party="pemohon")
BECAUSE = "Tertukar dengan berkas lain"


class Run:
    """A case under way. Every accepted command is checked to be the fold of its stored acts."""

    def __init__(self, procedure: Procedure | None = None, rules: Rules | None = None) -> None:
        self.procedure = procedure or world.umbrella()
        self.rules = rules or rules_of(self.procedure)
        self.now = world.MONDAY
        self.acts: list[Act] = []
        self._case: Case | None = None

    @property
    def case(self) -> Case:
        assert self._case is not None, "the case is not open yet"
        return self._case

    def later(self, minutes: int) -> datetime:
        """Let so many minutes of the wall clock pass; the new moment."""
        self.now += timedelta(minutes=minutes)
        return self.now

    def ask(self, command: commands.Command, who: Who) -> tuple[Act, ...] | Refused:
        decided = decide(self.procedure, self._case, command, who, self.now, self.rules)
        if isinstance(decided, Refused):
            return decided
        for act in decided:
            stored = chain.seal(act, "case", len(self.acts) + 1, chain.GENESIS, lambda: "salt")
            self.acts.append(chain.unseal(stored.text, stored.kept))
            self._case = evolve(self._case, act)
        assert fold(self.acts) == self._case
        return decided

    def do(self, command: commands.Command, who: Who) -> Act:
        """The one act of a command that must be accepted."""
        decided = self.ask(command, who)
        assert not isinstance(decided, Refused), (decided.code, decided.reason)
        (act,) = decided
        return act

    def refused(self, command: commands.Command, who: Who) -> str:
        """The code of a command that must be refused; the case stays as it was."""
        before = self._case
        decided = self.ask(command, who)
        assert isinstance(decided, Refused), decided
        assert self._case == before
        return decided.code

    def task(self, part: str | None = None) -> Task:
        """The live task of this actor, or the only one."""
        found = [task for task in self.case.tasks if part in (None, task.part)]
        assert len(found) == 1, [task.part for task in self.case.tasks]
        return found[0]

    def parts(self) -> list[str]:
        return [task.part for task in self.case.tasks]

    def right(self, task: Task) -> Who:
        """The officer who may do this task while everybody is on duty."""
        post = task.posts[0]
        officer = task.holder or task.assigned or f"o-{post}"
        return Who(officer=officer, capacities=world.holder(post).capacities)

    def open(self, who: Who | None = None, *parties: Party, channel: str = "counter") -> Run:
        """Open the case, by default by the officer who may do its first row."""
        asked = commands.Open("case", channel, parties or (SRI,))
        self.do(asked, who or self.opener())
        return self

    def opener(self) -> Who:
        probe = decide(
            self.procedure,
            None,
            commands.Open("probe", "counter"),
            Who(system="probe"),
            self.now,
            self.rules,
        )
        assert not isinstance(probe, Refused)
        return self.right(evolve(None, probe[0]).tasks[0])

    def take_up(self, part: str | None = None, who: Who | None = None) -> Act:
        task = self.task(part)
        return self.do(commands.TakeUp(task.no, task.version), who or self.right(task))

    def asked(self, part: str | None = None, exit: str | None = None, **more: Any) -> Any:
        """The command to complete this actor's task."""
        task = self.task(part)
        return commands.Complete(task.no, task.version, exit, **more)

    def complete(
        self, part: str | None = None, exit: str | None = None, who: Who | None = None, **more: Any
    ) -> Act:
        return self.do(self.asked(part, exit, **more), who or self.right(self.task(part)))

    def yes(self, part: str | None = None) -> Act:
        """Complete this actor's task the good way, whether or not he decides."""
        task = self.task(part)
        decides = task.part in self.procedure.sheet.step(task.step).deciders()
        return self.complete(part, YES if decides else None)

    def give_back(self, to: str | None = None, part: str | None = None, **more: Any) -> Act:
        """Return the case with a reason."""
        task = self.task(part)
        asked = commands.Return(task.no, task.version, more.pop("reason", BECAUSE), to)
        return self.do(asked, more.pop("who", None) or self.right(task))

    def walk_to(self, step_id: str) -> Run:
        """Go the good way until the case stands at this row (opening it first)."""
        if self._case is None:
            self.open()
        while self.case.step != step_id:
            assert self.case.state == "open", f"the good way misses {step_id}"
            self.yes(self.case.tasks[0].part)
        return self

    def walk_to_end(self) -> Run:
        if self._case is None:
            self.open()
        while self.case.state == "open":
            self.yes(self.case.tasks[0].part)
        return self

    def take_back(self, who: Who | None = None) -> Act:
        undo = self.case.undo
        assert undo is not None, "nothing to take back"
        return self.do(commands.TakeBack(undo.seq, BECAUSE), who or Who(officer=undo.officer))
