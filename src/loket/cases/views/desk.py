"""Who is at the desk: the frame of every page of this app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from msgspec import Struct

from loket.core.who import Capacity, Who
from loket.office import api as office

_PREFIX = {"plt": "Plt. ", "plh": "Plh. ", "an": "a.n. "}


class Desk(Struct, frozen=True):
    """The officer who asks, with the posts he may act for at this moment (UTC)."""

    office_id: str
    who: Who
    now: datetime

    @property
    def posts(self) -> list[str]:
        """His posts in words; those that only fell to him while vacant are left out."""
        labels = office.post_labels(self.office_id)
        return [
            _post(capacity, labels)
            for capacity in self.who.capacities
            if capacity.kind != "superior"
        ]


def _post(capacity: Capacity, labels: Mapping[str, str]) -> str:
    return _PREFIX.get(capacity.kind, "") + labels.get(capacity.post, capacity.post)


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Needs a signed-in officer; hands the view his ``Desk`` after the request."""

    @login_required
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        officer = office.officer_of(request.user)
        if officer is None:
            raise PermissionDenied("no active officer belongs to this account")
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
