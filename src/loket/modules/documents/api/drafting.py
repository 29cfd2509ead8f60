"""A letter is drafted: its text fixed, its code given, the letter before it replaced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from msgspec import to_builtins

from loket.cases import api as cases
from loket.core import public_code
from loket.core.case import Case
from loket.core.chain import canonical
from loket.core.fields.masked import masked_name
from loket.core.sheet import Procedure
from loket.modules.documents import rules
from loket.modules.documents.api.numbering import Number
from loket.modules.documents.api.reading import current, standing
from loket.modules.documents.models import Document
from loket.office import api as office

_ENDED_BY_REDRAFT = "Disusun ulang."
_TAKEN_BACK = "Penyusunannya ditarik kembali."


def draft(
    letter: rules.Letter,
    procedure: Procedure,
    case: Case,
    facts: Mapping[str, Any],
    *,
    case_row: int,
    case_number: str,
    at: datetime,
    number: Number | None = None,
) -> Document:
    """Write a letter for a case, from its facts as they are now; with its number where the
    sheet numbers before it signs."""
    office_id = case.office
    code = cases.random_code(12)
    before = current(office_id, case.id, letter.key)
    applicant = case.party("pemohon")
    name = str(applicant.values.get("nama") or "") if applicant else ""
    row = Document.objects.create(
        office_id=office_id,
        code=code,
        case=case.id,
        case_row=case_row,
        key=letter.key,
        title=letter.title,
        procedure=procedure.id,
        work_digest=procedure.work_digest,
        sign_posts="|".join(procedure.work.posts.get(letter.sign_actor, ())),
        data_text=canonical(_data(letter, procedure, case, facts, case_number, code)),
        initials=masked_name(name),
        drafted_at=at,
        **({} if number is None else number.columns()),
    )
    if before is not None:
        before.state, before.replaced_by = Document.REPLACED, row
        before.ended_at, before.ended_why = at, _ENDED_BY_REDRAFT
        before.save(update_fields=["state", "replaced_by", "ended_at", "ended_why"])
    return row


def take_back_draft(office_id: str, case: str, key: str, at: datetime) -> None:
    """Undo the last draft: it no longer counts, and the one before does again."""
    row = current(office_id, case, key)
    if row is None:
        return
    row.state, row.ended_at, row.ended_why = Document.VOID, at, _TAKEN_BACK
    row.save(update_fields=["state", "ended_at", "ended_why"])
    for before in Document.objects.in_office(office_id).filter(replaced_by=row):
        before.state = standing(before)
        before.replaced_by, before.ended_at, before.ended_why = None, None, ""
        before.save(update_fields=["state", "replaced_by", "ended_at", "ended_why"])


def _data(
    letter: rules.Letter,
    procedure: Procedure,
    case: Case,
    facts: Mapping[str, Any],
    number: str,
    code: str,
) -> dict[str, Any]:
    """What the template is given (docs/developers/letters.md), without what comes later."""
    info = office.office(case.office)
    specs = rules.asked_fields(procedure)
    mark = "RANCANGAN" if procedure.origin == "loket" else ""
    if not mark and settings.LOKET_SIMULATION:
        mark = "CONTOH"  # ours: no paper of a demo may pass for a real one
    return {
        "office": {
            "name": info.name,
            "regency": info.regency,
            "letterhead": list(info.letterhead),
            "address": info.address,
            "place": info.place,
        },
        "title": letter.title,
        "case": number,
        "facts": to_builtins(rules.nested(facts)),
        "words": rules.nested(rules.in_words(facts, specs)),
        "party": {party.role: to_builtins(party.values) for party in reversed(case.parties)},
        "paraf": [{"post": label, "done": False} for label in letter.parafs],
        "code": public_code.grouped(code),
        "qr": office.public_address(reverse("documents:verify", args=[code])),
        "mark": mark,
    }
