"""Giving a number: the counter's one row, then the entry, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from msgspec import Struct, json

from loket.core import book as settings
from loket.core.chain import canonical
from loket.core.refused import Refused
from loket.modules.registers import rules
from loket.modules.registers.api.books import the_book
from loket.modules.registers.models import BookYear, Entry
from loket.office import api as office


class Entered(Struct, frozen=True):
    """A number as it stands in the book."""

    book: str
    title: str
    year: int
    n: int
    number: str
    day: date


class _Book(Struct, frozen=True):
    """What a number needs of its book."""

    id: int
    slug: str
    title: str
    pattern: str
    classification: str
    unit: str
    columns: list[tuple[str, str]]


def is_open(office_id: str, slug: str, classification: str = "") -> None:
    """Raise Refused (``no_book``, ``no_classification``) unless this book can give a number."""
    _ready(_book_and_standing(office_id, slug)[0], classification)


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
    book, standing = _book_and_standing(office_id, slug, case, key)
    code = _ready(book, classification)
    day = office.local_day(office_id, at)
    done = office.local_day(office_id, done_at or at)
    with transaction.atomic(savepoint=False):
        known = _locked(office_id, standing)
        if known is not None:
            Entry.objects.in_office(office_id).filter(pk=known.pk).update(times=F("times") + 1)
            return Entered(book.slug, book.title, known.year, known.n, known.number, known.day)
        n = _next(office_id, book.id, day.year)
        number = settings.number(book.pattern, n, day, classification=code, unit=book.unit)
        remark = rules.late_remark(remark, done, day)[:300]
        _insert(
            [
                office_id, book.id, day.year, n, number,
                connection.ops.adapt_datefield_value(day),
                connection.ops.adapt_datetimefield_value(at), officer, post, case, key, 1,
                applicant[:200], subject[:300], remark, _more(book, facts or {}),
            ]
        )  # fmt: skip
    return Entered(book.slug, book.title, day.year, n, number, day)


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


def _ready(book: _Book, classification: str) -> str:
    code = classification or book.classification
    if not code and "klasifikasi" in settings.places(book.pattern):
        raise Refused(
            "no_classification",
            f"{book.title}: kode klasifikasinya belum ditetapkan. Tulis classification pada buku"
            " instansi atau pada SOP-nya.",
        )
    return code


def _book_and_standing(
    office_id: str, slug: str, case: int | None = None, key: str = ""
) -> tuple[_Book, int | None]:
    """The book, and the row of the number that this file has in it, in one look: by hand,
    because it is on the way of every numbered step. Raises Refused ``no_book``."""
    with connection.prepared_cursor() as cursor:
        cursor.execute(
            "SELECT b.id, b.slug, b.title, b.pattern, b.classification, b.unit, b.columns,"
            " (SELECT max(e.id) FROM registers_entry AS e WHERE e.office_id = b.office_id"
            " AND e.case_id = %s AND e.key = %s AND e.book_id = b.id AND e.voided_at IS NULL)"
            " FROM registers_book AS b WHERE b.office_id = %s AND b.slug = %s",
            [case, key, office_id, slug],
        )
        row = cursor.fetchone()
    if row is None:
        the_book(office_id, slug)  # says what is missing
    id, own_slug, title, pattern, classification, unit, columns, standing = row
    columns = json.decode(columns)
    return _Book(id, own_slug, title, pattern, classification, unit, columns), standing


def _locked(office_id: str, standing: int | None) -> Entry | None:
    """That number, locked, unless somebody has struck it in the meantime."""
    if standing is None:
        return None
    rows = Entry.objects.in_office(office_id).filter(pk=standing, voided_at=None)
    return rows.select_for_update().first()


def _standing(office_id: str, case: int | None, key: str) -> Entry | None:
    if case is None:
        return None
    rows = Entry.objects.in_office(office_id).filter(case=case, key=key, voided_at=None)
    return rows.select_for_update().order_by("pk").last()


def _next(office_id: str, book: int, year: int) -> int:
    # By hand: one statement that begins the year or counts on, and locks the row until the end.
    with connection.prepared_cursor() as cursor:
        cursor.execute(
            "INSERT INTO registers_bookyear (office_id, book_id, year, last, voided)"
            " VALUES (%s, %s, %s, 1, 0) ON CONFLICT (office_id, book_id, year)"
            " DO UPDATE SET last = registers_bookyear.last + 1 RETURNING last",
            [office_id, book, year],
        )
        return int(cursor.fetchone()[0])


def _insert(values: list[Any]) -> None:
    with connection.prepared_cursor() as cursor:
        cursor.execute(
            "INSERT INTO registers_entry (office_id, book_id, year, n, number, day, entered_at,"
            " officer, post, case_id, key, times, applicant, subject, remark, more,"
            " void_reason, void_by, void_as)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', '', '')",
            values,
        )


def _more(book: _Book, facts: Mapping[str, Any]) -> str:
    own = [of for _, of in book.columns if of not in settings.COLUMNS]
    return canonical({of: rules.fact_text(facts, of) for of in own}) if own else ""
