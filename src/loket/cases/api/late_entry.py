"""The paper behind a late entry: asked beside the form, kept in the act, handed out again."""

from __future__ import annotations

from msgspec import Struct

from loket.cases.api import blobs, store
from loket.cases.models import CaseRow
from loket.core.fields.sniff import sniff
from loket.core.fields.spec import Field
from loket.core.refused import Refused
from loket.core.who import Who
from loket.ui.step_form import FormPart

LATE_PART = FormPart(
    prefix="late",
    action="",
    title="Catatan susulan",
    page="",
    fields=(Field("scan", "file", "Pindaian catatan kertasnya", required=False),),
)


class LateScan(Struct, frozen=True):
    """The scan of a late entry: the number of its case, its media type and its bytes."""

    number: str
    media_type: str
    content: bytes


def late_scan(office_id: str, case_id: int, seq: int, who: Who) -> LateScan:
    """The scan that act ``seq`` of this case keeps; seen by whoever may see the case.

    Raises Refused ``no_scan``.
    """
    row = None
    if case_id <= store.LAST_ID:
        row = CaseRow.objects.in_office(office_id).filter(pk=case_id).first()
    acts = store.acts(office_id, case_id) if row is not None else []
    digest = acts[seq - 1][0].data.get("late_scan") if 0 < seq <= len(acts) else None
    if row is None or digest is None:
        raise Refused("no_scan", "Pindaian itu tidak ditemukan di kantor ini.")
    with blobs.open_blob(digest) as file:
        content = file.read()
    return LateScan(row.number, sniff(content) or "", content)
