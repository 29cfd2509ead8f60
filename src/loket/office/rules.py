"""Who may act for which post on which day: plain rows in, ``Who`` and ``Rules`` out.

The order of strength: the post's own holder, Plt, Plh, then the nearest present superior of an
empty post, then a.n. by delegation. Days are days of the office's own zone, both ends included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta, tzinfo
from typing import Any, Literal

from msgspec import Struct, field

from loket.core.calendar import Calendar, Hours, Span
from loket.core.rulebook import Rules
from loket.core.who import By, Capacity, Who

HoldingKind = Literal["definitive", "plt", "plh"]
PREFIX = {"plt": "Plt. ", "plh": "Plh. ", "an": "a.n. "}
_STRENGTH = {"definitive": 0, "plt": 1, "plh": 2, "superior": 3, "an": 4}


class HoldingRow(Struct, frozen=True):
    """An officer holds a post; ``valid_to`` None means until further notice."""

    officer: str
    post: str
    kind: HoldingKind
    valid_from: date
    valid_to: date | None = None
    basis: str = ""


class DelegationRow(Struct, frozen=True):
    """The holder of ``to`` may act a.n. of ``of``; ``procedures`` None means in all."""

    of: str
    to: str
    basis: str
    valid_from: date
    valid_to: date | None = None
    procedures: tuple[str, ...] | None = None


class AbsenceRow(Struct, frozen=True):
    """An officer is away on these days."""

    officer: str
    valid_from: date
    valid_to: date


class ParameterRow(Struct, frozen=True):
    """A named value with its days."""

    name: str
    value: Any
    valid_from: date
    valid_to: date | None = None


class Authority(Struct, frozen=True):
    """Everything on which authority in one office rests. ``superior`` maps each post to the
    one above, None at the top; ``active`` are the officers who may sign in."""

    superior: Mapping[str, str | None]
    active: frozenset[str] = frozenset()
    holdings: tuple[HoldingRow, ...] = ()
    delegations: tuple[DelegationRow, ...] = ()
    absences: tuple[AbsenceRow, ...] = ()
    parameters: tuple[ParameterRow, ...] = field(default=())


def in_force(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Whether a period holds on a day."""
    return valid_from <= day and (valid_to is None or day <= valid_to)


def on_duty(authority: Authority, day: date) -> tuple[HoldingRow, ...]:
    """The holdings in force whose officer is active and not away."""
    away = {row.officer for row in authority.absences if row.valid_from <= day <= row.valid_to}
    return tuple(
        row
        for row in authority.holdings
        if row.officer in authority.active
        and row.officer not in away
        and in_force(row.valid_from, row.valid_to, day)
    )


def present(authority: Authority, day: date) -> frozenset[str]:
    """The posts that somebody holds and is there to act for."""
    return frozenset(row.post for row in on_duty(authority, day))


def stands_in(authority: Authority, post: str, there: frozenset[str]) -> str | None:
    """The nearest superior of an empty post that is present; None when none is."""
    seen: set[str] = set()
    above = authority.superior.get(post)
    while above is not None and above not in seen:
        if above in there:
            return above
        seen.add(above)
        above = authority.superior.get(above)
    return None


def keepers(authority: Authority, day: date) -> frozenset[str]:
    """The officers who may change who holds which post: those who hold the top post of the
    office or a post directly below it, for good or as Plt or Plh.

    ours. Absence takes nothing away here: who is on leave may still name his Plh, and say that
    he is back; else an office whose head and secretary are both away would be locked out.
    """
    top = {post for post, above in authority.superior.items() if above is None}
    high = top | {post for post, above in authority.superior.items() if above in top}
    return frozenset(
        row.officer
        for row in authority.holdings
        if row.post in high
        and row.officer in authority.active
        and in_force(row.valid_from, row.valid_to, day)
    )


def still_there(
    authority: Authority, post: str, valid_from: date, valid_to: date | None
) -> tuple[str, date] | None:
    """Who holds a post (definitive or Plt) and is not away on some day of a period, and the
    first such day; None when the post is without him on all of it."""
    for day in _turning_days(authority, valid_from, valid_to):
        for row in on_duty(authority, day):
            if row.post == post and row.kind != "plh":
                return row.officer, day
    return None


def definitive_holder(
    authority: Authority, post: str, valid_from: date, valid_to: date | None
) -> str | None:
    """The first officer who holds a post for good on some day of a period, there or away."""
    for row in authority.holdings:
        if row.post == post and row.kind == "definitive" and row.officer in authority.active:
            starts_before_end = valid_to is None or row.valid_from <= valid_to
            if starts_before_end and (row.valid_to is None or row.valid_to >= valid_from):
                return row.officer
    return None


def _turning_days(authority: Authority, valid_from: date, valid_to: date | None) -> list[date]:
    """The days of a period on which somebody comes or goes, and its first day: between two of
    them nothing changes."""
    one = timedelta(days=1)
    days = {valid_from}
    rows: list[HoldingRow | AbsenceRow] = [*authority.holdings, *authority.absences]
    for row in rows:
        days |= {row.valid_from} | ({row.valid_to + one} if row.valid_to else set())
    return sorted(day for day in days if in_force(valid_from, valid_to, day))


