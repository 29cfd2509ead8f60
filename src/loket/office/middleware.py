"""Who is asking: every request gets its officer, and without one nearly nothing answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from loket.office import api
from loket.office.forms.session import TARGET, SignInForm, interrupted

RENEW_SECONDS = 10 * 60  # a session is written again at most this often


class OfficerMiddleware:
    """Puts ``request.officer`` and ``request.office`` (None: nobody is signed in) and shows
    times in the zone of that office.

    Denies by default: a view that is not marked ``public`` needs an officer. A visit by GET is
    led to the sign-in page; what was sent by POST is carried through it, so that a session
    that ran out while somebody typed loses nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        officer = api.officer_of(request.user)
        request.officer, request.office = officer, None
        if officer is None:
            return self.get_response(request)
        now = int(time.time())  # the session's clock is the real one, also in a simulation
        if now - request.session.get("renewed", 0) >= RENEW_SECONDS:
            request.session["renewed"] = now
        request.office = api.office(officer.office_id)
        with timezone.override(ZoneInfo(request.office.timezone)):
            response = self.get_response(request)
        # Not no-store: the back button must find what was typed.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.officer is not None or api.is_public(view):
            return None
        if request.method in ("GET", "HEAD"):
            query = urlencode({TARGET: request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('office:sign_in')}?{query}")
        context = {"form": SignInForm(), "carried": interrupted(request), "expired": True}
        response = render(request, "office/sign_in.html", context, status=403)
        response.headers["Cache-Control"] = "no-store"
        return response


def signed_in(request: HttpRequest) -> dict[str, Any]:
    """For every page: who is signed in, at which office, whether he may keep its authority,
    and whether the data is a demo."""
    # An error before the middleware still gets its page.
    officer = getattr(request, "officer", None)
    return {
        "officer": officer,
        "is_keeper": lambda: officer is not None and api.is_keeper(officer),  # asked by the rail
        "office": getattr(request, "office", None),
        "simulation": settings.LOKET_SIMULATION,
    }
