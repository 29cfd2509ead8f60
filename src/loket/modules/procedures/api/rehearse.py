"""Rehearsing a procedure: every arrow of its sheet gone once, by its posts, through the same
services and the same form validation as the pages. Generated answers enter only as form input."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from msgspec import Struct, field

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome, StepPage
from loket.core import worktime
from loket.core.case import Case, Task
from loket.core.fields.spec import Field
from loket.core.flow import neighbour
from loket.core.refused import Refused
from loket.core.rehearsal import Leg, parts_for, plan
from loket.core.sheet import Procedure
from loket.core.who import Who
from loket.modules.procedures.api.answers import Answers, answer
from loket.modules.procedures.api.scratch_office import ScratchOffice
from loket.office import api as office
from loket.ui.step_form import FormPart

REASON = "Diperiksa pada gladi, perlu diperbaiki"
_numbers = count(1)
_keys = count(1)


class Output(Struct, frozen=True):
    """An output that was owed, or left: then with kind and artifact id."""

    step: str
    output: str
    kind: str = ""
    id: str = ""


class WalkedPath(Struct):
    """One path as it was walked. ``ended`` is None and ``error`` says why when it stuck."""

    steps: list[str] = field(default_factory=list)
    ended: str | None = None
    error: str | None = None
    artifacts: list[Output] = field(default_factory=list)
    missing: list[Output] = field(default_factory=list)
    case_id: int | None = None

    @property
    def well(self) -> bool:
        return self.ended is not None and self.error is None and not self.missing


class Stuck(Exception):
    """A service refused what the plan asked for."""


def rehearse(
    scratch: ScratchOffice, procedure: Procedure, ways: Iterable[Iterable[Leg]] | None = None
) -> list[WalkedPath]:
    """Walk every path of the plan of one adopted procedure, or these ``ways`` instead. Never
    raises Refused or Stuck."""
    paths = []
    for legs in plan(procedure) if ways is None else ways:
        run = _Run(scratch, procedure)
        try:
            run.walk(legs)
        except (Stuck, Refused) as stuck:
            run.path.error = str(stuck)
        paths.append(run.path)
    return paths


class _Run:
    """One case under rehearsal."""

    def __init__(self, scratch: ScratchOffice, procedure: Procedure) -> None:
        self.scratch, self.procedure = scratch, procedure
        self.path = WalkedPath()
        self.owed: list[Output] = []

    def walk(self, legs: Iterable[Leg]) -> None:
        self._morning()
        for position, leg in enumerate(legs):
            step = self.procedure.sheet.step(leg.step)
            self.path.steps.append(leg.step)
            if position == 0:
                self._open()
            if leg.exit is None:
                self._return(leg.step)
                continue
            for part, chosen in parts_for(step, leg.exit):
                if position == 0 and self._opened_by_recording(part):
                    self._owe(leg.step, part, chosen)
                    continue
                self._part(leg.step, part, chosen)
            self._expect_gone(leg)
        case = self._case()
        self.path.ended = None if case.state == "open" else case.state
        self._compare(case)

    def _morning(self) -> None:
        """Each case begins in office hours, on the next working day after the one before."""
        calendar = office.rules(self.scratch.id, office.clock.now()).calendar
        day = worktime.next_workday(calendar, office.local_day(self.scratch.id, office.clock.now()))
        start = datetime(day.year, day.month, day.day, tzinfo=calendar.tz)
        office.clock.simulate(worktime.add_minutes(calendar, start, 1))

    def _case(self) -> Case:
        assert self.path.case_id is not None
        return cases.stored_case(self.scratch.id, self.path.case_id)

    def _opened_by_recording(self, part: str) -> bool:
        return not self.procedure.sheet.actor(part).is_officer

    def _open(self) -> None:
        who = self._opener()
        page = cases.intake_form(self.scratch.id, self.procedure.id, who)
        sent = self._answers(page.step.parts)
        outcome = cases.open_case(
            self.scratch.id, self.procedure.id, who, sent.typed, sent.files, _key(),
            channel=self._channel(),
        )  # fmt: skip
        self.path.case_id = self._well(outcome).case_id

    def _channel(self) -> str:
        channels = self.procedure.work.starts.channels
        return "counter" if not channels or "counter" in channels else channels[0]

    def _opener(self) -> Who:
        first = self.procedure.sheet.steps[0]
        actor = first.actors[0]
        if not self.procedure.sheet.actor(actor).is_officer:
            actor = neighbour(self.procedure.sheet, first) or actor
        return self.scratch.head(self.procedure.work.posts[actor][0])

    def _part(self, step_id: str, part: str, chosen: str | None) -> None:
        task = self._task(step_id, part)
        who = self.scratch.who_does(task)
        page = self._page(task, who)
        if not task.is_outsider:
            self._well(cases.take_up(*self._asked(task), who, _key()))
            office.clock.simulate(office.clock.now() + timedelta(minutes=1))
            task = self._task(step_id, part)
            page = self._page(task, who)
        sent = self._answers(one for one in page.parts if one.facts.get("exit") in (None, chosen))
        if chosen is not None:
            sent.typed["exit"] = [chosen]
            sent.typed["reason"] = [REASON]
        self._well(cases.submit(*self._asked(task), who, sent.typed, sent.files, _key()))
        task = self._case().task(task.no) or task
        if task.state == "pending":
            self._well(cases.confirm(*self._asked(task), Who(system="gladi"), _key()))
        self._owe(step_id, part, chosen)

    def _return(self, step_id: str) -> None:
        task = self._case().tasks[0]
        who = self.scratch.who_does(task)
        outcome = cases.return_case(*self._asked(task), who, _key(), REASON)
        self._well(outcome)

    def _asked(self, task: Task) -> tuple[str, int, int, int]:
        assert self.path.case_id is not None
        return self.scratch.id, self.path.case_id, task.no, task.version

    def _task(self, step_id: str, part: str) -> Task:
        for task in self._case().tasks:
            if (task.step, task.part) == (step_id, part):
                return task
        raise Stuck(f"Langkah {step_id} tidak menunggu {part}.")

    def _page(self, task: Task, who: Who) -> StepPage:
        assert self.path.case_id is not None
        for page in cases.case_page(self.scratch.id, self.path.case_id, who).steps:
            if page.task_no == task.no:
                return page
        raise Stuck(f"Langkah {task.step} tidak terbuka bagi {task.posts[0]}.")

    def _expect_gone(self, leg: Leg) -> None:
        case = self._case()
        target = self.procedure.sheet.step(leg.step).exits()[leg.exit or ""]
        at = f"end:{case.state}" if case.state != "open" else case.step
        if at != target:
            raise Stuck(f"Setelah {leg.step} ({leg.exit}) berkas di {at}, seharusnya {target}.")

    def _answers(self, parts: Iterable[FormPart]) -> Answers:
        return answer(parts, office.local_day(self.scratch.id, office.clock.now()), numbered)

    def _owe(self, step_id: str, part: str, chosen: str | None) -> None:
        """What this actor's work says it leaves on the exit he took."""
        step = self.procedure.sheet.step(step_id)
        work = self.procedure.work.of(step_id)
        shared = step.mode in ("each", "any")
        for entry in work.entries:
            own = (entry.part or (part if shared else step.actors[0])) == part
            if own and entry.exit in (None, chosen):
                self.owed += [Output(step_id, output) for output in entry.proves]
        if work.manual is not None and part == step.actors[-1]:
            self.owed += [Output(step_id, output) for output in step.outputs]

    def _compare(self, case: Case) -> None:
        self.path.artifacts = [
            Output(one.step, one.output, one.kind, one.id)
            for one in case.artifacts
            if one.output  # a file kept beside what the sheet prints is nobody's output
        ]
        left = [(one.step, one.output) for one in case.artifacts]
        for owed in self.owed:
            if (owed.step, owed.output) in left:
                left.remove((owed.step, owed.output))
            else:
                self.path.missing.append(owed)

    def _well(self, outcome: Outcome) -> Outcome:
        if outcome.ok:
            return outcome
        if outcome.refused:
            raise Stuck(outcome.refused)
        errors = outcome.form.errors if outcome.form else {}
        raise Stuck("; ".join(f"{name}: {words}" for name, words in errors.items()))


def _key() -> str:
    return f"gladi-{next(_keys)}"


def numbered(name: str, spec: Field) -> str | None:
    """Numbers of paper books must differ from case to case."""
    if spec.type == "text" and spec.name in ("nomor", "number") and spec.required:
        return f"{next(_numbers)}/GLADI"
    return None


def as_json(paths: list[WalkedPath]) -> list[dict[str, Any]]:
    """The paths in the form that ``loket rehearse --format json`` prints."""
    return [
        {
            "steps": path.steps,
            "ended": path.ended,
            "error": path.error,
            "artifacts": [
                {"step": one.step, "output": one.output, "kind": one.kind, "id": one.id}
                for one in path.artifacts
            ],
            "missing": [{"step": one.step, "output": one.output} for one in path.missing],
        }
        for path in paths
    ]
