"""Sealing a day of an office: what it added, behind the seal before. Design: one row a day.

Nothing on the way of a step is touched: a seal covers the acts between two row ids, which the
primary key finds however many cases there are.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from msgspec import json

from loket.cases.api.seal_sources import Span, sources
from loket.cases.models import ActRow, SealRow
from loket.core import seal as core
from loket.core.chain import GENESIS, canonical
from loket.core.refused import Refused
from loket.core.seal import CaseLeaf, Leaves, Seal
from loket.office import api as office

_TRIES = 3  # two that seal at the same moment: the second finds what the first made
_LEAVES = json.Decoder(Leaves)


def seal_day(office_id: str, day: date, now: datetime, so_far: bool = False) -> Seal:
    """Seal a local day of an office, once: asked again, it answers with the same seal.

    ``so_far`` seals today up to now; the day has its closing seal besides, when it is over.
    Raises Refused: ``not_over``, ``sealed_past`` for a day before the last seal.
    """
    today = office.local_day(office_id, now)
    if day > today or (day == today and not so_far):
        raise Refused(
            "not_over",
            f"Hari {day:%d-%m-%Y} belum berakhir. Tunggu sampai lewat tengah malam, atau segel"
            " sampai saat ini saja.",
        )
    for _ in range(_TRIES):
        found = _sealed(office_id, day)
        if found is not None:
            return found
        try:
            return _make(office_id, day, now, so_far=day == today)
        except IntegrityError:
            continue  # another worker has just made it
    raise Refused("busy", "Segel sedang dibuat proses lain. Coba lagi sebentar.")


def seal_ended(office_id: str, now: datetime) -> list[Seal]:
    """Seal every day that is over and has an act without a seal; what was made, oldest first.

    A day on which nothing happened has no seal of its own; a change of authority on it is
    under the next one.
    """
    made: list[Seal] = []
    today = office.local_day(office_id, now)
    while True:
        last = last_seal(office_id)
        if last is not None and last.so_far and last.day < today:
            made.append(seal_day(office_id, last.day, now))
            continue
        acts = ActRow.objects.in_office(office_id).filter(pk__gt=last.upto if last else 0)
        at = acts.order_by("pk").values_list("at", flat=True).first()
        if at is None:
            return made
        day = office.local_day(office_id, at)
        if last is not None:
            day = max(day, last.day + timedelta(days=0 if last.so_far else 1))  # clock set back
        if day >= today:
            return made
        made.append(seal_day(office_id, day, now))


def seal_now(office_id: str, now: datetime) -> list[Seal]:
    """Seal what has ended, then today so far: everything stored is then under a seal."""
    made = seal_ended(office_id, now)
    today = seal_day(office_id, office.local_day(office_id, now), now, so_far=True)
    return made if today in made else [*made, today]


def last_seal(office_id: str) -> Seal | None:
    """The newest seal of an office."""
    row = SealRow.objects.in_office(office_id).order_by("-no").values_list("text").first()
    return core.read(row[0]) if row else None


def _sealed(office_id: str, day: date) -> Seal | None:
    """The closing seal of this day. Raises Refused where a later day has a seal already."""
    rows = SealRow.objects.in_office(office_id)
    row = rows.filter(day=day, so_far=False).values_list("text").first()
    if row:
        return core.read(row[0])
    later = rows.filter(day__gt=day).order_by("no").first()
    if later is not None:
        raise Refused(
            "sealed_past",
            f"Hari {day:%d-%m-%Y} sudah lewat; isinya ada di bawah segel nomor {later.no}"
            f" ({later.day:%d-%m-%Y}).",
        )
    return None


def _make(office_id: str, day: date, now: datetime, so_far: bool) -> Seal:
    last = last_seal(office_id)
    after = last.upto if last else 0
    upto = max(after, office.last_settled(ActRow))
    end = None if so_far else end_of(office_id, day)
    if end is not None:
        upto = _before(office_id, after, upto, end)
    leaves, last_numbers = _others(office_id, last, end)
    cases, counts = _cases(office_id, after, upto)
    leaves[core.CASES] = [one.text for one in cases]
    made = Seal(
        office=office_id,
        no=last.no + 1 if last else 1,
        day=day,
        so_far=so_far,
        at=now,
        upto=upto,
        previous=last.hash if last else GENESIS,
        opened=(last.opened if last else 0) + counts["opened"],
        roots=core.roots(leaves),
        last=last_numbers,
        counts=counts,
    )
    if so_far and last is not None and _nothing_new(office_id, last, made, leaves):
        return last
    _keep(made, leaves, now)
    return made


def _keep(made: Seal, leaves: Leaves, now: datetime) -> None:
    with transaction.atomic():
        SealRow.objects.create(
            office_id=made.office,
            no=made.no,
            day=made.day,
            so_far=made.so_far,
            at=made.at,
            upto=made.upto,
            text=made.text,
            leaves=canonical(leaves),
            hash=made.hash,
            copy="due" if settings.LOKET_SEAL_COPY else "",
            copy_due_at=now if settings.LOKET_SEAL_COPY else None,
        )


def leaves_of(row: SealRow) -> Leaves:
    """The leaves that a row keeps. Raises msgspec.DecodeError where they are no leaves."""
    return _LEAVES.decode(row.leaves)


def _nothing_new(office_id: str, last: Seal, made: Seal, leaves: Leaves) -> bool:
    """Whether a seal so far would say nothing that the one before does not."""
    if made.counts["acts"] or made.last != last.last or made.day != last.day:
        return False
    before = leaves_of(SealRow.objects.in_office(office_id).get(no=last.no))
    return all(set(texts) <= set(before.get(name, ())) for name, texts in leaves.items())


def _others(
    office_id: str, last: Seal | None, end: datetime | None
) -> tuple[Leaves, dict[str, int]]:
    leaves: Leaves = {}
    span = Span(last.last, last.at, end) if last else Span({}, None, end)
    numbers = dict(span.last)
    for source in sources():
        leaves[source.section], fresh = source.take(office_id, span)
        numbers.update(fresh)
    return leaves, numbers


def end_of(office_id: str, day: date) -> datetime:
    """The moment at which a local day of the office is over."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return office.from_local(office_id, midnight)


