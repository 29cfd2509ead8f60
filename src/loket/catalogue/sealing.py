"""Approvals of SOPs as leaves of the daily seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import models

from loket.catalogue.models import Approval
from loket.office import api as office

_KIND = office.Kind(
    "penetapan",
    Approval,
    ("procedure", "version", "valid_from", "decree", "approved_by", "recorded_at"),
    ("valid_to",),
    models.Q(valid_to__isnull=False),
)
_NAME = "penetapan/baris"


def approvals_to_seal(office_id: str, last: dict[str, int]) -> tuple[list[str], dict[str, int]]:
    """Approvals recorded since ``last`` and every revocation: leaves, and the last row id."""
    leaves, upto = office.new_rows(_KIND, office_id, last.get(_NAME, 0))
    return leaves, {_NAME: upto}


def approvals_misfits(office_id: str, leaves: Sequence[str]) -> Iterator[str]:
    """Sealed approvals that were removed or changed, in words."""
    return office.misfits([_KIND], office_id, leaves, lambda _: "Penetapan SOP")
