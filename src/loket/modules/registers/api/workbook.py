"""A book as an XLSX file, in the office's columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from loket.core.who import Who
from loket.modules.registers.api.books import the_book
from loket.modules.registers.api.entries import MOST, Line, YearShown, book_shown, entries
from loket.modules.registers.models import Export
from loket.office import api as office

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# width in characters by what a column shows; ours
WIDTHS = {"nomor": 24, "tanggal": 12, "pemohon": 28, "perihal": 40, "berkas": 12, "keterangan": 44}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE = Side(style="thin", color="FF999999")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def workbook(
    office_id: str, slug: str, year: int, first: int, last: int, who: Who, at: datetime
) -> bytes:
    """The lines ``first`` to ``last`` of a book as XLSX; that it was taken out is kept.

    Text stays text, whatever it begins with: no cell is a formula. Raises Refused ``no_book``.
    """
    shown = book_shown(office_id, slug, year)
    first, last = max(1, first), min(last, shown.last)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"{year}")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.freeze_panes = "A5"
    sheet.print_title_rows = "4:4"
    columns = [("No. urut", "urut"), *shown.book.columns]
    for place, (_, of) in enumerate(columns):
        sheet.column_dimensions[get_column_letter(place + 1)].width = WIDTHS.get(of, 20)
    sheet.column_dimensions["A"].width = 9
    sheet.column_dimensions[get_column_letter(len(columns) + 1)].width = 44
    sheet.append([_cell(sheet, office.office(office_id).name, bold=True)])
    sheet.append([_cell(sheet, f"{shown.book.title}, tahun {year}", bold=True)])
    sheet.append([])
    heads = [*(label for label, _ in columns), "Batal"]
    sheet.append([_cell(sheet, head, bold=True, boxed=True) for head in heads])
    for line in _every(office_id, slug, year, first, last):
        sheet.append([_value(sheet, line, of) for _, of in columns] + [_void(sheet, line)])
    out = BytesIO()
    book.save(out)
    Export.objects.create(
        office_id=office_id,
        book=the_book(office_id, slug),
        year=year,
        first=first,
        last=max(first, last),
        officer=who.officer or "",
        at=at,
    )
    return out.getvalue()


def file_name(shown: YearShown) -> str:
    return f"buku-{shown.book.slug}-{shown.year}.xlsx"


def _every(office_id: str, slug: str, year: int, first: int, last: int) -> Iterator[Line]:
    after = first - 1
    while found := entries(office_id, slug, year, after=after, upto=last, limit=MOST):
        yield from found
        after = found[-1].n


def _value(sheet: WriteOnlyWorksheet, line: Line, of: str) -> WriteOnlyCell:
    known: dict[str, str | int | date] = {"urut": line.n, "nomor": line.number, "tanggal": line.day}
    cell = _cell(sheet, known.get(of, line.values.get(of, "")), boxed=True)
    cell.font = Font(strike=bool(line.void))
    return cell


def _void(sheet: WriteOnlyWorksheet, line: Line) -> WriteOnlyCell:
    instead = f" Pengganti: {line.instead}." if line.instead else ""
    return _cell(sheet, f"BATAL: {line.void}{instead}" if line.void else "", boxed=True)


def _cell(
    sheet: WriteOnlyWorksheet, value: str | int | date, *, bold: bool = False, boxed: bool = False
) -> WriteOnlyCell:
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=value)
        if isinstance(value, date):
            cell.number_format = "DD-MM-YYYY"
    else:
        cell = WriteOnlyCell(sheet, value=_CONTROL.sub("", value))
        cell.data_type = "s"  # never a formula: a name may begin with "="
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=boxed)
    if boxed:
        cell.border = _BOX
    return cell
