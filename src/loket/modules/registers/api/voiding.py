"""Striking a number by decision: it stays in the book, with the reason and who agreed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from loket.core import checks
from loket.core.case import Task
from loket.core.refused import Refused
from loket.core.who import By, Who
from loket.modules.registers import rules
from loket.modules.registers.api.books import the_book
from loket.modules.registers.api.numbers import strike
from loket.modules.registers.models import Entry
from loket.office import api as office


def can_void(office_id: str, post: str, who: Who, at: datetime) -> str | None:
    """Why this officer may not strike a number that this post entered; None when he may."""
    try:
        _check_above(office_id, post, who, at)
    except Refused as refused:
        return refused.reason
    return None


def void(
    office_id: str, slug: str, year: int, n: int, *, reason: str, who: Who, at: datetime
) -> None:
    """Strike a number; it is never given again. ours: whoever stands above the post that
    entered it decides, or the head of the office, and so agrees by doing it.

    Raises Refused: ``no_entry``, ``void_already``, ``not_above``, ``no_reason``, ``nik``.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("no_reason", "Tulis mengapa nomor ini batal; alasannya dicetak di buku.")
    wrong = rules.remark_error(reason)
    if wrong is not None:
        raise Refused("nik", wrong)
    book = the_book(office_id, slug)
    with transaction.atomic():
        rows = Entry.objects.in_office(office_id).select_for_update()
        entry = rows.filter(book=book, year=year, n=n).first()
        if entry is None:
            raise Refused("no_entry", f"Nomor urut {n} tidak ada di {book.title} tahun {year}.")
        by = _check_above(office_id, entry.post, who, at)
        _check_standing(office_id, entry)
        strike(
            entry,
            reason=reason,
            by=by.officer or "",
            capacity=office.capacity_words(office_id, by),
            at=at,
        )


def struck(office_id: str, slug: str, year: int, n: int) -> bool:
    """Whether a number of a book was struck."""
    rows = Entry.objects.in_office(office_id).filter(book__slug=slug, year=year, n=n)
    return rows.filter(voided_at__isnull=False).exists()


def _check_standing(office_id: str, entry: Entry) -> None:
    if entry.voided_at is None:
        return
    name = office.officer_names(office_id, [entry.void_by]).get(entry.void_by, "")
    when = office.local(office_id, entry.voided_at)
    raise Refused(
        "void_already",
        f"Nomor {entry.number} sudah dibatalkan oleh {name} pada {when:%d-%m-%Y} pukul"
        f" {when:%H.%M}.",
    )


def _check_above(office_id: str, post: str, who: Who, at: datetime) -> By:
    entered = Task(no=0, step="", part="", posts=(post,) if post else ())
    by = checks.standing_above((entered,), who, office.rules(office_id, at))
    if by is None:
        raise Refused(
            "not_above",
            "Nomor dibatalkan oleh atasan jabatan yang mencatatnya, atau oleh pimpinan kantor.",
        )
    return by
