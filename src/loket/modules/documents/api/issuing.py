"""A signed letter gets its number, and leaves the office."""

from __future__ import annotations

from datetime import datetime

from loket.modules.documents.api.numbering import Number
from loket.modules.documents.api.reading import standing
from loket.modules.documents.models import Document


def issue(row: Document, number: Number) -> None:
    """The letter carries this number from now on, and counts as given out by the office."""
    columns = number.columns()
    for name, value in columns.items():
        setattr(row, name, value)
    row.state = standing(row)
    row.save(update_fields=["state", *columns])


def take_back_issue(row: Document) -> None:
    """The number was taken back; the letter is signed and no more."""
    row.number, row.day, row.book, row.book_year, row.book_n = "", None, "", None, None
    row.state = standing(row)
    row.save(update_fields=["state", "number", "day", "book", "book_year", "book_n"])


def waiting(office_id: str, case: str) -> list[Document]:
    """The letters of a case that are not yet fit to leave the office."""
    states = [Document.DRAFT, Document.SIGNED]
    return list(Document.objects.in_office(office_id).filter(case=case, state__in=states))


def hand_over(office_id: str, case: str, at: datetime | None) -> list[Document]:
    """The letters of a case were handed over at that moment (None: they were not); which."""
    rows = Document.objects.in_office(office_id).filter(case=case, state=Document.ISSUED)
    rows.update(handed_at=at)
    return list(rows.order_by("pk"))
