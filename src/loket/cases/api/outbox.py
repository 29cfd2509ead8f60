"""What leaves the office after the commit: a due-table that a worker leases from.

The row is written in the step's own transaction. A worker leases it, sends, and marks it; a
worker that dies leaves a lease that runs out. A sending whose outcome is unknown is never
repeated by itself: its row is ``unknown`` until a person or a status answer settles it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from django.db import models, transaction
from msgspec import Struct, json

from loket.cases.models import OutboxRow
from loket.core.action import Outgoing
from loket.office.api import unscoped

LEASE = timedelta(minutes=5)
ATTEMPTS = 8  # ours: 1, 2, 4 … 128 minutes apart, then a person looks


class Unknown(Exception):
    """The sending may or may not have arrived."""


class Leased(Struct, frozen=True):
    """One row that this worker holds: id, office, kind, payload, how often it was tried."""

    id: int
    office_id: str
    kind: str
    payload: dict[str, object]
    attempts: int


def put(
    office_id: str,
    case_id: int,
    seq: int,
    outgoing: Iterable[Outgoing],
    now: datetime,
    source: str = "",
) -> None:
    """Lay down what the act number ``seq`` of the case sends. Runs in its transaction.

    ``source`` names the listener whose rows these are, "" for those of the step's actions.
    """
    prefix = f"{case_id}/{seq}/{source}/" if source else f"{case_id}/{seq}/"
    rows = [
        OutboxRow(
            office_id=office_id,
            key=f"{prefix}{index}",
            kind=one.kind,
            due_at=max(one.not_before or now, now),
            case=case_id,
            payload=json.encode(one.payload).decode(),
        )
        for index, one in enumerate(outgoing)
    ]
    if rows:
        OutboxRow.objects.in_office(office_id).bulk_create(rows)


def lease(now: datetime, limit: int = 20) -> list[Leased]:
    """Take up to ``limit`` due rows for this worker until the lease runs out."""
    with unscoped("the worker serves every office"), transaction.atomic():
        due = (
            OutboxRow.objects.all()
            .select_for_update(skip_locked=True)
            .filter(state="due", due_at__lte=now)
            .filter(models.Q(leased_until=None) | models.Q(leased_until__lt=now))
            .order_by("due_at", "id")[:limit]
        )
        rows = list(due)
        OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).update(
            leased_until=now + LEASE, attempts=models.F("attempts") + 1
        )
    return [
        Leased(row.pk, row.office_id, row.kind, json.decode(row.payload), row.attempts + 1)
        for row in rows
    ]


def settle(row: Leased, now: datetime, error: Exception | None = None) -> None:
    """Mark a leased row: sent, unknown, or due again later (``failed`` after ATTEMPTS)."""
    changes: dict[str, object] = {"leased_until": None}
    if error is None:
        changes |= {"state": "done", "finished_at": now, "payload": "{}", "error": ""}
    elif isinstance(error, Unknown):
        changes |= {"state": "unknown", "error": type(error).__name__}
    elif row.attempts >= ATTEMPTS:
        changes |= {"state": "failed", "finished_at": now, "error": type(error).__name__}
    else:
        pause = timedelta(minutes=2 ** (row.attempts - 1))
        changes |= {"due_at": now + pause, "error": type(error).__name__}
    OutboxRow.objects.in_office(row.office_id).filter(pk=row.id).update(**changes)


Send = Callable[[Leased], None]


def drain(senders: Mapping[str, Send], now: datetime) -> int:
    """Send what is due through the sender of its kind; how many rows were settled."""
    rows = lease(now)
    for row in rows:
        error: Exception | None = None
        try:
            senders[row.kind](row)
        except Exception as failed:  # whatever a sender meets is settled on the row, by name
            error = failed
        settle(row, now, error)
    return len(rows)
