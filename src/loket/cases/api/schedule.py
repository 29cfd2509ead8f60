"""Cases that begin by the calendar: a due-table, so that none starts twice or gets lost."""

from __future__ import annotations

from datetime import datetime

from loket.cases.api import listeners, store
from loket.cases.models import ScheduleRow
from loket.catalogue import api as catalogue
from loket.core import commands
from loket.core.engine import decide
from loket.core.evolve import evolve
from loket.core.refused import Refused
from loket.core.who import Who
from loket.office import api as office


def plan(office_id: str, procedure_id: str, period: str, due_at: datetime) -> bool:
    """Lay down the start of a procedure for a period (``2026-11``); False if it stood there."""
    _, fresh = ScheduleRow.objects.in_office(office_id).get_or_create(
        office_id=office_id,
        key=f"{procedure_id}/{period}",
        defaults={"kind": "start", "procedure": procedure_id, "due_at": due_at},
    )
    return fresh


def start_due(office_id: str, now: datetime) -> list[int]:
    """Open a case for every start that is due; the ids of the new cases.

    The row and its case are one transaction each: a crash between them is not possible.
    """
    started = []
    due = ScheduleRow.objects.in_office(office_id).filter(state="due", due_at__lte=now)
    for pk in list(due.order_by("due_at", "pk").values_list("pk", flat=True)):
        case_id = _start(office_id, pk, now)
        if case_id is not None:
            started.append(case_id)
    return started


def _start(office_id: str, pk: int, now: datetime) -> int | None:
    with store.writing():
        row = (
            ScheduleRow.objects.in_office(office_id)
            .select_for_update(skip_locked=True)
            .filter(pk=pk, state="due")
            .first()
        )
        if row is None:
            return None  # another worker has it, or had it
        day = office.local_day(office_id, row.due_at)
        row.attempts += 1
        try:
            procedure = catalogue.in_force_one(office_id, row.procedure, day)
            asked = commands.Open(case_id=store.random_code(26), channel="system")
            who = Who(system="schedule")
            acts = decide(procedure, None, asked, who, now, office.rules(office_id, now))
            if isinstance(acts, Refused):
                raise acts
        except Refused as refused:
            row.state, row.error, row.finished_at = "failed", refused.code, now
            row.save(update_fields=["state", "error", "finished_at", "attempts"])
            return None
        held = store.insert_case(office_id, day.year, evolve(None, acts[0]), "", "", list(acts))
        listeners.tell(
            office_id, held.id, held.number, held.public_code, None, held.case, acts, procedure, now
        )
        row.state, row.finished_at = "done", now
        row.save(update_fields=["state", "finished_at", "attempts"])
        return held.id
