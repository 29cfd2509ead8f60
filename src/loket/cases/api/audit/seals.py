"""Every seal against the one before, its leaves, what they sealed, and what was handed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from django.db import connection
from msgspec import DecodeError, ValidationError

from loket.cases.api.audit.fault import Fault, Report
from loket.cases.api.seal import leaves_of
from loket.cases.api.seal_sources import sources
from loket.cases.models import CaseCounter, CaseRow, SealRow
from loket.core import seal as core
from loket.core.seal import CaseLeaf, Leaves, Seal

_BATCH = 200


def check_seals(office_id: str, handed: Mapping[int, str], report: Report) -> Iterator[Fault]:
    """The seals of an office in their order. ``handed``: hashes kept elsewhere, by number."""
    rows = SealRow.objects.in_office(office_id).order_by("no")
    before: Seal | None = None
    seen: set[int] = set()
    after = 0
    report(office_id, "segel", 0)
    while batch := list(rows.filter(no__gt=after)[:20]):
        for row in batch:
            where = f"segel {row.no} ({row.day:%d-%m-%Y})"
            seal = _seal(row)
            if seal is None:
                yield Fault(office_id, where, "isi segel diubah: tidak cocok dengan sidiknya")
                before = None
            else:
                yield from _one(row, seal, before, bool(seen), where)
                before = seal
            if handed.get(row.no, row.hash) != row.hash:
                yield Fault(
                    office_id, where,
                    "bukan segel yang diserahkan ke tempat kedua: isinya dihitung ulang",
                )  # fmt: skip
            seen.add(row.no)
            report(office_id, "segel", len(seen))
        after = batch[-1].no
    for no in sorted(handed.keys() - seen):
        yield Fault(office_id, f"segel {no}", "ada di tempat kedua, tetapi hilang di sini")
    yield from _whole(office_id, before)


def _seal(row: SealRow) -> Seal | None:
    if core.digest(row.text) != row.hash:
        return None
    try:
        seal = core.read(row.text)
    except (DecodeError, ValidationError):
        return None
    said = (seal.office, seal.no, seal.day, seal.so_far, seal.at, seal.upto)
    kept = (row.office_id, row.no, row.day, row.so_far, row.at, row.upto)
    return seal if said == kept else None


def _one(row: SealRow, seal: Seal, before: Seal | None, later: bool, where: str) -> Iterator[Fault]:
    # Behind a seal that cannot be read there is nothing to compare with; that one is named.
    if (before is not None or not later) and not core.follows(seal, before):
        yield Fault(row.office_id, where, "tidak menyambung ke segel sebelumnya")
    try:
        leaves = leaves_of(row)
    except (DecodeError, ValidationError):
        leaves = {}
    if core.roots(leaves) != seal.roots:
        yield Fault(row.office_id, where, "rincian segel diubah: tidak cocok dengan akarnya")
        return
    yield from _leaves(row.office_id, leaves, f"{seal.day:%d-%m-%Y}", where)


def _leaves(office_id: str, leaves: Leaves, day: str, where: str) -> Iterator[Fault]:
    for batch in _batches(leaves.get(core.CASES, [])):
        yield from _cases(office_id, [core.read_case(leaf) for leaf in batch], day)
    for source in sources():
        for batch in _batches(leaves.get(source.section, [])):
            for wrong in source.misfits(office_id, batch):
                yield Fault(office_id, where, wrong)


def _cases(office_id: str, sealed: Sequence[CaseLeaf], day: str) -> Iterator[Fault]:
    ids = {leaf.case for leaf in sealed}
    rows = CaseRow.objects.in_office(office_id).filter(pk__in=ids)
    numbers = dict(rows.values_list("pk", "number"))
    heads = _heads(office_id, sealed)
    for leaf in sealed:
        number = leaf.number or f"baris {leaf.case}"
        if leaf.case not in numbers:
            yield Fault(office_id, number, f"berkas hilang; ada di bawah segel {day}")
        elif numbers[leaf.case] != leaf.number:
            yield Fault(office_id, number, f"nomor berkas diganti {numbers[leaf.case]}")
        elif (leaf.case, leaf.length) not in heads:
            yield Fault(office_id, number, f"tindakan {leaf.length} hilang; disegel {day}")
        elif heads[leaf.case, leaf.length] != leaf.head:
            yield Fault(
                office_id, number,
                f"rantai sampai tindakan {leaf.length} dihitung ulang sesudah disegel {day}",
            )  # fmt: skip


def _heads(office_id: str, sealed: Sequence[CaseLeaf]) -> dict[tuple[int, int], str]:
    """The hashes of these acts as they stand, by case and number, in one statement."""
    pairs = ", ".join(["(%s, %s)"] * len(sealed))
    values = [number for leaf in sealed for number in (leaf.case, leaf.length)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, seq, hash FROM cases_act WHERE office_id = %s"  # noqa: S608
            f" AND (case_id, seq) IN (VALUES {pairs})",
            [office_id, *values],
        )
        return {(case, seq): hash_ for case, seq, hash_ in cursor.fetchall()}


def _whole(office_id: str, last: Seal | None) -> Iterator[Fault]:
    known = last.last if last else {}
    for source in sources():
        for wrong in source.whole(office_id, known):
            yield Fault(office_id, "", wrong)
    counters = CaseCounter.objects.in_office(office_id).values_list("last", flat=True)
    if last is not None and sum(counters) < last.opened:
        yield Fault(
            office_id, "",
            f"Segel {last.no} mencatat {last.opened} berkas sejak awal, pencacahnya"
            f" {sum(counters)}.",
        )  # fmt: skip


def _batches(leaves: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(leaves)
    while batch := list(islice(rest, _BATCH)):
        yield batch
