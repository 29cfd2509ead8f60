"""The applicant whom this office knows already: found by NIK, so that nothing is typed twice.

There is no registry of persons: applicants are parties of cases, and the newest case of the same
office and NIK says what was typed last. What the clerk has typed himself always stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.files.uploadedfile import UploadedFile
from msgspec import Struct

from loket.cases.api import blobs, complete, store
from loket.cases.api.late_entry import LATE_PART
from loket.cases.api.step_parts import PARTY_FIELDS, party_part
from loket.cases.models import CaseRow
from loket.catalogue import api as catalogue
from loket.core.fields.moments import written
from loket.office import api as office
from loket.ui.bound_form import shown
from loket.ui.step_form import ReadForm, read

_MOST = 20  # files of one NIK that are looked at, newest first; ours


class OpenFile(Struct, frozen=True):
    """A file of the same NIK that is still open. ``since`` is a day, 20-11-2026."""

    case_id: int
    number: str
    title: str
    since: str


class KnownApplicant(Struct, frozen=True, omit_defaults=True):
    """What is known of a NIK. ``number`` and ``day`` name the file that the answers were taken
    from ("" when the NIK is new here), ``filled`` are the labels of the fields that it filled."""

    number: str = ""
    day: str = ""
    filled: tuple[str, ...] = ()
    open_files: tuple[OpenFile, ...] = ()


def find_applicant(
    office_id: str,
    procedure_id: str,
    data: Mapping[str, Sequence[str]],
    files: Mapping[str, UploadedFile],
) -> tuple[ReadForm, KnownApplicant | None]:
    """The intake form as it was sent, its empty party fields filled from the newest file of the
    NIK. None with an error at the field when that is no NIK.

    Errors of other fields are left out, the clerk is not through with them; those of a file stay,
    because a browser does not send it twice. Raises Refused when the service is not in force.
    """
    today = office.local_day(office_id, office.clock.now())
    procedure = catalogue.in_force_one(office_id, procedure_id, today)
    parties = [party_part(role, label) for role, label in complete.party_roles(procedure)]
    parts = [*parties, *(one.form for one in complete.intake_parts(procedure)), LATE_PART]
    form = read(parts, data, files, blobs.keep, today)
    asked = [f"{one.prefix}.nik" for one in parties]
    form.errors = {
        name: words for name, words in form.errors.items() if name in asked or name in files
    }
    if not parties or asked[0] in form.errors:
        return form, None
    prefix = parties[0].prefix
    nik = form.values[prefix]["nik"]
    rows = _rows(office_id, nik)
    filled = _fill(office_id, rows[0], prefix, form) if rows else ()
    return form, KnownApplicant(
        number=rows[0].number if rows else "",
        day=_day(office_id, rows[0]) if rows else "",
        filled=filled,
        open_files=_open(office_id, rows),
    )


def open_files(office_id: str, nik: str) -> tuple[OpenFile, ...]:
    """The files of this office and NIK that are still open, newest first."""
    return _open(office_id, _rows(office_id, nik))


def _rows(office_id: str, nik: str) -> list[CaseRow]:
    mine = CaseRow.objects.in_office(office_id).filter(applicant_nik=nik)
    return list(mine.order_by("-opened_at", "-pk").defer("state_text")[:_MOST])


def _fill(office_id: str, row: CaseRow, prefix: str, form: ReadForm) -> tuple[str, ...]:
    """Put what the file knows where nothing was typed; the labels of what was put."""
    case = store.peek(office_id, row.pk)
    known = case.parties[0].values if case and case.parties else {}
    filled = []
    for spec in PARTY_FIELDS:
        name = f"{prefix}.{spec.name}"
        text = shown(spec, known.get(spec.name))
        if text and not "".join(form.typed.get(name, ())).strip():
            form.typed[name] = (text,)
            filled.append(spec.label)
    return tuple(filled)


def _open(office_id: str, rows: list[CaseRow]) -> tuple[OpenFile, ...]:
    return tuple(
        OpenFile(
            case_id=row.pk,
            number=row.number,
            title=catalogue.get(row.sheet_digest, row.work_digest).sheet.title,
            since=_day(office_id, row),
        )
        for row in rows
        if row.state == "open"
    )


def _day(office_id: str, row: CaseRow) -> str:
    return written(office.local_day(office_id, row.opened_at))
