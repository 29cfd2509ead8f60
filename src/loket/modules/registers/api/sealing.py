"""The books under the daily seal: their lines as leaves, and books without gap or double."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from loket.cases import api as cases
from loket.core.chain import canonical
from loket.core.seal import digest
from loket.modules.registers.models import Book, BookYear, Carried, Entry

_SAYS = (
    *("number", "day", "entered_at", "officer", "post", "case_id", "key"),
    *("applicant", "subject", "remark", "more"),
)
_VOID = ("voided_at", "void_reason", "void_by", "void_as")
_AGAIN = timedelta(days=1)  # a number struck while the last seal was made is sealed by the next
_BATCH = 500


def books_to_seal(office_id: str, span: cases.SealSpan) -> tuple[list[str], dict[str, int]]:
    """Lines entered and numbers struck: leaves, and the last number of every book and year by
    name (``buku/<book>/<year>``)."""
    leaves: list[str] = []
    upto: dict[str, int] = {}
    for year in _years(office_id):
        name = _name(year)
        after = span.last.get(name, 0)
        entries = Entry.objects.in_office(office_id).filter(book=year.book_id, year=year.year)
        upto[name] = max(after, _before(entries.filter(n__gt=after), year.last, span.before))
        entries = entries.filter(n__lte=upto[name]).order_by("n")
        fresh = entries.filter(n__gt=after).values_list("n", *_SAYS)
        leaves += [_leaf(name, n, "", said) for n, *said in fresh]
        void = entries.filter(voided_at__isnull=False)
        if span.since is not None:
            void = void.filter(voided_at__gte=span.since - _AGAIN)
        leaves += [_leaf(name, n, "batal", said) for n, *said in void.values_list("n", *_VOID)]
    return leaves, upto


def _before(entries: QuerySet[Entry], last: int, moment: datetime | None) -> int:
    """The last number given before a moment, where the counter stands at ``last``."""
    if moment is None:
        return last
    later = entries.filter(entered_at__gte=moment).order_by("n")
    first = later.values_list("n", flat=True).first()
    return last if first is None else min(last, first - 1)


def books_misfits(office_id: str, leaves: Sequence[str]) -> Iterator[str]:
    """Sealed lines that were removed or say something else today, in words."""
    wanted: dict[tuple[str, int], dict[tuple[str, int], str]] = {}
    for leaf in leaves:
        words = leaf.split(" ")
        _, slug, year, n = words[0].split("/")
        part = " ".join(words[1:-1])
        wanted.setdefault((slug, int(year)), {})[part, int(n)] = words[-1]
    for (slug, of), sealed in wanted.items():
        title = _title(office_id, slug)
        rows = Entry.objects.in_office(office_id).filter(
            book__slug=slug, year=of, n__in={n for _, n in sealed}
        )
        now = {row.n: row for row in rows}
        for (part, number), hash_ in sealed.items():
            where = f"{title} tahun {of}, nomor urut {number}"
            if number not in now:
                yield f"{where}: barisnya hilang."
                continue
            fields = _VOID if part else _SAYS
            said = [getattr(now[number], field) for field in fields]
            if digest(canonical(said)) != hash_:
                what = "catatan batalnya" if part else "isinya"
                yield f"{where}: {what} diubah sesudah disegel."


def books_whole(office_id: str, last: dict[str, int]) -> Iterator[str]:
    """Gaps, doubles and counters that went back, and lines that their file contradicts."""
    seen = set()
    for year in _years(office_id):
        name = _name(year)
        seen.add(name)
        where = f"{year.book.title} tahun {year.year}"
        if year.last < last.get(name, 0):
            yield f"{where}: segel mencatat nomor {last[name]}, buku berhenti di {year.last}."
        yield from _gaps(office_id, year, where)
        yield from _contradicted(office_id, year, where)
    for name in sorted(name for name in last.keys() - seen if name.startswith("buku/")):
        _, slug, number = name.split("/")
        yield f"{_title(office_id, slug)} tahun {number}: bukunya hilang."


def books_labels(office_id: str) -> dict[str, str]:
    """The books and years as the closing sheet prints them, by name."""
    return {_name(year): f"{year.book.title}, tahun {year.year}" for year in _years(office_id)}


def _gaps(office_id: str, year: BookYear, where: str) -> Iterator[str]:
    """Every number from 1 to the counter stands once: in Loket or in the paper book."""
    carried = Carried.objects.in_office(office_id).filter(book=year.book_id, year=year.year)
    paper = sorted(carried.values_list("first", "last"))
    rows = Entry.objects.in_office(office_id).filter(book=year.book_id, year=year.year)
    expected = 1
    for n in rows.order_by("n", "pk").values_list("n", flat=True).iterator(chunk_size=2000):
        while paper and paper[0][0] <= expected <= paper[0][1]:
            expected = paper.pop(0)[1] + 1
        if n < expected:
            yield f"{where}: nomor urut {n} tercatat dua kali."
            continue
        if n > expected:
            yield f"{where}: nomor urut {_span(expected, n - 1)} tidak ada."
        expected = n + 1
    while paper and paper[0][0] <= expected:
        expected = max(expected, paper.pop(0)[1] + 1)
    if expected <= year.last:
        yield f"{where}: nomor urut {_span(expected, year.last)} tidak ada."
    counter = BookYear.objects.in_office(office_id).get(pk=year.pk).last  # it may have gone on
    if expected - 1 > counter:
        yield f"{where}: ada nomor urut {expected - 1}, padahal pencacahnya {counter}."


def _contradicted(office_id: str, year: BookYear, where: str) -> Iterator[str]:
    """Standing lines whose file holds another number or day under the same count."""
    rows = Entry.objects.in_office(office_id).filter(
        Q(case__isnull=False), book=year.book_id, year=year.year, voided_at=None
    )
    after = 0
    while True:
        batch = list(rows.filter(n__gt=after).order_by("n")[:_BATCH])
        if not batch:
            return
        after = batch[-1].n
        facts = cases.facts(office_id, {one.case_id for one in batch})
        for one in batch:
            own = facts.get(one.case_id)
            if own is None:
                yield f"{where}, nomor urut {one.n}: berkasnya tidak ada."
                continue
            said = {name: own.get(f"{one.key}.{name}") for name in ("buku", "tahun", "urut")}
            if said != {"buku": year.book.slug, "tahun": one.year, "urut": one.n}:
                continue  # the file has gone on to another number
            if own.get(f"{one.key}.nomor") != one.number:
                yield f"{where}, nomor urut {one.n}: nomor di buku bukan nomor di berkasnya."
            elif own.get(f"{one.key}.tanggal") != one.day.isoformat():
                yield f"{where}, nomor urut {one.n}: tanggal di buku bukan tanggal di berkasnya."


def _years(office_id: str) -> list[BookYear]:
    rows = BookYear.objects.in_office(office_id).select_related("book")
    return list(rows.order_by("book__position", "book__slug", "year"))


def _name(year: BookYear) -> str:
    return f"buku/{year.book.slug}/{year.year}"


def _leaf(name: str, n: int, part: str, said: Sequence[object]) -> str:
    return " ".join(filter(None, (f"{name}/{n}", part, digest(canonical(said)))))


def _title(office_id: str, slug: str) -> str:
    book = Book.objects.in_office(office_id).filter(slug=slug).first()
    return book.title if book is not None else f"Buku {slug}"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


SOURCE = cases.SealSource(
    section="buku",
    take=books_to_seal,
    misfits=books_misfits,
    whole=books_whole,
    labels=books_labels,
)
