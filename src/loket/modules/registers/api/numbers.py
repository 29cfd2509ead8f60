"""Giving a number: the counter's one row, then the entry, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from msgspec import Struct

from loket.core import book as settings
from loket.core.chain import canonical
from loket.core.refused import Refused
from loket.modules.registers import rules
from loket.modules.registers.api.books import the_book
from loket.modules.registers.models import Book, BookYear, Entry
from loket.office import api as office


class Entered(Struct, frozen=True):
    """A number as it stands in the book."""

    book: str
    title: str
    year: int
    n: int
    number: str
    day: date


def is_open(office_id: str, slug: str, classification: str = "") -> None:
    """Raise Refused (``no_book``, ``no_classification``) unless this book can give a number."""
    _ready(the_book(office_id, slug), classification)


def enter(
    office_id: str,
    slug: str,
    *,
    at: datetime,
    done_at: datetime | None = None,
    officer: str = "",
    post: str = "",
    case: int | None = None,
    key: str = "",
    applicant: str = "",
    subject: str = "",
    remark: str = "",
    facts: Mapping[str, Any] | None = None,
    classification: str = "",
) -> Entered:
    """Give the next number of the book in the year of ``at`` (UTC, the office's own day), and
    write its line.

    The number belongs to the transaction this runs in: rolled back, it was never given; call
    it last. On PostgreSQL the counter's row stays locked until then, on SQLite there is one
    writer. A file (``case`` and ``key``) that has a standing number in this book keeps it.
    ours: a late entry gets its number on the day it is recorded, so that the lines of a book
    follow each other in time; the true day stands in the remark. Raises Refused.
    """
    book = the_book(office_id, slug)
    code = _ready(book, classification)
    day = office.local_day(office_id, at)
    done = office.local_day(office_id, done_at or at)
    with transaction.atomic():
        known = _standing(office_id, case, key, book)
        if known is not None:
            Entry.objects.in_office(office_id).filter(pk=known.pk).update(times=F("times") + 1)
            return _entered(book, known)
        n = _next(office_id, book, day.year)
        row = Entry.objects.create(
            office_id=office_id,
            book=book,
            year=day.year,
            n=n,
            number=settings.number(book.pattern, n, day, classification=code, unit=book.unit),
            day=day,
            entered_at=at,
            officer=officer,
            post=post,
            case_id=case,
            key=key,
            applicant=applicant[:200],
            subject=subject[:300],
            remark=rules.late_remark(remark, done, day)[:300],
            more=_more(book, facts or {}),
        )
    return _entered(book, row)


def take_back(office_id: str, *, case: int, key: str, officer: str, at: datetime) -> None:
    """Undo the last ``enter`` for this file: its number is struck and stays in the book; one
    that an earlier pass of the file had given stands."""
    with transaction.atomic():
        row = _standing(office_id, case, key)
        if row is None:
            return  # struck already, by decision
        if row.times > 1:
            row.times -= 1
            row.save(update_fields=["times"])
            return
        strike(row, reason=rules.TAKEN_BACK, by=officer, capacity="", at=at)


def strike(entry: Entry, *, reason: str, by: str, capacity: str, at: datetime) -> None:
    """Mark a locked entry void; the line stays, the count of void numbers rises."""
    entry.voided_at, entry.void_reason = at, reason
    entry.void_by, entry.void_as = by, capacity
    entry.save(update_fields=["voided_at", "void_reason", "void_by", "void_as"])
    years = BookYear.objects.in_office(entry.office_id)
    years.filter(book=entry.book_id, year=entry.year).update(voided=F("voided") + 1)


def _ready(book: Book, classification: str) -> str:
    code = classification or book.classification
    if not code and "klasifikasi" in settings.places(book.pattern):
        raise Refused(
            "no_classification",
            f"{book.title}: kode klasifikasinya belum ditetapkan. Tulis classification pada buku"
            " instansi atau pada SOP-nya.",
        )
    return code


def _standing(office_id: str, case: int | None, key: str, book: Book | None = None) -> Entry | None:
    if case is None:
        return None
    rows = Entry.objects.in_office(office_id).filter(case=case, key=key, voided_at=None)
    if book is not None:
        rows = rows.filter(book=book)
    return rows.select_for_update().order_by("pk").last()


def _next(office_id: str, book: Book, year: int) -> int:
    # By hand: one statement that begins the year or counts on, and locks the row until the end.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registers_bookyear (office_id, book_id, year, last, voided)"
            " VALUES (%s, %s, %s, 1, 0) ON CONFLICT (office_id, book_id, year)"
            " DO UPDATE SET last = registers_bookyear.last + 1 RETURNING last",
            [office_id, book.pk, year],
        )
        return int(cursor.fetchone()[0])


def _more(book: Book, facts: Mapping[str, Any]) -> str:
    own = [of for _, of in book.columns if of not in settings.COLUMNS]
    return canonical({of: rules.fact_text(facts, of) for of in own}) if own else ""


def _entered(book: Book, row: Entry) -> Entered:
    return Entered(book.slug, book.title, row.year, row.n, row.number, row.day)
