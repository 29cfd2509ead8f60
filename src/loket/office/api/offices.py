"""The office itself: its name and letterhead, its own time, the labels of its posts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from loket.office.api.snapshot import OfficeInfo, fresh, known
from loket.office.models import Office


def office(office_id: str) -> OfficeInfo:
    """What the office is. Raises Refused ``no_office``."""
    return known(office_id).info


def office_ids() -> list[str]:
    """The ids of all offices of this installation, for the command line and the worker."""
    return list(Office.objects.order_by("pk").values_list("pk", flat=True))


def local(office_id: str, moment: datetime) -> datetime:
    """An aware moment as the office's wall clock shows it."""
    return moment.astimezone(known(office_id).zone)


def local_day(office_id: str, moment: datetime) -> date:
    """The office's own day at a moment."""
    return local(office_id, moment).date()


def from_local(office_id: str, wall: datetime) -> datetime:
    """The aware moment of a time read from the office's wall clock; an aware one as it is."""
    return wall if wall.tzinfo is not None else wall.replace(tzinfo=known(office_id).zone)


def post_labels(office_id: str) -> Mapping[str, str]:
    """The printed name of every post, in the order of the office's file."""
    return fresh(office_id).post_labels
