"""What an office's authority and calendar rows say, read once and kept until they change.

Rows are read again when the office's ``authority_stamp`` is another one. A stamp is random, so
what was read inside a transaction that was rolled back is never taken for the truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from msgspec import Struct, field

from loket.core.calendar import Calendar
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.who import Who
from loket.office import rules as pure
from loket.office.models import (
    Absence,
    Delegation,
    Holding,
    Holiday,
    Office,
    Officer,
    Parameter,
    Post,
    WorkHours,
)

DAYS_KEPT = 64  # ours: today, and the days of late entries
WHO_KEPT = 4096


class OfficeInfo(Struct, frozen=True):
    """An office as other apps see it. ``letterhead`` are the printed lines, top first, ``place``
    is where its letters are written (empty: not said)."""

    id: str
    name: str
    kind: str
    regency: str
    province: str
    area_code: str
    timezone: str
    letterhead: tuple[str, ...]
    address: str
    place: str


class OfficerCard(Struct, frozen=True):
    """What is written under an officer's signature; ``rank`` and ``nip`` may be empty."""

    name: str
    rank: str = ""
    nip: str = ""


class Snapshot(Struct):
    """One office as its rows stood under one stamp, and what was resolved from them."""

    stamp: str
    info: OfficeInfo
    zone: ZoneInfo
    authority: pure.Authority
    calendar: Calendar
    post_labels: Mapping[str, str]
    post_signs: Mapping[str, str]
    officer_names: Mapping[str, str]
    cards: Mapping[str, OfficerCard]
    _rules: dict[date, Rules] = field(default_factory=dict)
    _who: dict[tuple[str, date], Who] = field(default_factory=dict)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def rules(self, day: date) -> Rules:
        found = self._rules.get(day)
        if found is None:
            if len(self._rules) >= DAYS_KEPT:
                self._rules.clear()
            found = self._rules[day] = pure.rules(self.authority, self.calendar, day)
        return found

    def who(self, officer: str, day: date) -> Who:
        found = self._who.get((officer, day))
        if found is None:
            if len(self._who) >= WHO_KEPT:
                self._who.clear()
            found = self._who[officer, day] = pure.who(self.authority, officer, day)
        return found


_kept: dict[str, Snapshot] = {}


# Reads the stamp of one office; for a statement that asks for more in the same look.
STAMP_SQL = "SELECT authority_stamp FROM office_office WHERE id = %s"


def fresh(office_id: str, stamp: str | None = None) -> Snapshot:
    """The office as its rows stand now: one query by primary key unless they changed.

    ``stamp`` is what a statement of this transaction has just read with ``STAMP_SQL``.
    Raises Refused ``no_office``.
    """
    if stamp is None:
        stamp = _stamp(office_id)
    kept = _kept.get(office_id)
    if kept is None or kept.stamp != stamp:
        kept = _kept[office_id] = _read(office_id, stamp)
    return kept


def known(office_id: str) -> Snapshot:
    """The office as last read, without looking whether it changed: for its name and zone."""
    return _kept.get(office_id) or fresh(office_id)


def forget(office_id: str) -> None:
    """Drop what this process keeps of an office."""
    _kept.pop(office_id, None)


def _stamp(office_id: str) -> str:
    # By hand: on the way of every step, and the query builder takes five times as long.
    with connection.prepared_cursor() as cursor:
        cursor.execute(STAMP_SQL, [office_id])
        row = cursor.fetchone()
    if row is None:
        raise Refused("no_office", "Kantor ini belum terdaftar di Loket.")
    return row[0]


def _read(office_id: str, stamp: str) -> Snapshot:
    office = Office.objects.get(pk=office_id)
    zone = ZoneInfo(office.timezone)
    posts = list(
        Post.objects.in_office(office_id)
        .order_by("position", "pk")
        .values_list("slug", "label", "superior__slug", "signs_as")
    )
    officers = list(
        Officer.objects.in_office(office_id)
        .order_by("pk")
        .values_list("pk", "name", "active", "rank", "nip")
    )
    return Snapshot(
        stamp=stamp,
        info=OfficeInfo(
            id=office.id,
            name=office.name,
            kind=office.kind,
            regency=office.regency,
            province=office.province,
            area_code=office.area_code,
            timezone=office.timezone,
            letterhead=tuple(office.letterhead),
            address=office.address,
            place=office.place,
        ),
        zone=zone,
        authority=pure.Authority(
            superior={slug: superior for slug, _, superior, _ in posts},
            active=frozenset(str(pk) for pk, _, active, _, _ in officers if active),
            holdings=_holdings(office_id),
            delegations=_delegations(office_id),
            absences=_absences(office_id),
            parameters=_parameters(office_id),
        ),
        calendar=_calendar(office_id, zone),
        post_labels={slug: label for slug, label, _, _ in posts},
        post_signs={slug: signs_as or label for slug, label, _, signs_as in posts},
        officer_names={str(pk): name for pk, name, *_ in officers},
        cards={str(pk): OfficerCard(name, rank, nip) for pk, name, _, rank, nip in officers},
    )


def _holdings(office_id: str) -> tuple[pure.HoldingRow, ...]:
    rows = (
        Holding.objects.in_office(office_id).filter(withdrawn_at=None).order_by("valid_from", "pk")
    )
    return tuple(
        pure.HoldingRow(str(officer), *rest)
        for officer, *rest in rows.values_list(
            "officer_id", "post__slug", "kind", "valid_from", "valid_to", "basis"
        )
    )


def _delegations(office_id: str) -> tuple[pure.DelegationRow, ...]:
    rows = (
        Delegation.objects.in_office(office_id)
        .filter(withdrawn_at=None)
        .order_by("valid_from", "pk")
    )
    return tuple(
        pure.DelegationRow(of, to, basis, start, end, None if only is None else tuple(only))
        for of, to, basis, start, end, only in rows.values_list(
            "of__slug", "to__slug", "basis", "valid_from", "valid_to", "procedures"
        )
    )


def _absences(office_id: str) -> tuple[pure.AbsenceRow, ...]:
    rows = Absence.objects.in_office(office_id).filter(withdrawn_at=None).order_by("pk")
    return tuple(
        pure.AbsenceRow(str(officer), *rest)
        for officer, *rest in rows.values_list("officer_id", "valid_from", "valid_to")
    )


def _parameters(office_id: str) -> tuple[pure.ParameterRow, ...]:
    rows = Parameter.objects.in_office(office_id).order_by("valid_from", "pk")
    return tuple(
        pure.ParameterRow(*row)
        for row in rows.values_list("name", "value", "valid_from", "valid_to")
    )


def _calendar(office_id: str, zone: ZoneInfo) -> Calendar:
    weeks = WorkHours.objects.in_office(office_id).order_by("position")
    holidays = Holiday.objects.in_office(office_id).order_by("day", "kind")
    return pure.calendar(
        zone,
        [pure.hours(*row) for row in weeks.values_list("name", "valid_from", "valid_to", "week")],
        dict(holidays.values_list("day", "name")),
    )
