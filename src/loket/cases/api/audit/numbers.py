"""Numbers of cases without gap or double, and answers that lead to a case."""

from __future__ import annotations

from collections.abc import Iterator

from loket.cases.api.audit.fault import Fault, Report
from loket.cases.models import AnswerRow, CaseCounter, CaseRow

_BATCH = 2000
_MOST = 20  # missing numbers named one by one; then they are counted


def check_numbers(office_id: str, report: Report) -> Iterator[Fault]:
    """Every number from 1 to the counter of each year stands on one case."""
    report(office_id, "nomor berkas", 0)
    counters = CaseCounter.objects.in_office(office_id)
    last = dict(counters.order_by("year").values_list("year", "last"))  # before the cases
    years = CaseRow.objects.in_office(office_id).order_by("year").values_list("year", flat=True)
    for year in sorted({*last, *years.distinct()}):
        given = bytearray(last.get(year, 0) + 1)
        beyond = 0
        for number in _numbers(office_id, year):
            prefix, _, text = number.partition("-")
            if prefix != f"{year % 100:02d}" or not text.isdigit():
                yield Fault(office_id, number, f"nomor berkas tidak berbentuk nomor tahun {year}")
                continue
            n = int(text)
            beyond = max(beyond, n)
            if 0 < n < len(given):
                if given[n]:
                    yield Fault(office_id, number, "nomor berkas dipakai dua kali")
                given[n] = 1
        missing = [n for n in range(1, len(given)) if not given[n]]
        for n in missing[:_MOST]:
            yield Fault(office_id, _number(year, n), "berkas hilang: nomornya sudah diberikan")
        if len(missing) > _MOST:
            yield Fault(office_id, "", f"{len(missing) - _MOST} berkas lain tahun {year} hilang.")
        now = counters.filter(year=year).values_list("last", flat=True).first() or 0
        if beyond > now:
            yield Fault(
                office_id,
                _number(year, beyond),
                f"nomor berkas melewati pencacah tahun {year}, yang berhenti di {now}",
            )


def _numbers(office_id: str, year: int) -> Iterator[str]:
    rows = CaseRow.objects.in_office(office_id).filter(year=year).order_by("pk")
    after = 0
    while batch := list(rows.filter(pk__gt=after).values_list("pk", "number")[:_BATCH]):
        after = batch[-1][0]
        yield from (number for _, number in batch)


def _number(year: int, n: int) -> str:
    return f"{year % 100:02d}-{n:05d}"


def check_answers(office_id: str, report: Report) -> Iterator[Fault]:
    """Every answer that an idempotency key stands for leads to a case of this office."""
    report(office_id, "jawaban", 0)
    rows = AnswerRow.objects.in_office(office_id).order_by("pk")
    after, done = 0, 0
    while batch := list(rows.filter(pk__gt=after).values_list("pk", "key", "case")[:_BATCH]):
        wanted = {case for _, _, case in batch}
        there = CaseRow.objects.in_office(office_id).filter(pk__in=wanted)
        known = set(there.values_list("pk", flat=True))
        for _, key, case in batch:
            if case not in known:
                what = f"jawaban {key} menunjuk baris berkas {case}, yang tidak ada"
                yield Fault(office_id, "", f"{what[0].upper()}{what[1:]}.")
        after, done = batch[-1][0], done + len(batch)
        report(office_id, "jawaban", done)