def who(authority: Authority, officer: str, day: date) -> Who:
    """The officer with every right to act that he has on this day, the strongest first.

    ours: a.n. belongs to those who hold the delegated post themselves (also as Plt or Plh);
    it does not fall to a superior together with an empty post. It holds whether or not the
    one in whose name it is done is there.
    """
    duty = on_duty(authority, day)
    mine = [row for row in duty if row.officer == officer]
    found = [Capacity(row.post, row.kind, row.post, row.basis) for row in mine]
    held = {row.post: row for row in sorted(mine, key=lambda row: -_STRENGTH[row.kind])}
    there = frozenset(row.post for row in duty)
    for post in authority.superior:
        if post not in there:
            above = stands_in(authority, post, there)
            if above in held:
                found.append(Capacity(post, "superior", above, held[above].basis))
    found += [
        Capacity(row.of, "an", row.to, row.basis, row.procedures)
        for row in authority.delegations
        if row.to in held and in_force(row.valid_from, row.valid_to, day)
    ]
    found.sort(key=lambda capacity: _STRENGTH[capacity.kind])
    return Who(officer=officer, capacities=tuple(found))


def parameters(authority: Authority, day: date) -> dict[str, Any]:
    """The values in force on a day; of two at once the later begun."""
    rows = [row for row in authority.parameters if in_force(row.valid_from, row.valid_to, day)]
    return {row.name: row.value for row in sorted(rows, key=lambda row: row.valid_from)}


def rules(authority: Authority, calendar: Calendar, day: date) -> Rules:
    """The rules of the office on a day."""
    return Rules(
        calendar=calendar,
        present=present(authority, day),
        superior=dict(authority.superior),
        parameters=parameters(authority, day),
        on_duty=frozenset(row.officer for row in on_duty(authority, day)),
    )


def signature_lines(
    kind: str, post: str, held: str, held_kind: str, superior: Mapping[str, str | None]
) -> list[tuple[str, str]]:
    """The lines over a signature: ``(prefix, post)``, top first.

    ``kind`` is the capacity in which the officer acts for ``post``, ``held`` the post he holds
    himself and ``held_kind`` how. Own post: ``Camat``; acting: ``Plh. Camat``; a.n. by the post
    right below: ``a.n. Camat``, ``Sekretaris Camat``; further below, those between are named
    and the signer stands behind u.b. (untuk beliau): ``a.n. Camat``, ``Sekretaris Camat``,
    ``u.b. Kasi``. Sources: forms of tata naskah dinas of Kabupaten Kudus (a.n., u.b., Plt., Plh.),
    read in a copy. ours: a.n. by a Plh. (``a.n. Camat``, ``Plh. Sekretaris Camat``), and an empty
    post that fell to a superior is signed by him as himself.
    """
    own = {"plt": "Plt.", "plh": "Plh."}
    if kind == "superior":
        return [(own.get(held_kind, ""), held)]
    if kind != "an":
        return [(own.get(kind, ""), post)]
    between: list[str] = []
    above = superior.get(held)
    while above is not None and above != post and above not in between:
        between.append(above)
        above = superior.get(above)
    if above != post:  # the signer stands elsewhere in the tree: nobody is between
        between = []
    lines = [("a.n.", post), *(("", one) for one in reversed(between))]
    prefix = own.get(held_kind, "")
    return [*lines, (f"u.b. {prefix}".strip() if between else prefix, held)]


def capacity_words(by: By, labels: Mapping[str, str]) -> str:
    """The capacity of an act in one line: ``Camat``, ``Plh. Camat``, ``a.n. Camat, Sekretaris
    Camat``; an empty post that fell to its superior is his own line."""
    post, held = (labels.get(one or "", one or "") for one in (by.post, by.held))
    if by.capacity == "superior":
        return held
    return f"{PREFIX.get(by.capacity or '', '')}{post}" + (
        f", {held}" if by.capacity == "an" else ""
    )


def circle(superior: Mapping[str, str | None]) -> str | None:
    """A post that is its own superior by some way up; None when the tree is sound."""
    for start in superior:
        seen = {start}
        above = superior.get(start)
        while above is not None:
            if above == start:
                return start
            if above in seen:
                break  # a circle further up; its own posts will report it
            seen.add(above)
            above = superior.get(above)
    return None


def hours(
    name: str, valid_from: date, valid_to: date | None, week: Iterable[Iterable[Iterable[int]]]
) -> Hours:
    """Office hours from ``[start, end]`` minutes, seven days, Monday first.

    Raises ValueError for another number of days, and for spans that are empty, overlap or
    leave the day.
    """
    days = tuple(tuple(Span(*span) for span in day) for day in week)
    if len(days) != 7:
        raise ValueError(f"{name}: a week has seven days, not {len(days)}")
    for spans in days:
        edges = [edge for span in spans for edge in (span.start, span.end)]
        if edges != sorted(set(edges)) or (edges and (edges[0] < 0 or edges[-1] > 24 * 60)):
            raise ValueError(f"{name}: the hours {edges} do not follow each other within a day")
    return Hours(valid_from, valid_to, days, name)


def calendar(tz: tzinfo, week_rows: Iterable[Hours], closed: Mapping[date, str]) -> Calendar:
    """The calendar of an office; of two weeks at once the later in the row wins."""
    return Calendar(tz, tuple(week_rows), dict(closed))
