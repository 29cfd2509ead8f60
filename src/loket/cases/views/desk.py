"""Who is at the desk: the frame of every page of this app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from msgspec import Struct

from loket.core.who import Who
from loket.office import api as office


class Desk(Struct, frozen=True):
    """The officer who asks, with the posts he may act for at this moment (UTC)."""

    office_id: str
    who: Who
    now: datetime

    @property
    def posts(self) -> list[str]:
        """His posts in words; those that only fell to him while vacant are left out."""
        return office.post_words(self.office_id, self.who)


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the ``Desk`` of the officer who asks, after the request. Without an officer
    OfficerMiddleware has answered already; PermissionDenied is for a process that left it out."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        officer = getattr(request, "officer", None)
        if officer is None:
            raise PermissionDenied("no active officer asks")
        now = office.clock.now()
        return view(
            request, Desk(officer.office_id, office.who(officer, now), now), *args, **kwargs
        )

    return asked


def page(
    request: HttpRequest, desk: Desk, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a page of the desk."""
    frame = {"now": desk.now, "posts": desk.posts}
    return render(request, template, {**frame, **context}, status=status)
