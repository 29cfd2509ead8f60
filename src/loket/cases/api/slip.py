"""The slip an applicant takes home: what he handed in, when it will be done, how to follow it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from msgspec import Struct

from loket.cases.api import store
from loket.cases.api.pages import promise_words
from loket.cases.api.tracking_way import papers
from loket.cases.models import CaseRow
from loket.catalogue import api as catalogue
from loket.core.fields.masked import masked_name
from loket.core.opening_hours import opening_hours
from loket.core.refused import Refused
from loket.office import api as office
from loket.paper import qr


class Slip(Struct, frozen=True):
    """One slip. It may fall to the floor: the name is masked and no NIK stands on it. ``address``
    and ``qr`` (an SVG) are None where the office has not said under which address citizens
    reach it. ``papers`` are those that were there."""

    case_id: int
    number: str
    title: str
    code: str
    name: str
    opened_at: datetime
    promise: str
    due_at: datetime | None
    cost: str
    complaints: str
    hours: str
    papers: tuple[str, ...]
    address: str | None
    qr: str | None


def slip(office_id: str, case_id: int) -> Slip:
    """The slip of a case that an applicant asked for. Raises Refused ``no_case``, ``no_slip``."""
    row = CaseRow.objects.in_office(office_id).filter(pk=min(case_id, store.LAST_ID)).first()
    case = store.peek(office_id, case_id)
    if row is None or case is None:
        raise Refused("no_case", "Berkas tidak ditemukan di kantor ini.")
    if not case.parties:
        raise Refused("no_slip", "Berkas ini tidak diajukan pemohon; tidak ada tanda terimanya.")
    procedure = catalogue.get(case.sheet_digest, case.work_digest)
    service = procedure.work.service
    now = office.clock.now()
    rules = office.rules(office_id, now)
    direct = office.public_address(reverse("cases:track", args=[row.public_code]))
    return Slip(
        case_id=row.pk,
        number=row.number,
        title=procedure.sheet.title,
        code=row.public_code,
        name=masked_name(row.applicant),
        opened_at=case.opened_at,
        promise=promise_words(procedure),
        due_at=case.due_at,
        cost=service.cost or "",
        complaints=service.complaints or "",
        hours=opening_hours(rules.calendar, office.local_day(office_id, now)),
        papers=tuple(label for label, there in papers(procedure, case) if there),
        address=office.public_address(reverse("cases:find_track")),
        qr=qr.svg(direct) if direct else None,
    )
