"""What may be done with a live task besides working on it: hand it over, depart from the sheet."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from loket.cases.api.history import Names
from loket.cases.api.page_types import Colleague, ReturnTarget, TaskActs
from loket.cases.api.step_page import target_words
from loket.core import checks
from loket.core.case import Case, Task
from loket.core.rulebook import Rules
from loket.core.sheet import END_DONE, END_REJECTED, Procedure
from loket.core.who import Who
from loket.office import api as office

_NOBODY = "Hari ini tidak ada pegawai lain yang berwenang mengerjakan langkah ini."


def task_acts(
    office_id: str,
    procedure: Procedure,
    case: Case,
    who: Who,
    rules: Rules,
    now: datetime,
    names: Names,
) -> tuple[TaskActs, ...]:
    """One for each live task that is this officer's or stands below him."""
    found = [
        _acts(office_id, procedure, case, task, who, rules, now, names)
        for task in case.tasks
        if _concerned(procedure, task, who, rules)
    ]
    # a departure ends every task of the row, so it is offered once, where it may be done
    at = next((place for place, one in enumerate(found) if one.can_depart is None), 0)
    return tuple(
        one if place == at else replace(one, can_depart="", targets=())
        for place, one in enumerate(found)
    )


def _concerned(procedure: Procedure, task: Task, who: Who, rules: Rules) -> bool:
    if checks.standing_above((task,), who, rules) is not None:
        return True
    return checks.can(checks.check_may_act, procedure, task, who, rules) is None


def _acts(
    office_id: str,
    procedure: Procedure,
    case: Case,
    task: Task,
    who: Who,
    rules: Rules,
    now: datetime,
    names: Names,
) -> TaskActs:
    sheet = procedure.sheet
    asked = (procedure, case, task.no, task.version)
    can_reassign = "" if task.is_outsider else checks.can(checks.check_reassign, *asked, who, rules)
    colleagues: tuple[Colleague, ...] = ()
    with_one = task.assigned or task.holder
    if can_reassign is None:
        colleagues = able_officers(office_id, procedure, task, rules, now)
        if not colleagues and not with_one:
            can_reassign = _NOBODY
    return TaskActs(
        task_no=task.no,
        version=task.version,
        n=sheet.step(task.step).n,
        part=sheet.actor(task.part).label,
        holder=names.officers.get(with_one, "") if with_one else "",
        colleagues=colleagues,
        to_post=bool(with_one),
        targets=_targets(procedure, task.step),
        can_reassign=can_reassign,
        can_depart=checks.can(checks.check_depart, *asked, END_DONE, who, rules),
    )


def able_officers(
    office_id: str, procedure: Procedure, task: Task, rules: Rules, now: datetime
) -> tuple[Colleague, ...]:
    """The officers who may do this task today, without the one who has it, by name."""
    free = replace(task, assigned=None)
    return tuple(
        Colleague(str(one.pk), one.name)
        for one in office.officers(office_id)
        if str(one.pk) not in (task.assigned, task.holder)
        and checks.can(checks.check_may_act, procedure, free, office.who(one, now), rules) is None
    )


def _targets(procedure: Procedure, step_id: str) -> tuple[ReturnTarget, ...]:
    """Every other step, and the ends; a case is cancelled by its own command."""
    steps = (
        ReturnTarget(step.id, f"{step.n}. {step.activity}")
        for step in procedure.sheet.steps
        if step.id != step_id
    )
    ends = (ReturnTarget(end, target_words(procedure, end)) for end in (END_DONE, END_REJECTED))
    return (*steps, *ends)
