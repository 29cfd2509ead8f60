"""The pages of the books. All of them show an officer the books of his own office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from msgspec import Struct

from loket.core.book import COLUMNS
from loket.core.refused import Refused
from loket.modules.registers import api, forms, rules
from loket.modules.registers.api.workbook import MEDIA_TYPE, file_name
from loket.office import api as office
from loket.office.api import Desk
from loket.ui.bound_form import bind, error_lines
from loket.ui.step_form import ReadForm, read

YEARS = range(1945, 10_000)
MOST_PRINTED = 100  # pages at once; ours


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Needs an officer of the office, and shows the books of that office alone. A book that is
    not there answers 404."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        desk = office.desk_of(request)
        if kwargs.get("year", 2000) not in YEARS:
            raise Http404("no such year")
        try:
            return view(request, desk, *args, **kwargs)
        except Refused as refused:
            if refused.code not in ("no_book", "no_entry"):
                raise
            raise Http404(refused.code) from refused

    return asked


@require_GET
@at_desk
def shelf(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All books of a year."""
    this = office.local_day(desk.office_id, desk.now).year
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this
    context = {
        "books": api.shelf(desk.office_id, year),
        "years": api.years(desk.office_id, this),
        "year": year,
    }
    return _page(request, desk, "registers/shelf.html", context)


@require_GET
@at_desk
def book(request: HttpRequest, desk: Desk, slug: str, year: int) -> HttpResponse:
    """One page of a book: the one with ``nomor``, else the last."""
    found = api.page(desk.office_id, slug, year, _number(request, "nomor"))
    around = range(max(1, found.page - 4), min(found.year.pages, found.page + 4) + 1)
    context = {
        "page": found,
        "span": rules.lines_of(found.page),
        "pages": [(number, rules.lines_of(number).first) for number in around],
        "years": api.years(desk.office_id, office.local_day(desk.office_id, desk.now).year),
        "books": api.titles(desk.office_id).items(),
        "sheet": _sheet(found),
        "may_void": _may_void(desk, found),
        "marked": _number(request, "nomor"),
    }
    return _page(request, desk, "registers/book.html", context)


@require_GET
@at_desk
def printed(request: HttpRequest, desk: Desk, slug: str, year: int) -> HttpResponse:
    """The pages of a book as they are printed: A4 on its side, the office's letterhead."""
    last = api.book_shown(desk.office_id, slug, year).last
    first_page = rules.page_of(min(_number(request, "dari") or last, last))
    last_page = rules.page_of(min(_number(request, "sampai") or last, last))
    pages = [
        api.page(desk.office_id, slug, year, rules.lines_of(number).first)
        for number in range(first_page, min(last_page, first_page + MOST_PRINTED - 1) + 1)
    ]
    if not pages:
        raise Http404("no such pages")
    context = {
        "sheets": [_sheet(page) for page in pages],
        "year": pages[0].year,
        "back": _address(pages[0].year.book.slug, year, rules.lines_of(first_page).first),
    }
    return _page(request, desk, "registers/printed.html", context)


@require_POST
@at_desk
def export(request: HttpRequest, desk: Desk, slug: str, year: int) -> HttpResponse:
    """The book as a spreadsheet, in a range of numbers."""
    shown = api.book_shown(desk.office_id, slug, year)
    first = _number(request, "dari", request.POST) or 1
    last = _number(request, "sampai", request.POST) or shown.last
    content = api.workbook(desk.office_id, slug, year, first, last, desk.who, desk.now)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(shown)}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
