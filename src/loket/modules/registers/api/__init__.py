"""The only door of the registers module: numbered books, the numbers in them, their pages."""

from loket.modules.registers.api.books import load_books, open_book, start_at
from loket.modules.registers.api.entries import (
    BookPage,
    BookShown,
    Line,
    YearShown,
    book_shown,
    entries,
    page,
    shelf,
    titles,
    totals,
    years,
)
from loket.modules.registers.api.numbers import Entered, enter, is_open, take_back
from loket.modules.registers.api.voiding import can_void, struck, void
from loket.modules.registers.api.workbook import workbook

__all__ = [
    "BookPage",
    "BookShown",
    "Entered",
    "Line",
    "YearShown",
    "book_shown",
    "can_void",
    "enter",
    "entries",
    "is_open",
    "load_books",
    "open_book",
    "page",
    "shelf",
    "start_at",
    "struck",
    "take_back",
    "titles",
    "totals",
    "void",
    "workbook",
    "years",
]
