"""Keeping SOPs: what is stored never changes, a number stands for one text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.db import transaction
from msgspec.structs import replace

from loket.catalogue import canonical
from loket.catalogue.models import Revision, SheetText, WorkText
from loket.core.refused import Refused
from loket.core.sheet import Procedure, Source
from loket.office.api import clock, unscoped

# A digest names one content for ever, so what was decoded once never goes stale.
_DECODED: dict[tuple[str, str], Procedure] = {}


def store(procedure: Procedure, letter: str = "") -> None:
    """Keep a procedure under its numbers. Keeping the same again changes nothing.

    ``letter`` is the text of its ``letter.typ`` ('' for none). The office must exist.
    Raises Refused: ``sheet_changed`` when this version is stored with another sheet,
    ``work_changed`` when this revision is stored with other work, ``digest`` when the
    procedure's digests are not those of its content.
    """
    sheet_text = canonical.sheet_text(procedure.sheet)
    work_text = canonical.work_text(procedure.id, procedure.work, letter)
    if (
        canonical.digest(sheet_text) != procedure.sheet_digest
        or canonical.digest(work_text) != procedure.work_digest
    ):
        raise Refused("digest", f"Isi {procedure.id} tidak sama dengan sidiknya; tidak disimpan.")
    office_id = procedure.office
    version, revision = procedure.sheet.version, procedure.revision
    with transaction.atomic():
        rows = Revision.objects.in_office(office_id).filter(procedure=procedure.id, version=version)
        known = list(rows.values_list("revision", "sheet_id", "work_id"))
        if any(sheet != procedure.sheet_digest for _, sheet, _ in known):
            raise Refused(
                "sheet_changed",
                f"{procedure.id} versi {version} sudah disimpan dengan lembar lain. Lembar yang "
                f"tersimpan tetap berlaku; simpan perubahan ini sebagai versi {version + 1}.",
            )
        same_number = [work for number, _, work in known if number == revision]
        if same_number:
            if same_number[0] != procedure.work_digest:
                raise Refused(
                    "work_changed",
                    f"{procedure.id} versi {version} revisi {revision} sudah disimpan dengan kerja "
                    f"lain. Naikkan revision menjadi {max(n for n, _, _ in known) + 1}.",
                )
            return
        SheetText.objects.in_office(office_id).get_or_create(
            digest=procedure.sheet_digest, defaults={"office_id": office_id, "text": sheet_text}
        )
        WorkText.objects.in_office(office_id).get_or_create(
            digest=procedure.work_digest, defaults={"office_id": office_id, "text": work_text}
        )
        lines = procedure.source.lines
        Revision.objects.in_office(office_id).create(
            office_id=office_id,
            procedure=procedure.id,
            version=version,
            revision=revision,
            origin=procedure.origin,
            source_file=procedure.source.file,
            source_first=lines[0] if lines else None,
            source_last=lines[1] if lines else None,
            read_by_two=procedure.source.read_by_two,
            sheet_id=procedure.sheet_digest,
            work_id=procedure.work_digest,
            stored_at=clock.now(),
        )


def get(sheet_digest: str, work_digest: str) -> Procedure:
    """The stored procedure of these two digests, as the cases that pin them see it.

    Raises Refused (``not_stored``) when no revision holds both.
    """
    found = _DECODED.get((sheet_digest, work_digest))
    if found is None:
        # The digests come from a case that its office already asked for.
        with unscoped("teks SOP dicari menurut sidik isinya"):
            row = (
                Revision.objects.filter(sheet_id=sheet_digest, work_id=work_digest)
                .select_related("sheet", "work")
                .order_by("-version", "-revision")
                .first()
            )
        if row is None:
            raise Refused("not_stored", "SOP ini tidak ada di katalog.")
        found = _decoded(row)
        _DECODED[sheet_digest, work_digest] = found
    return found


def offices() -> tuple[str, ...]:
    """Ids of the offices that have an SOP stored; for the command line."""
    with unscoped("perintah sop membaca semua instansi di direktori data"):
        ids = Revision.objects.order_by("office_id").values_list("office_id", flat=True)
        return tuple(ids.distinct())


@lru_cache(maxsize=256)  # found by its digest, so it never changes
def letter(work_digest: str) -> str:
    """The text of the ``letter.typ`` that belongs to this work, '' for none."""
    with unscoped("teks SOP dicari menurut sidik isinya"):
        text = WorkText.objects.filter(pk=work_digest).values_list("text", flat=True).get()
    return canonical.work_of(text).letter


def decode(office_id: str, rows: Sequence[Revision]) -> tuple[Procedure, ...]:
    """The procedures of stored revisions; texts are read only for those not yet decoded."""
    new = [row.pk for row in rows if (row.sheet_id, row.work_id) not in _DECODED]
    if new:
        whole = Revision.objects.in_office(office_id).filter(pk__in=new)
        for row in whole.select_related("sheet", "work"):
            _DECODED[row.sheet_id, row.work_id] = _decoded(row)
    found = [_DECODED[row.sheet_id, row.work_id] for row in rows]
    return tuple(
        # A later revision may return to the work of an earlier one: same texts, other number.
        one if one.revision == row.revision else replace(one, revision=row.revision)
        for one, row in zip(found, rows, strict=True)
    )


def _decoded(row: Revision) -> Procedure:
    for text in (row.sheet, row.work):
        if canonical.digest(text.text) != text.digest:
            raise Refused("damaged", f"Teks {row.procedure} di katalog rusak; pulihkan cadangan.")
    lines = None
    if row.source_first is not None and row.source_last is not None:
        lines = (row.source_first, row.source_last)
    return Procedure(
        sheet=canonical.sheet_of(row.sheet.text),
        work=canonical.work_of(row.work.text).work,
        revision=row.revision,
        sheet_digest=row.sheet_id,
        work_digest=row.work_id,
        origin=row.origin,
        source=Source(row.source_file, lines, row.read_by_two),
    )
