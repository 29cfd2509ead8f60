"""The officers of an office: who works here and may sign in."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from loket.core.fields.identity import clean_nip
from loket.core.fields.invalid import Invalid
from loket.core.refused import Refused
from loket.office.api.snapshot import fresh
from loket.office.models import Officer


def officers(office_id: str) -> list[Officer]:
    """All officers, also those who left, by name."""
    return list(Officer.objects.in_office(office_id).order_by("name", "pk"))


def officer_names(office_id: str, ids: Iterable[str]) -> dict[str, str]:
    """Names by officer id; an id of another office is left out."""
    names = fresh(office_id).officer_names
    return {one: names[one] for one in ids if one in names}


def add_officer(
    office_id: str,
    *,
    username: str,
    name: str,
    nip: str = "",
    rank: str = "",
    password: str | None = None,
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
        return Officer.objects.create(office_id=office_id, user=user, name=name, nip=nip, rank=rank)


def set_active(officer: Officer, active: bool) -> None:
    """Let an officer sign in and act, or no longer; his acts stay as they are."""
    officer.active = active
    officer.save(update_fields=["active"])
