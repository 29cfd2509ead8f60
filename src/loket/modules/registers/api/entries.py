"""Reading books: the shelf, one page with its sums, the lines behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F, QuerySet
from msgspec import Struct, json

from loket.core import book as settings
from loket.modules.registers import rules
from loket.modules.registers.api.books import the_book
from loket.modules.registers.models import Book, BookYear, Carried, Entry
from loket.office import api as office

MOST = 500  # lines read at once; ours


class CarriedShown(Struct, frozen=True):
    """Numbers that stand on paper, and until when."""

    span: rules.Span
    on: date
    basis: str


class BookShown(Struct, frozen=True):
    """A book with its columns, heading and what is shown, beside the running number."""

    slug: str
    title: str
    pattern: str
    columns: tuple[tuple[str, str], ...]


class YearShown(Struct, frozen=True):
    """One book in one year. ``next``: how the number after the ``last`` would read today."""

    book: BookShown
    year: int
    last: int
    numbers: rules.Numbers
    carried: tuple[CarriedShown, ...]
    next: str

    @property
    def pages(self) -> int:
        return rules.page_of(self.last)

    @property
    def on_paper(self) -> int:
        return sum(one.span.last - one.span.first + 1 for one in self.carried)


class Line(Struct, frozen=True):
    """One number as the book shows it. ``void``: the words beside a struck number, "" else;
    ``instead``: the number that replaced it. ``post``: of the officer who entered it."""

    n: int
    number: str
    day: date
    values: dict[str, str]
    case_id: int | None
    post: str
    void: str = ""
    voided_at: datetime | None = None
    instead: str = ""


class BookPage(Struct, frozen=True):
    """One page: its lines and the sums carried from and to the pages beside it. ``missing``
    are numbers without a line, which never happens by design and is told when it does."""

    year: YearShown
    page: int
    lines: tuple[Line, ...]
    before: rules.Numbers
    here: rules.Numbers
    missing: tuple[int, ...]

    @property
    def after(self) -> rules.Numbers:
        return self.before + self.here


def shelf(office_id: str, year: int) -> list[YearShown]:
    """Every book of the office in a year, in the order of the office's file."""
    books = list(Book.objects.in_office(office_id).order_by("position", "pk"))
    rows = BookYear.objects.in_office(office_id).filter(year=year)
    counters = {row.book_id: row for row in rows}
    carried = _carried(office_id, year)
    return [
        _year(office_id, book, year, counters.get(book.pk), carried.get(book.pk, ()))
        for book in books
    ]


def titles(office_id: str) -> dict[str, str]:
    """The title of every book by its id, in the order of the office's file."""
    rows = Book.objects.in_office(office_id).order_by("position", "pk")
    return dict(rows.values_list("slug", "title"))


def years(office_id: str, this: int) -> list[int]:
    """The years in which any book has a number, and this one; the latest first."""
    rows = BookYear.objects.in_office(office_id).order_by().values_list("year", flat=True)
    return sorted({this, *rows.distinct()}, reverse=True)


def book_shown(office_id: str, slug: str, year: int) -> YearShown:
    """One book in one year. Raises Refused ``no_book``."""
    book = the_book(office_id, slug)
    counter = _counter(office_id, book, year)
    return _year(office_id, book, year, counter, _carried(office_id, year).get(book.pk, ()))


def entries(
    office_id: str,
    slug: str,
    year: int,
    *,
    after: int = 0,
    upto: int | None = None,
    limit: int = 50,
) -> list[Line]:
    """At most ``limit`` lines behind the number ``after`` (keyset), up to ``upto``."""
    book = the_book(office_id, slug)
    rows = _rows(office_id, book, year).filter(n__gt=after)
    if upto is not None:
        rows = rows.filter(n__lte=upto)
    found = rows.annotate(case_number=F("case__number")).order_by("n")[: min(limit, MOST)]
    return _lines(office_id, book, list(found))


def totals(office_id: str, slug: str, year: int, before: int) -> rules.Numbers:
    """How many numbers smaller than ``before`` were given, standing and void; those on paper
    are not among them. Counts the void ones alone: the others follow, for there are no gaps."""
    book = the_book(office_id, slug)
    last = _counter(office_id, book, year)
    given = min(before - 1, last.last if last else 0)
    given -= sum(one.span.below(before) for one in _carried(office_id, year).get(book.pk, ()))
    void = _rows(office_id, book, year).filter(n__lt=before, voided_at__isnull=False).count()
    return rules.Numbers(given - void, void)


