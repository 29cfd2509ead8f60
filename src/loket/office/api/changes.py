"""Changing who holds which post, who is away, and who acts a.n. of whom.

The bare changes, for setting an office up and for :mod:`loket.office.api.keeping`, which asks
first who may make them. Each writes in one transaction and refuses, in words for the user, what
makes no sense. The same change asked for twice is made once: a double click does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import models, transaction

from loket.core.fields.moments import written
from loket.core.refused import Refused
from loket.office.api import clock
from loket.office.models import Absence, Delegation, Holding, Office, Officer, Post

Row = Holding | Delegation | Absence


@contextmanager
def one_at_a_time(office_id: str) -> Iterator[None]:
    """A transaction that no other change of authority in this office can run beside."""
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office_id)
        yield


def hold(
    officer: Officer,
    post_id: str,
    *,
    valid_from: date,
    valid_to: date | None = None,
    kind: str = "definitive",
    basis: str = "",
    by: Officer | None = None,
    backdated: str = "",
) -> Holding:
    """Give an officer a post from day to day. Plt and Plh need the basis they rest on.

    Raises Refused, also for a second holding of the same kind at the same time.
    """
    _forward(valid_from, valid_to)
    if kind not in dict(Holding.KINDS):
        raise ValueError(f"unknown kind of holding: {kind}")
    if kind != "definitive" and not basis.strip():
        raise Refused("no_basis", "Tulis surat perintah yang menjadi dasar Plt. atau Plh.")
    with one_at_a_time(officer.office_id):
        post = _post(officer.office_id, post_id)
        said = {"officer": officer, "post": post, "kind": kind, "basis": basis}
        rows = Holding.objects.in_office(officer.office_id).filter(
            officer=officer, post=post, kind=kind, withdrawn_at=None
        )
        for other in _overlapping(rows, valid_from, valid_to):
            if _same(other, {**said, "valid_from": valid_from, "valid_to": valid_to}):
                return other
            raise Refused(
                "held_already", f"{officer.name} sudah memegang {post.label} pada waktu itu."
            )
        return Holding.objects.create(
            **said,
            **_trace(officer.office_id, by, backdated),
            valid_from=valid_from,
            valid_to=valid_to,
        )


def delegate(
    office_id: str,
    *,
    of: str,
    to: str,
    basis: str,
    valid_from: date,
    valid_to: date | None = None,
    procedures: Iterable[str] | None = None,
    by: Officer | None = None,
    backdated: str = "",
) -> Delegation:
    """Let the holder of post ``to`` act a.n. of post ``of``; ``procedures`` None: in all SOPs."""
    _forward(valid_from, valid_to)
    if of == to:
        raise Refused("same_post", "Jabatan tidak dapat melimpahkan wewenang kepada dirinya.")
    if not basis.strip():
        raise Refused("no_basis", "Tulis keputusan yang menjadi dasar pelimpahan wewenang.")
    with one_at_a_time(office_id):
        said = {
            "of": _post(office_id, of),
            "to": _post(office_id, to),
            "basis": basis,
            "valid_from": valid_from,
            "valid_to": valid_to,
            "procedures": None if procedures is None else sorted(set(procedures)),
        }
        rows = Delegation.objects.in_office(office_id).filter(
            of=said["of"], to=said["to"], withdrawn_at=None
        )
        for other in _overlapping(rows, valid_from, valid_to):
            if _same(other, said):
                return other
        return Delegation.objects.create(**said, **_trace(office_id, by, backdated))


def absent(
    officer: Officer,
    valid_from: date,
    valid_to: date,
    reason: str = "",
    *,
    by: Officer | None = None,
    backdated: str = "",
) -> Absence:
    """Record that an officer is away on these days.

    Raises Refused, also when he already is on one of them.
    """
    _forward(valid_from, valid_to)
    with one_at_a_time(officer.office_id):
        said = {"officer": officer, "valid_from": valid_from, "valid_to": valid_to}
        rows = Absence.objects.in_office(officer.office_id).filter(
            officer=officer, withdrawn_at=None
        )
        for other in _overlapping(rows, valid_from, valid_to):
            if _same(other, {**said, "reason": reason}):
                return other
            raise Refused(
                "away_already",
                f"{officer.name} sudah tercatat tidak hadir dari {written(other.valid_from)}"
                f" sampai {written(other.valid_to)}. Akhiri dulu catatan itu.",
            )
        return Absence.objects.create(
            **said, reason=reason, **_trace(officer.office_id, by, backdated)
        )


def end(
    row: Row, last_day: date, *, by: Officer | None = None, why: str = "", backdated: str = ""
) -> Row:
    """Let a row hold until this day and no longer; the row that says so from now on.

    Raises Refused for a day before its first, and one after its last.
    """
    _forward(row.valid_from, last_day)
    if row.valid_to is not None and last_day > row.valid_to:
        raise Refused(
            "later",
            f"Ini memang berakhir pada {written(row.valid_to)}. Pilih hari yang lebih awal.",
        )
    with one_at_a_time(row.office_id):
        cancel(row, by=by, why=why)
        kept = {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if not field.primary_key and not field.name.startswith(("recorded_", "withdrawn_"))
        }
        kept |= {**_trace(row.office_id, by, backdated), "valid_to": last_day}
        if isinstance(row, Delegation):
            kept["from_file"] = False  # from now on the office's own word
        return type(row).objects.create(**kept)


def cancel(row: Row, *, by: Officer | None = None, why: str = "") -> None:
    """Let a row no longer count. Raises Refused when somebody was first."""
    with one_at_a_time(row.office_id):
        row.refresh_from_db()
        if row.withdrawn_at is not None:
            raise Refused("changed", "Catatan ini baru saja diubah. Lihat keadaan yang sekarang.")
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = clock.now(), by, why
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])


def _trace(office_id: str, by: Officer | None, backdated: str) -> dict[str, Any]:
    return {
        "office_id": office_id,
        "recorded_by_id": by.pk if by else None,
        "recorded_at": clock.now(),
        "backdated": backdated,
    }


def _post(office_id: str, slug: str) -> Post:
    post = Post.objects.in_office(office_id).filter(slug=slug).first()
    if post is None:
        raise Refused("no_post", f"Jabatan {slug} tidak ada di kantor ini.")
    return post


def _forward(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise Refused("backwards", "Tanggal berakhir tidak boleh sebelum tanggal mulai.")


def _overlapping(rows: models.QuerySet, valid_from: date, valid_to: date | None) -> list[Any]:
    """The rows that hold on some day of a period."""
    return [
        row
        for row in rows.order_by("pk")
        if (row.valid_to is None or valid_from <= row.valid_to)
        and (valid_to is None or row.valid_from <= valid_to)
    ]


def _same(row: Row, said: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in said.items())
