"""The seals of an office as its pages show them."""

from __future__ import annotations

from msgspec import Struct

from loket.cases.api import seal_sheet
from loket.cases.models import SealRow
from loket.core import seal as core
from loket.core.refused import Refused
from loket.core.seal import Seal

SHOWN = 62  # ours: about two months, newest first


class SealLine(Struct, frozen=True):
    """One seal in the list: ``handed`` is empty where no second place is set, else ``done`` or
    ``due``."""

    seal: Seal
    groups: str
    handed: str


def seal_lines(office_id: str) -> tuple[SealLine, ...]:
    """The newest seals of an office."""
    rows = SealRow.objects.in_office(office_id).order_by("-no").only("text", "copy")[:SHOWN]
    lines = []
    for row in rows:
        seal = core.read(row.text)
        groups = " ".join(core.groups(seal.hash))
        lines.append(SealLine(seal, groups, row.copy))
    return tuple(lines)


def closing_sheet(office_id: str, no: int) -> tuple[Seal, bytes]:
    """A seal and its closing sheet as PDF. Raises Refused ``no_seal``."""
    rows = SealRow.objects.in_office(office_id).filter(no=no) if no < 2**31 else []
    text = next((row.text for row in rows), None)
    if text is None:
        raise Refused("no_seal", f"Segel nomor {no} tidak ada di kantor ini.")
    seal = core.read(text)
    return seal, seal_sheet.sheet(seal)
