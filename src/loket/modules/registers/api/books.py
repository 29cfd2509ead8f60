"""The books there are: opened from the office's file, carried on from paper."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from loket.core import book as settings
from loket.core.fields.moments import written
from loket.core.office_file import BookFile, OfficeFile
from loket.core.refused import Refused
from loket.modules.registers.models import Book, BookYear, Carried
from loket.office import api as office

PLAIN = "{n}"  # ours: the pattern of a book that names none


def load_books(file: OfficeFile) -> None:
    """Open the books of an office's file, and carry on what stands on paper.

    Reading it again corrects titles, patterns and columns for the numbers to come; books that
    the file no longer names stay. Raises Refused.
    """
    with transaction.atomic():
        for position, one in enumerate(file.books):
            open_book(file.id, one, position)
            for carried in one.carried:
                start_at(
                    file.id,
                    one.id,
                    carried.year,
                    first=carried.first,
                    last=carried.last,
                    on=carried.on,
                    basis=carried.source,
                )


def open_book(office_id: str, file: BookFile, position: int = 0) -> None:
    """Open a book, or set how its numbers read from now on. Raises Refused ``bad_pattern``."""
    pattern = file.pattern or PLAIN
    try:
        settings.parse(pattern)
    except settings.BadPattern as bad:
        raise Refused("bad_pattern", f"{file.title}: {bad}") from bad
    Book.objects.in_office(office_id).update_or_create(
        office_id=office_id,
        slug=file.id,
        defaults={
            "title": file.title,
            "pattern": pattern,
            "classification": file.classification,
            "unit": file.unit,
            "columns": [[one.label, one.of] for one in file.columns],
            "position": position,
            "source": file.source,
        },
    )


def start_at(
    office_id: str,
    slug: str,
    year: int,
    *,
    last: int,
    on: date,
    basis: str,
    first: int = 1,
    by: str = "",
) -> None:
    """Numbers ``first`` to ``last`` of a year stand in the paper book closed ``on`` that day:
    the next number given is ``last + 1``.

    Saying the same again changes nothing. Raises Refused where it would leave a gap or give a
    number twice: ``first`` must follow the last number given in Loket.
    """
    book = the_book(office_id, slug)
    with transaction.atomic():
        rows = BookYear.objects.in_office(office_id)
        BookYear.objects.bulk_create(
            [BookYear(office_id=office_id, book=book, year=year)], ignore_conflicts=True
        )
        counter = rows.select_for_update().get(book=book, year=year)
        carried = Carried.objects.in_office(office_id).filter(book=book, year=year)
        if carried.filter(first=first, last=last).exists():
            return
        if first != counter.last + 1 or last < first:
            raise Refused(
                "not_next",
                f"{book.title} tahun {year} sudah sampai nomor {counter.last}. Nomor di buku"
                f" kertas harus dilanjutkan dari {counter.last + 1}.",
            )
        if on.year != year:
            raise Refused(
                "other_year", f"Buku kertas tahun {year} tidak ditutup pada {written(on)}."
            )
        Carried.objects.create(
            office_id=office_id,
            book=book,
            year=year,
            first=first,
            last=last,
            on=on,
            basis=basis,
            recorded_by=by,
            recorded_at=office.clock.now(),
        )
        counter.last = last
        counter.save(update_fields=["last"])


def the_book(office_id: str, slug: str) -> Book:
    """The book of this id. Raises Refused ``no_book``."""
    book = Book.objects.in_office(office_id).filter(slug=slug).first()
    if book is None:
        raise Refused("no_book", f"Buku {slug} belum ada di kantor ini. Tulis di books instansi.")
    return book
