"""Who is at the desk: the officer behind a request, with the posts he may act for now."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from msgspec import Struct

from loket.core.who import Who
from loket.office.api import clock
from loket.office.api.authority import post_words, who


class Desk(Struct, frozen=True):
    """The officer who asks, with the posts he may act for at this moment (UTC)."""

    office_id: str
    who: Who
    now: datetime

    @property
    def posts(self) -> list[str]:
        """His posts in words; those that only fell to him while vacant are left out."""
        return post_words(self.office_id, self.who)


def desk_of(request: HttpRequest) -> Desk:
    """The desk of the officer who asks. Without one OfficerMiddleware has answered already;
    PermissionDenied is for a process that left it out."""
    officer = getattr(request, "officer", None)
    if officer is None:
        raise PermissionDenied("no active officer asks")
    now = clock.now()
    return Desk(officer.office_id, who(officer, now), now)