def _before(office_id: str, after: int, upto: int, end: datetime) -> int:
    """The last act id before the first act of the days that follow."""
    acts = ActRow.objects.in_office(office_id).filter(pk__gt=after, pk__lte=upto, at__gte=end)
    first = acts.order_by("pk").values_list("pk", flat=True).first()
    return upto if first is None else first - 1


def _cases(office_id: str, after: int, upto: int) -> tuple[list[CaseLeaf], dict[str, int]]:
    """Every case touched by the acts behind ``after`` up to ``upto``, as it then stood."""
    acts, opened = _counted(office_id, after, upto)
    rows = _rows(
        "SELECT a.case_id, c.number, a.seq, a.hash FROM cases_act a"
        " JOIN (SELECT case_id, MAX(seq) AS seq FROM cases_act"
        "  WHERE id > %s AND id <= %s AND office_id = %s GROUP BY case_id) newest"
        " ON newest.case_id = a.case_id AND newest.seq = a.seq"
        " LEFT JOIN cases_case c ON c.id = a.case_id"
        " ORDER BY a.case_id",
        [after, upto, office_id],
    )
    cases = [CaseLeaf(case, number or "", seq, head) for case, number, seq, head in rows]
    return cases, {"acts": acts, "opened": opened, "touched": len(cases)}


def _counted(office_id: str, after: int, upto: int) -> tuple[int, int]:
    rows = _rows(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN seq = 1 THEN 1 ELSE 0 END), 0) FROM cases_act"
        " WHERE id > %s AND id <= %s AND office_id = %s",
        [after, upto, office_id],
    )
    return int(rows[0][0]), int(rows[0][1])


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
