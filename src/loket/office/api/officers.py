"""The officers of an office, and who holds which post from when to when.

Every function writes in one transaction and refuses, in words for the user, what makes no sense.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from loket.core.fields.identity import clean_nip
from loket.core.fields.invalid import Invalid
from loket.core.refused import Refused
from loket.office.api.snapshot import fresh
from loket.office.models import Absence, Delegation, Holding, Officer, Post


def officers(office_id: str) -> list[Officer]:
    """All officers, also those who left, by name."""
    return list(Officer.objects.in_office(office_id).order_by("name", "pk"))


def officer_names(office_id: str, ids: Iterable[str]) -> dict[str, str]:
    """Names by officer id; an id of another office is left out."""
    names = fresh(office_id).officer_names
    return {one: names[one] for one in ids if one in names}


def add_officer(
    office_id: str, *, username: str, name: str, nip: str = "", password: str | None = None
) -> Officer:
    """A new officer and the user he signs in as; without password he can't sign in yet.

    Raises Refused for a user name or NIP that is taken or malformed.
    """
    try:
        nip = clean_nip(nip) if nip else ""
    except Invalid as invalid:
        raise Refused("bad_nip", invalid.message) from invalid
    if User.objects.filter(username=username).exists():
        raise Refused("username_taken", f"Nama pengguna {username} sudah dipakai.")
    if nip and Officer.objects.in_office(office_id).filter(nip=nip).exists():
        raise Refused("nip_taken", "NIP ini sudah dipakai pegawai lain di kantor ini.")
    with transaction.atomic():
        user = User.objects.create_user(username, password=password)
        return Officer.objects.create(office_id=office_id, user=user, name=name, nip=nip)


def set_active(officer: Officer, active: bool) -> None:
    """Let an officer sign in and act, or no longer; his acts stay as they are."""
    officer.active = active
    officer.save(update_fields=["active"])


def hold(
    officer: Officer,
    post_id: str,
    *,
    valid_from: date,
    valid_to: date | None = None,
    kind: str = "definitive",
    basis: str = "",
) -> Holding:
    """Give an officer a post from day to day. Plt and Plh need the basis they rest on.

    Raises Refused, also for a second holding of the same kind at the same time.
    """
    post = _post(officer.office_id, post_id)
    _forward(valid_from, valid_to)
    if kind not in dict(Holding.KINDS):
        raise ValueError(f"unknown kind of holding: {kind}")
    if kind != "definitive" and not basis.strip():
        raise Refused("no_basis", "Tulis surat perintah yang menjadi dasar Plt. atau Plh.")
    same = Holding.objects.in_office(officer.office_id).filter(
        officer=officer, post=post, kind=kind
    )
    for other in same:
        if _overlap(valid_from, valid_to, other.valid_from, other.valid_to):
            raise Refused(
                "held_already", f"{officer.name} sudah memegang {post.label} pada waktu itu."
            )
    return Holding.objects.create(
        office_id=officer.office_id,
        officer=officer,
        post=post,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
        basis=basis,
    )


def end_holding(holding: Holding, last_day: date) -> None:
    """Let a holding end with this day."""
    _forward(holding.valid_from, last_day)
    holding.valid_to = last_day
    holding.save(update_fields=["valid_to"])


def delegate(
    office_id: str,
    *,
    of: str,
    to: str,
    basis: str,
    valid_from: date,
    valid_to: date | None = None,
    procedures: Iterable[str] | None = None,
) -> Delegation:
    """Let the holder of post ``to`` act a.n. of post ``of``; ``procedures`` None: in all SOPs."""
    _forward(valid_from, valid_to)
    if of == to:
        raise Refused("same_post", "Jabatan tidak dapat melimpahkan wewenang kepada dirinya.")
    if not basis.strip():
        raise Refused("no_basis", "Tulis keputusan yang menjadi dasar pelimpahan wewenang.")
    return Delegation.objects.create(
        office_id=office_id,
        of=_post(office_id, of),
        to=_post(office_id, to),
        basis=basis,
        valid_from=valid_from,
        valid_to=valid_to,
        procedures=None if procedures is None else list(procedures),
    )


def absent(officer: Officer, valid_from: date, valid_to: date, reason: str = "") -> Absence:
    """Record that an officer is away on these days."""
    _forward(valid_from, valid_to)
    return Absence.objects.create(
        office_id=officer.office_id,
        officer=officer,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason,
    )


def _post(office_id: str, slug: str) -> Post:
    post = Post.objects.in_office(office_id).filter(slug=slug).first()
    if post is None:
        raise Refused("no_post", f"Jabatan {slug} tidak ada di kantor ini.")
    return post


def _forward(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise Refused("backwards", "Tanggal berakhir tidak boleh sebelum tanggal mulai.")


def _overlap(a_from: date, a_to: date | None, b_from: date, b_to: date | None) -> bool:
    return (b_to is None or a_from <= b_to) and (a_to is None or b_from <= a_to)
