"""A case ends without its letter: the letter no longer counts."""

from __future__ import annotations

from collections.abc import Iterable

from loket.cases import api as cases
from loket.core.action import Outgoing
from loket.modules.documents.models import Document

_ENDED = {"cancelled": "Permohonannya dibatalkan.", "rejected": "Permohonannya ditolak."}


def after_act(told: cases.Stored) -> Iterable[Outgoing]:
    """Make the letters of a case void when it is cancelled or rejected. Sends nothing."""
    why = _ENDED.get(told.case.state)
    if why is not None and (told.before is None or told.before.state == "open"):
        rows = Document.objects.in_office(told.office_id).filter(case=told.case.id)
        counting = rows.exclude(state__in=[Document.REPLACED, Document.VOID])
        counting.update(state=Document.VOID, ended_at=told.now, ended_why=why)
    return ()
