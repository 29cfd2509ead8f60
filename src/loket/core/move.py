"""How a case moves: what an act writes down so that folding it computes nothing."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from loket.core import due, flow, worktime
from loket.core.calendar import Calendar
from loket.core.case import Case, CaseState, Task
from loket.core.sheet import ENDS, Procedure


class Move(Struct, frozen=True, omit_defaults=True):
    """The whole effect of one act on the flow of a case.

    ``closes`` are numbers of tasks that end, ``opens`` the tasks that begin. ``step``,
    ``walked`` and ``done_parts`` are the new place. ``due_at`` and ``waiting_since`` are the
    new clock, ``dues`` the new due times of tasks that stay. ``ended`` closes the case.
    """

    step: str
    walked: tuple[str, ...] = ()
    done_parts: tuple[str, ...] = ()
    closes: tuple[int, ...] = ()
    opens: tuple[Task, ...] = ()
    due_at: datetime | None = None
    waiting_since: datetime | None = None
    dues: dict[str, datetime | None] = {}
    ended: CaseState | None = None
    exit: str | None = None  # the exit by which the row was left, None while it goes on


def new_tasks(
    procedure: Procedure,
    step_id: str,
    parts: tuple[str, ...],
    first_no: int,
    opened_at: datetime,
    due_at: datetime | None,
    calendar: Calendar,
) -> tuple[Task, ...]:
    """The tasks of these actors in this row, numbered from ``first_no``."""
    sheet = procedure.sheet
    step = sheet.step(step_id)
    task_due = due.task_due(procedure, step_id, due_at, calendar)
    tasks = []
    for offset, part in enumerate(parts):
        actor = sheet.actor(part)
        post_actor = part if actor.is_officer else flow.neighbour(sheet, step)
        posts = procedure.work.posts.get(post_actor, ()) if post_actor else ()
        tasks.append(
            Task(
                no=first_no + offset,
                step=step_id,
                part=part,
                posts=tuple(posts),
                party=actor.party,
                outside=actor.outside,
                opened_at=opened_at,
                due_at=task_due,
            )
        )
    return tuple(tasks)


def clock_after(case: Case, moment: datetime, calendar: Calendar) -> datetime | None:
    """The case's due time once a waiting that lasts until ``moment`` is taken into account."""
    if case.waiting_since is None or case.due_at is None or case.suspended:
        return case.due_at  # a suspended case goes on standing still
    stood = worktime.minutes_between(calendar, case.waiting_since, moment)
    return due.pushed(case.due_at, stood, calendar)


def waits(tasks: tuple[Task, ...]) -> bool:
    """Whether only applicants or outside bodies can go on (an answer of theirs is awaited):
    the clock then stands still."""
    return bool(tasks) and all(task.is_outsider or task.state == "pending" for task in tasks)


def still_since(case: Case, tasks: tuple[Task, ...], moment: datetime) -> datetime | None:
    """Since when the clock stands still once these are the live tasks; None: it runs."""
    if case.suspended:
        return case.waiting_since
    return moment if waits(tasks) else None


def go_to(
    procedure: Procedure,
    case: Case,
    target: str,
    walked: tuple[str, ...],
    moment: datetime,
    calendar: Calendar,
    exit: str | None = None,
) -> Move:
    """Leave the row for ``target``: every task of it ends, those of the target begin."""
    due_at = clock_after(case, moment, calendar)
    closes = tuple(task.no for task in case.tasks)
    if target in ENDS:
        ended: CaseState = ENDS[target]  # type: ignore[assignment]
        return Move(
            step=case.step, walked=walked, closes=closes, due_at=due_at, ended=ended, exit=exit
        )
    parts = flow.parts_to_open(procedure.sheet.step(target))
    opens = new_tasks(procedure, target, parts, case.next_task, moment, due_at, calendar)
    return Move(
        step=target,
        walked=walked,
        closes=closes,
        opens=opens,
        due_at=due_at,
        waiting_since=still_since(case, opens, moment),
        exit=exit,
    )


def settle(
    procedure: Procedure, case: Case, tasks: tuple[Task, ...], moment: datetime, calendar: Calendar
) -> Move:
    """The case stays in its row with these live tasks; only its clock is set anew."""
    still = waits(tasks) and case.waiting_since is not None
    due_at = case.due_at if still else clock_after(case, moment, calendar)
    task_due = due.task_due(procedure, case.step, due_at, calendar)
    return Move(
        step=case.step,
        walked=case.walked,
        done_parts=case.done_parts,
        due_at=due_at,
        waiting_since=case.waiting_since if still else still_since(case, tasks, moment),
        dues={str(task.no): task_due for task in tasks} if due_at != case.due_at else {},
    )


def stay(
    procedure: Procedure, case: Case, task: Task, moment: datetime, calendar: Calendar
) -> Move:
    """One actor of the row is through, the row goes on with the next or with the others."""
    step = procedure.sheet.step(task.step)
    due_at = clock_after(case, moment, calendar)
    parts = flow.parts_to_open(step, after=task.part)
    opens = new_tasks(procedure, step.id, parts, case.next_task, moment, due_at, calendar)
    remaining = tuple(other for other in case.tasks if other.no != task.no)
    task_due = due.task_due(procedure, step.id, due_at, calendar)
    moved = due_at != case.due_at
    return Move(
        step=step.id,
        walked=case.walked,
        done_parts=(*case.done_parts, task.part),
        closes=(task.no,),
        opens=opens,
        due_at=due_at,
        waiting_since=still_since(case, remaining + opens, moment),
        dues={str(other.no): task_due for other in remaining} if moved else {},
    )
