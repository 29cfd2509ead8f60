"""Checking everything stored against itself, against the seals, and against what was handed
elsewhere. Reads only, in small pieces, beside a running office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loket.cases.api.audit.cases import check_cases
from loket.cases.api.audit.fault import Fault, Report, silent
from loket.cases.api.audit.numbers import check_answers, check_numbers
from loket.cases.api.audit.seals import check_seals
from loket.office import api as office

__all__ = ["Fault", "Report", "verify"]


def verify(
    handed: Mapping[tuple[str, int], str],
    report: Report = silent,
    only: str | None = None,
) -> Iterator[Fault]:
    """Every fault of every office (or of ``only`` one), the cases first, in their order.

    ``handed`` are hashes of seals kept elsewhere, by office and number. ``report`` hears what
    is being checked and how many rows are done. May be stopped at any moment.
    """
    known = office.office_ids()
    for office_id in known:
        if only not in (None, office_id):
            continue
        yield from check_cases(office_id, report)
        yield from check_numbers(office_id, report)
        yield from check_answers(office_id, report)
        mine = {no: hash_ for (name, no), hash_ in handed.items() if name == office_id}
        yield from check_seals(office_id, mine, report)
    for name in sorted({name for name, _ in handed} - set(known)):
        if only in (None, name):
            yield Fault(name, "", "Ada segel di tempat kedua, tetapi kantornya tidak ada di sini.")
