"""The form of a task as a page shows it: its parts, its exits, and why a button can't be used."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from msgspec.structs import replace

from loket.cases.api.history import exit_label
from loket.cases.api.page_types import Exit, ReturnTarget, StepPage
from loket.cases.api.step_parts import EntryPart, entry_parts
from loket.core import checks, flow
from loket.core.action import Showing
from loket.core.case import Case, Task
from loket.core.rulebook import Rules
from loket.core.sheet import ENDS, NO, YES, Procedure, Step
from loket.core.who import By, Who
from loket.ui.step_form import FormPart

_END_LABELS = {
    "done": "berkas selesai",
    "rejected": "permohonan ditolak",
    "cancelled": "berkas dibatalkan",
}


def new_key() -> str:
    """A fresh idempotency key; one rendering of a form, one key."""
    return uuid4().hex


def step_page(
    procedure: Procedure,
    case: Case,
    task: Task,
    by: By,
    who: Who,
    rules: Rules,
    capacity: str,
    now: datetime,
) -> StepPage:
    """The page of a task that ``who`` may act on as ``by``."""
    sheet = procedure.sheet
    step = sheet.step(task.step)
    asked = (procedure, case, task.no, task.version, who, rules)
    mine = task.state == "taken" and task.holder == who.officer
    work = procedure.work.of(step.id)
    actor = sheet.actor(task.part)
    return StepPage(
        task_no=task.no,
        version=task.version,
        key=new_key(),
        step_id=step.id,
        n=step.n,
        title=step.activity,
        part=actor.label,
        parts=tuple(
            _drawn(one, Showing(procedure, step, one.entry, case, who, now)) if mine else one.form
            for one in entry_parts(procedure, step, task.part, case.facts)
        ),
        taken=mine or task.is_outsider,
        initial=_said_before(procedure, case, step, task),
        question=step.decision.question if task.part in step.deciders() and step.decision else "",
        exits=_exits(procedure, step, task) if task.part in step.deciders() else (),
        return_to=tuple(
            ReturnTarget(one, f"{sheet.step(one).n}. {sheet.step(one).activity}")
            for one in reversed(case.walked)
        ),
        can_take_up="" if mine or task.is_outsider else checks.can(checks.check_take_up, *asked),
        can_submit=checks.can(checks.check_complete, *asked),
        can_return="" if task.party else checks.can(checks.check_return, *asked),
        can_answer=checks.can(checks.check_answer, *asked) if task.state == "pending" else "",
        pending=task.state == "pending",
        can_release=checks.can(checks.check_release, case, task.no, task.version, who)
        if mine
        else "",
        manual=work.manual or "",
        outsider=actor.label if by.recorded_for else "",
        capacity=capacity,
        after=_after(procedure, step, case, task),
    )


def _drawn(one: EntryPart, showing: Showing) -> FormPart:
    """The form with what its action draws beside the fields."""
    if one.action.shows is None:
        return one.form
    return replace(one.form, facts={**one.form.facts, **one.action.shows(showing)})


def _said_before(procedure: Procedure, case: Case, step: Step, task: Task) -> dict[str, Any]:
    """What was asked in this step before the file came back: to be mended, not typed anew.
    What an action asks of its own (a checklist, a signature) has to be given afresh."""
    return {
        f"{one.form.prefix}.{spec.name}": case.facts[name]
        for one in entry_parts(procedure, step, task.part)
        for spec in one.entry.ask
        if spec.type not in ("file", "photo", "signature")
        and (name := f"{one.entry.named or step.id}.{spec.name}") in case.facts
    }


def _exits(procedure: Procedure, step: Step, task: Task) -> tuple[Exit, ...]:
    return tuple(
        Exit(
            name=name,
            label=exit_label(name),
            target=_same_row(procedure, step, task, name) or target_words(procedure, target),
            needs_reason=flow.goes_back(procedure.sheet, step, target),
        )
        for name, target in sorted(step.exits().items(), key=_yes_then_no)
    )


def _yes_then_no(one: tuple[str, str]) -> tuple[bool, bool, str]:
    return one[0] != YES, one[0] != NO, one[0]


def target_words(procedure: Procedure, target: str) -> str:
    """Where an exit leads, in words: the row and who does it, or how the case ends."""
    if target in ENDS:
        return _END_LABELS[ENDS[target]]
    step = procedure.sheet.step(target)
    labels = ", ".join(procedure.sheet.actor(one).label for one in step.actors)
    return f"langkah {step.n}, {labels}"


def _same_row(procedure: Procedure, step: Step, task: Task, exit_name: str) -> str:
    """Whom of the same row this exit hands the file on to; "" when it leaves the row."""
    if step.mode != "in_order" or exit_name != YES or task.part == step.actors[-1]:
        return ""
    following = step.actors[step.actors.index(task.part) + 1]
    return f"{procedure.sheet.actor(following).label}, pada langkah ini juga"


def _after(procedure: Procedure, step: Step, case: Case, task: Task) -> str:
    exit_name = task.pending_exit or YES
    words = _same_row(procedure, step, task, exit_name)
    others = [procedure.sheet.actor(one.part).label for one in case.tasks if one.no != task.no]
    if step.mode == "each" and others and exit_name == YES:
        words = f"menunggu {', '.join(others)}"
    target = step.exits().get(exit_name, step.next)
    return f"Setelah disimpan: {words or target_words(procedure, target)}."
