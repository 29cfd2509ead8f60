"""A number copied from a paper book."""

from __future__ import annotations

from datetime import date

from loket.cases.api import registry
from loket.core.action import Doing, Done
from loket.core.fields.spec import Field
from loket.core.leaving import done
from loket.core.sheet import Procedure, Step, WorkEntry
from loket.modules.record import rules
from loket.modules.record.api import enter_number, is_taken, withdraw_number

DEFAULT_BOOK = "agenda"  # ours, where the work names no book


def _book(entry: WorkEntry) -> tuple[str, str]:
    """Id of the book and what to call it."""
    book = str(entry.options.get("book") or DEFAULT_BOOK)
    return book, str(entry.options.get("book_title") or f"buku {book}")


def _number_fields(procedure: Procedure, step: Step, entry: WorkEntry) -> tuple[Field, ...]:
    title = _book(entry)[1]
    return (
        Field(
            "nomor",
            "text",
            "Nomor",
            help=f"Salin seperti tertulis di {title}",
            personal=False,
        ),
        Field("tanggal", "date", "Tanggal dicatat di buku", personal=False),
        Field("halaman", "text", "Halaman", required=False, personal=False),
        *entry.ask,
    )


def _check_number(doing: Doing) -> dict[str, str]:
    book, title = _book(doing.entry)
    year = date.fromisoformat(doing.values["tanggal"]).year
    number = doing.values["nomor"]
    if is_taken(doing.case.office, book, year, number, doing.case.id):
        return {"nomor": rules.number_taken(number, title, year)}
    return {}


def _withdraw(doing: Doing) -> None:
    withdraw_number(doing.case.office, case=doing.case.id, step=doing.step.id)


@registry.action(
    "record.number",
    leaves={"register_entry"},
    fields=_number_fields,
    check=_check_number,
    revert=_withdraw,
)
def number(doing: Doing) -> Done:
    """Catat nomor dari buku."""
    book, title = _book(doing.entry)
    day, typed = doing.values["tanggal"], doing.values["nomor"]
    year = date.fromisoformat(day).year
    enter_number(
        doing.case.office,
        book=book,
        title=title,
        year=year,
        number=typed,
        case=doing.case.id,
        step=doing.step.id,
        at=doing.now,
    )
    facts = {
        "nomor": typed,
        "tanggal": day,
        "halaman": doing.values.get("halaman"),
        "buku": book,
        "tahun": year,
    }
    label = f"Nomor {typed} tanggal {rules.long_day(day)} di {title}"
    return done(doing, "register_entry", label, facts)
