"""The flow of a case: ``decide`` says what a command means, as acts, or why it may not be.

Pure, total, deterministic. Who may ask is in ``checks``, where the sheet leads in ``flow``
and ``move``, what an act changes in ``evolve``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from loket.core import checks, commands, due, flow, worktime
from loket.core.act import Act
from loket.core.case import Case, Task, TaskState
from loket.core.move import Move, go_to, new_tasks, settle, stay, waits
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import YES, Procedure
from loket.core.who import By, Who


def decide(
    procedure: Procedure,
    case: Case | None,
    command: commands.Command,
    who: Who,
    now: datetime,
    rules: Rules,
) -> tuple[Act, ...] | Refused:
    """The acts that this command leads to, or the refusal with its reason.

    ``now`` is aware and in UTC. Nothing is changed; ``evolve`` applies the acts.
    """
    try:
        if isinstance(command, commands.Open):
            if case is not None:
                raise Refused("opened", "Berkas ini sudah dibuka.")
            return (_open(procedure, command, who, now, rules),)
        if case is None:
            raise Refused("no_case", "Berkas tidak ditemukan.")
        if (procedure.sheet_digest, procedure.work_digest) != (case.sheet_digest, case.work_digest):
            raise Refused("other_sheet", "Berkas ini terikat pada versi SOP yang lain.")
        if case.last_at is not None and now < case.last_at:
            raise Refused("clock", "Jam komputer tertinggal dari waktu berkas. Betulkan jamnya.")
        return (_DECIDERS[type(command)](procedure, case, command, who, now, rules),)
    except Refused as refused:
        return refused


def _moved(move: Move, **data: Any) -> dict[str, Any]:
    return {**data, "move": to_builtins(move)}


def _open(
    procedure: Procedure, command: commands.Open, who: Who, now: datetime, rules: Rules
) -> Act:
    channels = procedure.work.starts.channels
    if who.system is None and channels and command.channel not in channels:
        raise Refused("channel", "Layanan ini tidak dibuka lewat kanal itu.")
    first = flow.first_step(procedure.sheet)
    personal = {
        f"party.{index}.{name}": value
        for index, party in enumerate(command.parties)
        for name, value in party.values.items()
    }
    done_at = _true_time(command.done_at, None, command.late_reason, who, now, personal)
    due_at = due.case_due(procedure, done_at, rules.calendar)
    parts = flow.parts_to_open(first)
    opens = new_tasks(procedure, first.id, parts, 1, done_at, due_at, rules.calendar)
    by = _opener(procedure, opens, who, rules)
    move = Move(
        step=first.id, opens=opens, due_at=due_at, waiting_since=done_at if waits(opens) else None
    )
    return Act(
        kind="opened",
        at=now,
        done_at=done_at,
        by=by,
        step=first.id,
        data=_moved(
            move,
            case=command.case_id,
            procedure=procedure.id,
            version=procedure.sheet.version,
            revision=procedure.revision,
            sheet=procedure.sheet_digest,
            work=procedure.work_digest,
            office=procedure.office,
            channel=command.channel,
            parties=[party.role for party in command.parties],
        ),
        personal=personal,
    )


def _true_time(
    done_at: datetime | None,
    not_before: datetime | None,
    late_reason: str,
    who: Who,
    now: datetime,
    personal: dict[str, Any],
) -> datetime:
    """When it truly happened: now, or for a late entry the time given, with its reason."""
    if done_at is None or done_at == now:
        return now
    if who.officer is None:
        raise Refused("late", "Hanya petugas yang dapat mencatat pekerjaan yang sudah lewat.")
    checks.check_done_at(not_before, done_at, now)
    personal["late_reason"] = checks.check_reason(late_reason)
    return done_at


def _opener(procedure: Procedure, opens: tuple[Task, ...], who: Who, rules: Rules) -> By:
    """A case is opened by its applicant, by the system, or by who may do its first row."""
    if who.system is not None:
        return By(system=who.system)
    for task in opens[:-1]:
        if checks.can(checks.check_may_act, procedure, task, who, rules) is None:
            return checks.check_may_act(procedure, task, who, rules)
    return checks.check_may_act(procedure, opens[-1], who, rules)


def _take_up(
    procedure: Procedure, case: Case, c: commands.TakeUp, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_take_up(procedure, case, c.task, c.version, who, rules)
    task = checks.check_task(case, c.task, c.version)
    return Act("taken_up", now, now, by, task.no, task.step, task.part)


def _release(
    procedure: Procedure, case: Case, c: commands.Release, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_release(case, c.task, c.version, who)
    task = checks.check_task(case, c.task, c.version)
    return Act("released", now, now, by, task.no, task.step, task.part)


def _complete(
    procedure: Procedure, case: Case, c: commands.Complete, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_complete(procedure, case, c.task, c.version, who, rules)
    task = checks.check_task(case, c.task, c.version)
    personal: dict[str, Any] = {f"facts.{name}": value for name, value in c.personal.items()}
    done_at = _true_time(c.done_at, task.opened_at, c.late_reason, who, now, personal)
    data: dict[str, Any] = {}
    if done_at != now and c.late_scan is not None:
        data["late_scan"] = c.late_scan
    target_reason = _exit_reason(procedure, task, c.exit, c.reason)
    if target_reason:
        personal["reason"] = target_reason
    if c.exit is not None:
        data["exit"] = c.exit
    if c.facts:
        data["facts"] = c.facts
    if c.artifacts:
        data["artifacts"] = to_builtins(c.artifacts)
    if c.final:
        data["final"] = True
    minutes = _work_minutes(task, done_at, now, rules)
    if minutes is not None:
        data["work_minutes"] = minutes
    if c.awaits is not None:
        data["awaits"] = c.awaits
        tasks = _with_state(case, task, "pending")
        moment = _settled(case, done_at)
        data["move"] = to_builtins(settle(procedure, case, tasks, moment, rules.calendar))
        return Act("awaited", now, done_at, by, task.no, task.step, task.part, data, personal)
    move = _onward(procedure, case, task, c.exit, _settled(case, done_at), rules)
    return Act(
        "completed",
        now,
        done_at,
        by,
        task.no,
        task.step,
        task.part,
        _moved(move, **data),
        personal,
    )


def _settled(case: Case, done_at: datetime) -> datetime:
    """From when on what follows counts: a late entry never reaches back behind what the case
    has gone through since (a sibling's part, a suspension)."""
    return max(done_at, case.settled_at or done_at)


def _with_state(case: Case, task: Task, state: TaskState) -> tuple[Task, ...]:
    return tuple(replace(one, state=state) if one.no == task.no else one for one in case.tasks)


def _exit_reason(procedure: Procedure, task: Task, exit_name: str | None, reason: str) -> str:
    """Check the exit against the sheet; the cleaned reason where one is owed, or given."""
    step = procedure.sheet.step(task.step)
    decides = task.part in step.deciders()
    if not decides:
        if exit_name is not None:
            raise Refused("exit", "Pelaksana ini tidak mengambil keputusan pada langkah ini.")
        return checks.check_remark(reason)
    if exit_name is None:
        raise Refused("exit", "Pilih keputusannya dulu.")
    if exit_name not in step.exits():
        raise Refused("exit", "Keputusan itu tidak ada pada langkah ini.")
    if flow.goes_back(procedure.sheet, step, step.exits()[exit_name]):
        return checks.check_reason(reason)
    return checks.check_remark(reason)


def _onward(
    procedure: Procedure,
    case: Case,
    task: Task,
    exit_name: str | None,
    moment: datetime,
    rules: Rules,
) -> Move:
    """Where the case stands once this actor is through: in the row still, or beyond it."""
    step = procedure.sheet.step(task.step)
    if exit_name is not None and exit_name != YES:
        return _leave(procedure, case, exit_name, moment, rules)
    if step.mode == "in_order" and task.part != step.actors[-1]:
        return stay(procedure, case, task, moment, rules.calendar)
    if step.mode == "each" and len(case.tasks) > 1:
        return stay(procedure, case, task, moment, rules.calendar)
    return _leave(procedure, case, YES, moment, rules)


def _leave(
    procedure: Procedure, case: Case, exit_name: str, moment: datetime, rules: Rules
) -> Move:
    target = procedure.sheet.step(case.step).exits()[exit_name]
    return go_to(
        procedure, case, target, _way(case, target), moment, rules.calendar, exit=exit_name
    )


def _way(case: Case, target: str) -> tuple[str, ...]:
    """The way walked once the case stands at the target: a loop cuts it back to there."""
    if target == case.step:
        return case.walked
    if target in case.walked:
        return case.walked[: case.walked.index(target)]
    return (*case.walked, case.step)


def _work_minutes(task: Task, done_at: datetime, now: datetime, rules: Rules) -> int | None:
    """Work time from taking up to completion; unknown (None) for what was never taken up and
    for late entries, where nobody knows when the work began."""
    if task.taken_at is None or done_at != now:
        return None
    return worktime.minutes_between(rules.calendar, task.taken_at, done_at)


def _confirm(
    procedure: Procedure, case: Case, c: commands.Confirm, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_answer(procedure, case, c.task, c.version, who, rules)
    task = checks.check_task(case, c.task, c.version)
    move = _onward(procedure, case, task, task.pending_exit, now, rules)
    data: dict[str, Any] = {"facts": c.facts} if c.facts else {}
    if c.artifacts:
        data["artifacts"] = to_builtins(c.artifacts)
    personal = {f"facts.{name}": value for name, value in c.personal.items()}
    return Act(
        "confirmed", now, now, by, task.no, task.step, task.part, _moved(move, **data), personal
    )


def _fail(
    procedure: Procedure, case: Case, c: commands.Fail, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_answer(procedure, case, c.task, c.version, who, rules)
    task = checks.check_task(case, c.task, c.version)
    reason = checks.check_reason(c.reason)
    tasks = _with_state(case, task, "taken")
    move = settle(procedure, case, tasks, now, rules.calendar)
    return Act(
        "failed", now, now, by, task.no, task.step, task.part,
        _moved(move), {"reason": reason},
    )  # fmt: skip


def _return(
    procedure: Procedure, case: Case, c: commands.Return, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_return(procedure, case, c.task, c.version, who, rules)
    task = checks.check_task(case, c.task, c.version)
    reason = checks.check_reason(c.reason)
    target = c.to or case.walked[-1]
    if target not in case.walked:
        raise Refused("no_target", "Berkas belum pernah melewati langkah itu.")
    move = go_to(procedure, case, target, _way(case, target), now, rules.calendar)
    data: dict[str, Any] = {"to": target}
    minutes = _work_minutes(task, now, now, rules)
    if minutes is not None:
        data["work_minutes"] = minutes
    return Act(
        "returned", now, now, by, task.no, task.step, task.part,
        _moved(move, **data), {"reason": reason},
    )  # fmt: skip


def _cancel(
    procedure: Procedure, case: Case, c: commands.Cancel, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_cancel(procedure, case, who, rules)
    reason = checks.check_reason(c.reason)
    target = "end:cancelled"
    move = go_to(procedure, case, target, _way(case, target), now, rules.calendar)
    return Act(
        "cancelled", now, now, by, step=case.step, data=_moved(move), personal={"reason": reason}
    )


def _reassign(
    procedure: Procedure, case: Case, c: commands.Reassign, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_reassign(procedure, case, c.task, c.version, who, rules)
    task = checks.check_task(case, c.task, c.version)
    reason = checks.check_reason(c.reason)
    return Act(
        "reassigned", now, now, by, task.no, task.step, task.part,
        {"officer": c.officer}, {"reason": reason},
    )  # fmt: skip


def _suspend(
    procedure: Procedure, case: Case, c: commands.Suspend, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_suspend(procedure, case, who, rules)
    reason = checks.check_reason(c.reason)
    since = case.waiting_since or now
    return Act(
        "suspended", now, now, by, step=case.step,
        data={"waiting_since": to_builtins(since)}, personal={"reason": reason},
    )  # fmt: skip


def _resume(
    procedure: Procedure, case: Case, c: commands.Resume, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_resume(procedure, case, who, rules)
    running = replace(case, suspended=False)
    move = settle(procedure, running, case.tasks, now, rules.calendar)
    personal = {"reason": checks.check_remark(c.reason)} if c.reason.strip() else {}
    return Act("resumed", now, now, by, step=case.step, data=_moved(move), personal=personal)


def _take_back(
    procedure: Procedure, case: Case, c: commands.TakeBack, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_take_back(case, c.seq, who)
    reason = checks.check_reason(c.reason)
    task = case.undo.task if case.undo else None
    assert task is not None
    return Act(
        "taken_back", now, now, by, task.no, task.step, task.part,
        {"seq": c.seq}, {"reason": reason},
    )  # fmt: skip


def _depart(
    procedure: Procedure, case: Case, c: commands.Depart, who: Who, now: datetime, rules: Rules
) -> Act:
    by = checks.check_depart(procedure, case, c.task, c.version, c.to, who, rules)
    task = checks.check_task(case, c.task, c.version)
    reason = checks.check_reason(c.reason)
    move = go_to(procedure, case, c.to, _way(case, c.to), now, rules.calendar)
    return Act(
        "departed", now, now, by, task.no, task.step, task.part,
        _moved(move, to=c.to), {"reason": reason},
    )  # fmt: skip


_DECIDERS: dict[type, Callable[..., Act]] = {
    commands.TakeUp: _take_up,
    commands.Release: _release,
    commands.Complete: _complete,
    commands.Confirm: _confirm,
    commands.Fail: _fail,
    commands.Return: _return,
    commands.Cancel: _cancel,
    commands.Reassign: _reassign,
    commands.Suspend: _suspend,
    commands.Resume: _resume,
    commands.TakeBack: _take_back,
    commands.Depart: _depart,
}
