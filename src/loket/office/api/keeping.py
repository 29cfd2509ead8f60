"""Authority kept by the office itself: who may change it, and what such a change must meet.

ours: those who hold the top post of the office or a post directly below it, for good or as Plt
or Plh (``rules.keepers``); an administrator's role comes with the pages of administration.
Nothing works backwards by accident: what changes a day before today needs a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from loket.core.fields.moments import written
from loket.core.refused import Refused
from loket.office import rules as pure
from loket.office.api import changes, clock
from loket.office.api.snapshot import fresh, known
from loket.office.models import Absence, Delegation, Holding, Officer

KINDS: dict[str, type[Holding] | type[Delegation] | type[Absence]] = {
    "holding": Holding,
    "delegation": Delegation,
    "absence": Absence,
}


def is_keeper(officer: Officer) -> bool:
    """Whether the officer may keep the authority of his office, as last read: for a menu."""
    office = known(officer.office_id)
    return str(officer.pk) in pure.keepers(office.authority, office.day(clock.now()))


def check_keeper(officer: Officer) -> None:
    """Raises Refused ``no_keeper`` unless the officer may keep the authority of his office."""
    office = fresh(officer.office_id)
    if str(officer.pk) not in pure.keepers(office.authority, office.day(clock.now())):
        raise Refused(
            "no_keeper",
            "Wewenang dicatat oleh pimpinan kantor atau pejabat tepat di bawahnya.",
        )


def name_acting(
    by: Officer,
    officer_id: str,
    post_id: str,
    kind: str,
    *,
    valid_from: date,
    valid_to: date | None,
    basis: str,
    backdated: str = "",
) -> Holding:
    """Name a Plt or Plh. A Plh stands in for somebody who is away, day for day; a Plt for
    nobody (UU 30/2014 art. 14 (2): berhalangan sementara, berhalangan tetap)."""
    if kind not in ("plt", "plh"):
        raise Refused("bad_kind", "Pilih Plt. atau Plh.")
    with changes.one_at_a_time(by.office_id):
        check_keeper(by)
        _check_start(by.office_id, valid_from, backdated)
        officer = _officer(by.office_id, officer_id)
        if kind == "plh":
            _check_plh(by.office_id, post_id, valid_from, valid_to)
        else:
            _check_plt(by.office_id, post_id, valid_from, valid_to)
        return changes.hold(
            officer,
            post_id,
            kind=kind,
            valid_from=valid_from,
            valid_to=valid_to,
            basis=basis,
            by=by,
            backdated=backdated,
        )


def record_absence(
    by: Officer,
    officer_id: str,
    valid_from: date,
    valid_to: date,
    reason: str,
    *,
    backdated: str = "",
) -> Absence:
    """Record that an officer is away on these days."""
    with changes.one_at_a_time(by.office_id):
        check_keeper(by)
        _check_start(by.office_id, valid_from, backdated)
        officer = _officer(by.office_id, officer_id)
        return changes.absent(officer, valid_from, valid_to, reason, by=by, backdated=backdated)


def delegate_in_name(
    by: Officer,
    *,
    of: str,
    to: str,
    basis: str,
    valid_from: date,
    valid_to: date | None,
    procedures: Iterable[str] | None,
    backdated: str = "",
) -> Delegation:
    """Let the holder of one post act a.n. of another."""
    with changes.one_at_a_time(by.office_id):
        check_keeper(by)
        _check_start(by.office_id, valid_from, backdated)
        return changes.delegate(
            by.office_id,
            of=of,
            to=to,
            basis=basis,
            valid_from=valid_from,
            valid_to=valid_to,
            procedures=procedures,
            by=by,
            backdated=backdated,
        )


def authority_row(office_id: str, kind: str, pk: int) -> changes.Row:
    """One holding, delegation or absence of this office. Raises Refused ``no_row``."""
    row = KINDS[kind].objects.in_office(office_id).filter(pk=pk).first()
    if row is None:
        raise Refused("no_row", "Catatan ini tidak ada di kantor ini.")
    return row


def end_row(
    by: Officer, kind: str, pk: int, last_day: date | None, why: str = "", backdated: str = ""
) -> changes.Row:
    """Let a row end with a day, or (None) cancel it as a whole; the row that was there before.

    Raises Refused, also when nobody would be left who may keep the authority of the office.
    """
    with changes.one_at_a_time(by.office_id):
        check_keeper(by)
        row = authority_row(by.office_id, kind, pk)
        first = row.valid_from if last_day is None else last_day + timedelta(days=1)
        today = fresh(by.office_id).day(clock.now())
        if first < today and not backdated:
            raise Refused(
                "backdated",
                "Ini mengubah hari yang sudah lewat. Perubahan berlaku paling awal hari ini,"
                f" {written(today)}; bila memang berlaku surut, nyatakan di bawah.",
            )
        if last_day is None:
            changes.cancel(row, by=by, why=backdated or why)
        else:
            changes.end(row, last_day, by=by, why=backdated or why, backdated=backdated)
        _check_somebody_left(by.office_id, max(first, today))
        return row


def _check_start(office_id: str, valid_from: date, backdated: str) -> None:
    today = fresh(office_id).day(clock.now())
    if valid_from < today and not backdated:
        raise Refused(
            "backdated",
            f"Tanggal {written(valid_from)} sudah lewat. Mulailah paling awal hari ini,"
            f" {written(today)}; bila memang berlaku surut, nyatakan di bawah.",
        )


def _check_plh(office_id: str, post_id: str, valid_from: date, valid_to: date | None) -> None:
    office = fresh(office_id)
    label = office.post_labels.get(post_id, post_id)
    if valid_to is None:
        raise Refused("plh_open", "Plh. selalu sampai hari tertentu. Isi hari terakhirnya.")
    # ours: an empty post has a Plt; a Plh always stands in for somebody
    held = [
        row
        for row in office.authority.holdings
        if row.post == post_id
        and row.kind != "plh"
        and pure.in_force(row.valid_from, row.valid_to, valid_from)
    ]
    if not held:
        raise Refused("plh_of_nobody", f"{label} tidak ada pejabatnya. Tunjuk Plt.")
    there = pure.still_there(office.authority, post_id, valid_from, valid_to)
    if there is not None:
        name, day = office.officer_names[there[0]], there[1]
        raise Refused(
            "holder_there",
            f"{name} ({label}) tidak tercatat berhalangan pada {written(day)}."
            " Catat dulu ketidakhadirannya.",
        )


def _check_plt(office_id: str, post_id: str, valid_from: date, valid_to: date | None) -> None:
    office = fresh(office_id)
    holder = pure.definitive_holder(office.authority, post_id, valid_from, valid_to)
    if holder is not None:
        raise Refused(
            "plt_beside_holder",
            f"{office.post_labels.get(post_id, post_id)} masih dijabat"
            f" {office.officer_names[holder]}. Bila ia berhalangan sementara, tunjuk Plh.",
        )


def _check_somebody_left(office_id: str, day: date) -> None:
    if not pure.keepers(fresh(office_id).authority, day):
        raise Refused(
            "nobody_left",
            "Sesudah ini tidak ada lagi yang dapat mencatat wewenang di kantor ini."
            " Tunjuk dulu penggantinya.",
        )


def _officer(office_id: str, officer_id: str) -> Officer:
    if officer_id not in fresh(office_id).authority.active:
        raise Refused("no_officer", "Pilih pegawai yang masih aktif di kantor ini.")
    return Officer.objects.in_office(office_id).get(pk=int(officer_id))