@at_desk
def void(request: HttpRequest, desk: Desk, slug: str, year: int) -> HttpResponse:
    """Strike the number ``nomor``: for whoever stands above the post that entered it."""
    shown = api.book_shown(desk.office_id, slug, year)
    n = _number(request, "nomor", request.POST if request.method == "POST" else request.GET)
    found = api.entries(desk.office_id, slug, year, after=n - 1, upto=n) if n else []
    if not found:
        messages.error(request, f"Nomor urut {n or ''} tidak ada di buku ini.")
        return redirect("registers:book", slug, year)
    line = found[0]
    if api.can_void(desk.office_id, line.post, desk.who, desk.now) is not None:
        raise PermissionDenied("not_above")
    if request.method == "GET" and line.void:
        return redirect(_address(slug, year, line.n))
    sent, refused = None, None
    if request.method == "POST":
        sent = read([forms.VOID], dict(request.POST.lists()), {}, _no_files, _today(desk))
        refused = _strike(desk, slug, year, line.n, sent)
        if sent.ok and refused is None:
            messages.success(request, f"Nomor {line.number} dibatalkan; barisnya tetap di buku.")
            return redirect(_address(slug, year, line.n))
    parts = bind([forms.VOID], sent, {})
    context = {
        "line": line,
        "year": shown,
        "parts": parts,
        "errors": error_lines(parts, sent),
        "refused": refused,
        "back": _address(slug, year, line.n),
    }
    status = 409 if refused else 422 if sent is not None else 200
    return _page(request, desk, "registers/void.html", context, status)


def _strike(desk: Desk, slug: str, year: int, n: int, sent: ReadForm) -> str | None:
    """Strike it unless the form has faults; why it was refused, in words."""
    if sent.ok and not sent.values[forms.PREFIX]["setuju"]:
        sent.add_errors(forms.PREFIX, {"setuju": "Pilih Ya, atau urungkan: nomornya tetap sah."})
    if not sent.ok:
        return None
    reason = sent.values[forms.PREFIX]["alasan"]
    try:
        api.void(desk.office_id, slug, year, n, reason=reason, who=desk.who, at=desk.now)
    except Refused as refused:
        place = forms.FIELD_OF.get(refused.code)
        if place is None:
            return refused.reason
        sent.add_errors(forms.PREFIX, {place: refused.reason})
    return None


class Cell(Struct, frozen=True):
    """One cell of a line: what it shows, under which heading, of which ``kind``."""

    label: str
    kind: str
    text: str


class Row(Struct, frozen=True):
    """One line as it is drawn. A void line ends in its words, ``wide`` columns of them."""

    line: api.Line
    cells: list[Cell]
    wide: int


class Sheet(Struct, frozen=True):
    """One page as it is drawn: headings with the kind of their column, and its lines."""

    page: api.BookPage
    heads: list[tuple[str, str]]
    rows: list[Row]


def _sheet(page: api.BookPage) -> Sheet:
    heads = [(label, of if of in COLUMNS else "own") for label, of in page.year.book.columns]
    return Sheet(page, heads, [_row(page, line) for line in page.lines])


def _row(page: api.BookPage, line: api.Line) -> Row:
    columns = page.year.book.columns
    wide = min(2, len(columns) - 1)
    shown = columns[: len(columns) - wide] if line.void else columns
    cells = [Cell(label, of if of in COLUMNS else "own", _text(line, of)) for label, of in shown]
    return Row(line, cells, wide)


def _may_void(desk: Desk, page: api.BookPage) -> bool:
    """Whether this officer may strike any number of the page."""
    posts = {line.post for line in page.lines if not line.void}
    return any(api.can_void(desk.office_id, one, desk.who, desk.now) is None for one in posts)


def _text(line: api.Line, of: str) -> str:
    if of == "nomor":
        return line.number
    if of == "tanggal":
        return f"{line.day:%d-%m-%y}"
    return line.values.get(of, "")


def _number(request: HttpRequest, name: str, data: Any = None) -> int | None:
    """A number asked for; None when it is none that a book may have."""
    typed = (request.GET if data is None else data).get(name, "").strip()
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        return None
    return int(typed) or None


def _address(slug: str, year: int, n: int) -> str:
    return f"{reverse('registers:book', args=[slug, year])}?nomor={n}#n{n}"


def _today(desk: Desk) -> date:
    return office.local_day(desk.office_id, desk.now)


def _page(
    request: HttpRequest, desk: Desk, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    frame = {
        "now": desk.now,
        "posts": office.post_words(desk.office_id, desk.who),
        "nav": "books",
    }
    return render(request, template, {**frame, **context}, status=status)


def _no_files(content: bytes) -> str:
    raise AssertionError("this form asks for no file")
