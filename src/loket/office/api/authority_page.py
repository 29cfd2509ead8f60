"""Who holds which post today, as a page shows it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec import Struct

from loket.core.fields.moments import written
from loket.office import rules as pure
from loket.office.api import clock
from loket.office.api.procedures import procedure_titles
from loket.office.api.snapshot import Snapshot, fresh
from loket.office.models import Absence, Delegation, Holding

LAST_CHANGES = 20  # ours
_KIND = dict(Holding.KINDS)


class Line(Struct, frozen=True):
    """One holding, absence or delegation in force or still to come.

    ``who``: the officer, or the post that acts a.n. ``what``: how he holds the post, why he is
    away, or in whose name the post acts. ``away_until``: the holder is away today, until then.
    ``procedures``: titles of the SOPs of a delegation, empty for all.
    """

    kind: str
    pk: int
    who: str
    what: str
    valid_from: date
    valid_to: date | None
    basis: str = ""
    post: str = ""
    coming: bool = False
    away_until: date | None = None
    recorded: str = ""
    procedures: tuple[str, ...] = ()


class PostLine(Struct, frozen=True):
    """One post today. ``empty``: nobody is there to act for it; ``falls_to`` says who does
    instead ("" when nobody stands above it)."""

    slug: str
    label: str
    holdings: tuple[Line, ...]
    empty: bool
    falls_to: str


class Change(Struct, frozen=True):
    """One thing recorded: when (UTC), by whom, what."""

    at: datetime
    by: str
    what: str


class AuthorityPage(Struct, frozen=True):
    """Everything the page of authority shows."""

    today: date
    posts: tuple[PostLine, ...]
    coming: tuple[Line, ...]
    absences: tuple[Line, ...]
    delegations: tuple[Line, ...]
    changes: tuple[Change, ...]


def authority_page(office_id: str) -> AuthorityPage:
    """The posts of an office today, with what is in force and still to come."""
    office = fresh(office_id)
    today = office.day(clock.now())
    reader = _Reader(office, today)
    holdings = [reader.holding(row) for row in _rows(Holding, office_id, today)]
    return AuthorityPage(
        today=today,
        posts=tuple(reader.post(slug, holdings) for slug in office.post_labels),
        coming=tuple(line for line in holdings if line.coming),
        absences=tuple(reader.absence(row) for row in _rows(Absence, office_id, today)),
        delegations=tuple(reader.delegation(row) for row in _rows(Delegation, office_id, today)),
        changes=_changes(office),
    )


def acting_needed(office_id: str, post_id: str) -> tuple[str, date | None]:
    """What an empty post needs today: ``plh`` until its holder is back, or ``plt``; ``""`` when
    somebody is there."""
    office = fresh(office_id)
    today = office.day(clock.now())
    if post_id in pure.present(office.authority, today):
        return "", None
    holders = {
        row.officer
        for row in office.authority.holdings
        if row.post == post_id and pure.in_force(row.valid_from, row.valid_to, today)
    }
    back = [
        row.valid_to
        for row in office.authority.absences
        if row.officer in holders and pure.in_force(row.valid_from, row.valid_to, today)
    ]
    return ("plh", min(back)) if back else ("plt", None)


def plh_left_over(absence: Absence, last_day: date | None) -> list[str]:
    """The Plh of the officer's posts that run on after his absence, as it was, was ended with
    this day (None: cancelled), in words."""
    today = fresh(absence.office_id).day(clock.now())
    standing = Holding.objects.in_office(absence.office_id).filter(withdrawn_at=None)
    posts = standing.filter(officer=absence.officer).exclude(kind="plh").values("post")
    rows = standing.filter(kind="plh", post__in=posts, valid_to__gte=today)
    covered = rows.filter(valid_from__lte=absence.valid_to, valid_to__gte=absence.valid_from)
    if last_day is not None:
        covered = covered.filter(valid_to__gt=last_day)
    return [row_in_words(row) for row in covered.select_related("post").order_by("pk")]


def row_in_words(row: Holding | Delegation | Absence) -> str:
    """``Plh. Camat, Endah, 20-11-2026 sampai 21-11-2026``: for messages and headings."""
    labels = fresh(row.office_id)
    if isinstance(row, Holding):
        kind = "" if row.kind == "definitive" else f"{_KIND[row.kind]} "
        what = f"{labels.officer_names[str(row.officer_id)]} sebagai {kind}{row.post.label}"
    elif isinstance(row, Absence):
        what = f"{labels.officer_names[str(row.officer_id)]} tidak hadir"
    else:
        what = f"{row.to.label} a.n. {row.of.label}"
    return f"{what}, {period(row.valid_from, row.valid_to)}"


def period(valid_from: date, valid_to: date | None) -> str:
    """``20-11-2026 sampai 21-11-2026``, ``sejak 20-11-2026``, or the one day."""
    if valid_to is None:
        return f"sejak {written(valid_from)}"
    if valid_from == valid_to:
        return written(valid_from)
    return f"{written(valid_from)} sampai {written(valid_to)}"


def _rows(model: Any, office_id: str, today: date) -> list[Any]:
    """The rows that count and are not over, the next to come last."""
    related = {Holding: ("post",), Delegation: ("of", "to"), Absence: ()}[model]
    rows = model.objects.in_office(office_id).filter(withdrawn_at=None).select_related(*related)
    standing = [row for row in rows if row.valid_to is None or row.valid_to >= today]
    return sorted(standing, key=lambda row: (row.valid_from > today, row.valid_from, row.pk))


class _Reader:
    def __init__(self, office: Snapshot, today: date) -> None:
        self.office, self.today = office, today
        self.titles = procedure_titles(office.info.id, today)
        self.duty = pure.on_duty(office.authority, today)
        self.there = pure.present(office.authority, today)
        self.away = {
            row.officer: row.valid_to
            for row in office.authority.absences
            if pure.in_force(row.valid_from, row.valid_to, today)
        }

    def name(self, officer: object) -> str:
        return self.office.officer_names[str(officer)]

    def recorded(self, row: Any) -> str:
        if row.recorded_by_id is None:
            return "data awal"
        day = row.recorded_at.astimezone(self.office.zone)
        return f"{self.name(row.recorded_by_id)}, {day:%d-%m-%Y %H.%M}"

    def holding(self, row: Holding) -> Line:
        return self._line(
            "holding",
            row,
            self.name(row.officer_id),
            _KIND[row.kind],
            basis=row.basis,
            post=row.post.slug if row.valid_from <= self.today else row.post.label,
            away_until=self.away.get(str(row.officer_id)),
        )

    def absence(self, row: Absence) -> Line:
        return self._line("absence", row, self.name(row.officer_id), row.reason)

    def delegation(self, row: Delegation) -> Line:
        return self._line(
            "delegation",
            row,
            row.to.label,
            row.of.label,
            basis=row.basis,
            procedures=tuple(self.titles.get(one, one) for one in row.procedures or ()),
        )

    def _line(self, kind: str, row: Any, who: str, what: str, **more: Any) -> Line:
        return Line(
            kind,
            row.pk,
            who,
            what,
            row.valid_from,
            row.valid_to,
            coming=row.valid_from > self.today,
            recorded=self.recorded(row),
            **more,
        )

    def post(self, slug: str, holdings: list[Line]) -> PostLine:
        mine = tuple(line for line in holdings if line.post == slug and not line.coming)
        empty = slug not in self.there
        falls_to = ""
        above = pure.stands_in(self.office.authority, slug, self.there) if empty else None
        if above is not None:
            names = [self.name(row.officer) for row in self.duty if row.post == above]
            falls_to = f"{self.office.post_labels[above]} ({', '.join(dict.fromkeys(names))})"
        return PostLine(slug, self.office.post_labels[slug], mine, empty, falls_to)


def _changes(office: Snapshot) -> tuple[Change, ...]:
    found: list[Change] = []
    for model in (Holding, Delegation, Absence):
        rows = model.objects.in_office(office.info.id)
        for row in rows.exclude(recorded_by=None).order_by("-recorded_at")[:LAST_CHANGES]:
            tail = f" (berlaku surut: {row.backdated})" if row.backdated else ""
            found.append(_change(office, row.recorded_at, row.recorded_by_id, row, "", tail))
        for row in rows.exclude(withdrawn_at=None).order_by("-withdrawn_at")[:LAST_CHANGES]:
            tail = f" ({row.withdrawn_why})" if row.withdrawn_why else ""
            found.append(
                _change(office, row.withdrawn_at, row.withdrawn_by_id, row, "Ditarik: ", tail)
            )
    found.sort(key=lambda change: change.at, reverse=True)
    return tuple(found[:LAST_CHANGES])


def _change(
    office: Snapshot, at: datetime, by: int | None, row: Any, before: str, after: str
) -> Change:
    name = office.officer_names[str(by)] if by else "data awal"
    return Change(at, name, f"{before}{row_in_words(row)}{after}")
