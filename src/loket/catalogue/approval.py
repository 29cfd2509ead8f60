"""What is in force in an office on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.db import connection

from loket.catalogue.models import Approval, Revision
from loket.catalogue.store import decode
from loket.core.refused import Refused
from loket.core.sheet import Procedure
from loket.office.api import clock

Status = Literal["draft", "in_force", "superseded", "revoked"]


def approve(
    office_id: str, procedure: Procedure, valid_from: date, decree: str, by: str
) -> Approval:
    """Put a stored version in force from a day on; the version before ends there.

    Approving the same version from the same day by the same decree again changes nothing.
    Raises Refused: ``not_stored``, or ``approved_otherwise`` when that day has another one.
    """
    version = procedure.sheet.version
    stored = Revision.objects.in_office(office_id).filter(
        procedure=procedure.id, version=version, sheet_id=procedure.sheet_digest
    )
    if not stored.exists():
        raise Refused("not_stored", f"{procedure.id} versi {version} belum disimpan di katalog.")
    rows = Approval.objects.in_office(office_id)
    known = rows.filter(procedure=procedure.id, valid_from=valid_from).first()
    if known is None:
        return rows.create(
            office_id=office_id,
            procedure=procedure.id,
            version=version,
            valid_from=valid_from,
            decree=decree,
            approved_by=by,
            recorded_at=clock.now(),
        )
    if (known.version, known.decree) != (version, decree):
        raise Refused(
            "approved_otherwise",
            f"Pada {valid_from} sudah ditetapkan {procedure.id} versi {known.version} "
            f"({known.decree}). Pilih tanggal lain.",
        )
    return known


def in_force(office_id: str, day: date) -> tuple[Procedure, ...]:
    """The procedures in force that day, each in its newest revision, by id."""
    running = _running(office_id, day)
    return decode(office_id, _newest(office_id, running.items()))


def titles(office_id: str, day: date) -> dict[str, str]:
    """Title by id of the procedures in force that day."""
    return {one.id: one.sheet.title for one in in_force(office_id, day)}


def in_force_one(office_id: str, procedure_id: str, day: date) -> Procedure:
    """The procedure of this id in force that day. Raises Refused (``not_in_force``)."""
    running = _running(office_id, day, procedure_id)
    for procedure in decode(office_id, _newest(office_id, running.items())):
        return procedure
    raise Refused("not_in_force", f"SOP {procedure_id} tidak berlaku di instansi ini hari itu.")


_APPROVED = (
    "SELECT r.id, r.sheet_id, r.work_id, r.revision FROM catalogue_revision AS r"
    " WHERE r.office_id = %s AND EXISTS (SELECT 1 FROM catalogue_approval AS a"
    " WHERE a.office_id = r.office_id AND a.procedure = r.procedure AND a.version = r.version)"
    " ORDER BY r.procedure, r.version, r.revision"
)
_KNOWN: dict[str, tuple[list[tuple[object, ...]], tuple[Procedure, ...]]] = {}


def approved(office_id: str) -> tuple[Procedure, ...]:
    """Every stored revision of every version ever approved here: what open cases may run under.

    The very same tuple as long as nothing was added. By hand: every inbox asks for it.
    """
    with connection.prepared_cursor() as cursor:
        cursor.execute(_APPROVED, [office_id])
        rows = cursor.fetchall()
    known = _KNOWN.get(office_id)
    if known is None or known[0] != rows:  # a digest names one content, so the rows tell all
        whole = Revision.objects.in_office(office_id).filter(pk__in=[row[0] for row in rows])
        ordered = whole.order_by("procedure", "version", "revision")
        known = _KNOWN[office_id] = rows, decode(office_id, list(ordered))
    return known[1]


def stored(office_id: str, day: date) -> tuple[tuple[Procedure, Status], ...]:
    """Every version stored here in its newest revision, with its standing that day."""
    approvals = list(Approval.objects.in_office(office_id).order_by("valid_from", "pk"))
    running = _running(office_id, day)
    pairs = set(Revision.objects.in_office(office_id).values_list("procedure", "version"))
    rows = _newest(office_id, pairs)
    standing = [_status(row, approvals, running, day) for row in rows]
    return tuple(zip(decode(office_id, rows), standing, strict=True))


def _status(row: Revision, approvals: list[Approval], running: dict[str, int], day: date) -> Status:
    if running.get(row.procedure) == row.version:
        return "in_force"
    own = [one for one in approvals if (one.procedure, one.version) == (row.procedure, row.version)]
    begun = [one for one in own if one.valid_from <= day]
    if not begun:
        return "draft"
    return "superseded" if row.procedure in running else "revoked"


def _running(office_id: str, day: date, procedure_id: str | None = None) -> dict[str, int]:
    """Procedure id to the version in force. The latest approval begun rules: revoking it
    leaves nothing in force, it does not bring the one before back."""
    rows = Approval.objects.in_office(office_id).filter(valid_from__lte=day)
    if procedure_id is not None:
        rows = rows.filter(procedure=procedure_id)
    latest = {row.procedure: row for row in rows.order_by("valid_from", "pk")}
    return {
        row.procedure: row.version
        for row in latest.values()
        if row.valid_to is None or day <= row.valid_to
    }


def _newest(office_id: str, pairs: Iterable[tuple[str, int]]) -> list[Revision]:
    wanted = dict.fromkeys(pairs)
    procedures = {procedure for procedure, _ in wanted}
    rows = (
        Revision.objects.in_office(office_id)
        .filter(procedure__in=procedures)
        .order_by("procedure", "version", "revision")
    )
    newest = {(row.procedure, row.version): row for row in rows}
    return [row for pair, row in newest.items() if pair in wanted]
