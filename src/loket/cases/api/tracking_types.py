"""What the applicant's page shows, as plain values: no name, no NIK, no officer in any of them.

Moments are aware UTC datetimes; templates show them in the office's zone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from loket.core.sheet import Duration
from loket.office.api import OfficeInfo

State = Literal[
    "running", "late", "waits", "outside", "suspended", "ready", "done", "rejected", "cancelled"
]


class TrackStep(Struct, frozen=True, omit_defaults=True):
    """One line of the way. ``look``: past, back (it went back from here), here or todo. ``by``
    is a post's column or "Anda". ``standard`` is printed on the sheet, ``minutes`` is what it
    took (None: not known). ``said`` are the officer's words where the applicant must know them."""

    n: int
    activity: str
    by: str
    look: Literal["past", "back", "here", "todo"]
    standard: Duration | None = None
    minutes: int | None = None
    at: datetime | None = None
    note: str = ""
    said: str = ""


class TrackClock(Struct, frozen=True):
    """Office minutes so far: worked, waited for others; left of the promise (less than zero:
    past; None: no promise)."""

    worked: int
    waited: int
    left: int | None


class TrackPage(Struct, frozen=True):
    """The page of one file. ``where`` is with which post it is now, ``said`` why it came back or
    ended, ``missing`` the papers that were not there at the last look. ``kept``: it was done
    within the promise (None: not yet, or none was given)."""

    office: OfficeInfo
    code: str
    number: str
    title: str
    product: str
    complaints: str
    hours: str
    state: State
    now: datetime
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    waiting_since: datetime | None
    promise: str
    step_n: int
    steps: int
    where: str
    said: str
    missing: tuple[str, ...]
    returned: bool
    kept: bool | None
    clock: TrackClock
    way: tuple[TrackStep, ...]