def page(office_id: str, slug: str, year: int, number: int | None = None) -> BookPage:
    """The page with this number (None: the last one). Raises Refused ``no_book``."""
    shown = book_shown(office_id, slug, year)
    at = rules.page_of(min(number or shown.last, shown.last))
    span = rules.lines_of(at)
    lines = entries(
        office_id, slug, year, after=span.first - 1, upto=span.last, limit=rules.PER_PAGE
    )
    void = sum(bool(line.void) for line in lines)
    within = rules.Span(span.first, min(span.last, shown.last))
    return BookPage(
        year=shown,
        page=at,
        lines=tuple(lines),
        before=totals(office_id, slug, year, span.first),
        here=rules.Numbers(len(lines) - void, void),
        missing=tuple(
            rules.missing([line.n for line in lines], within, [one.span for one in shown.carried])
        ),
    )


def _rows(office_id: str, book: Book, year: int) -> QuerySet[Entry]:
    return Entry.objects.in_office(office_id).filter(book=book, year=year)


def _counter(office_id: str, book: Book, year: int) -> BookYear | None:
    return BookYear.objects.in_office(office_id).filter(book=book, year=year).first()


def _carried(office_id: str, year: int) -> dict[int, tuple[CarriedShown, ...]]:
    """What stands on paper of a year, by the row of its book."""
    found: dict[int, tuple[CarriedShown, ...]] = {}
    for row in Carried.objects.in_office(office_id).filter(year=year).order_by("first"):
        one = CarriedShown(rules.Span(row.first, row.last), row.on, row.basis)
        found[row.book_id] = (*found.get(row.book_id, ()), one)
    return found


def _year(
    office_id: str,
    book: Book,
    year: int,
    counter: BookYear | None,
    carried: tuple[CarriedShown, ...],
) -> YearShown:
    last, void = (counter.last, counter.voided) if counter else (0, 0)
    issued = last - void - sum(one.span.last - one.span.first + 1 for one in carried)
    today = office.local_day(office_id, office.clock.now())
    day = today if today.year == year else date(year, 12, 31)
    return YearShown(
        book=BookShown(
            book.slug,
            book.title,
            book.pattern,
            tuple((label, of) for label, of in book.columns) or rules.USUAL,
        ),
        year=year,
        last=last,
        numbers=rules.Numbers(issued, void),
        carried=carried,
        next=settings.number(
            book.pattern,
            last + 1,
            day,
            classification=book.classification or "…",
            unit=book.unit,
        ),
    )


def _lines(office_id: str, book: Book, rows: Sequence[Entry]) -> list[Line]:
    names = office.officer_names(
        office_id, {one for row in rows for one in (row.officer, row.void_by) if one}
    )
    instead = _replacements(office_id, book, [row for row in rows if row.voided_at])
    return [_line(row, names, instead) for row in rows]


def _line(
    row: Entry,
    names: dict[str, str],
    instead: dict[tuple[int, str], str],
) -> Line:
    void = ""
    if row.voided_at is not None:
        void = rules.void_words(row.void_reason, names.get(row.void_by, ""), row.void_as)
    own = json.decode(row.more, type=dict[str, str]) if row.more else {}
    case_id = row.case_id
    return Line(
        n=row.n,
        number=row.number,
        day=row.day,
        values={
            "pemohon": rules.hide_nik(row.applicant),
            "perihal": rules.hide_nik(row.subject),
            "berkas": getattr(row, "case_number", None) or "",
            "petugas": names.get(row.officer, ""),
            "keterangan": rules.hide_nik(row.remark),
            **own,
        },
        case_id=case_id,
        post=row.post,
        void=void,
        voided_at=row.voided_at,
        instead=instead.get((case_id, row.key), "") if void and case_id is not None else "",
    )


def _replacements(office_id: str, book: Book, voided: list[Entry]) -> dict[tuple[int, str], str]:
    """The standing number of each file one of whose numbers is void here."""
    cases = [row.case_id for row in voided if row.case_id is not None]
    if not cases:
        return {}
    rows = Entry.objects.in_office(office_id).filter(book=book, case__in=cases, voided_at=None)
    return {
        (case, key): number for case, key, number in rows.values_list("case_id", "key", "number")
    }
