"""The applicant's pages, open to everybody who has a code. Thin, without script, never stored."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods
from msgspec import Struct

from loket.cases import api
from loket.cases.api.tracking_types import State, TrackClock
from loket.core.refused import Refused
from loket.office import api as office
from loket.office.api import public
from loket.ui import words

# colour and shape of the stamp
LOOKS: dict[State, tuple[str, str]] = {
    "running": ("plain", "work"),
    "late": ("late", "late"),
    "waits": ("waiting", "wait"),
    "outside": ("waiting", "wait"),
    "suspended": ("waiting", "wait"),
    "ready": ("good", "ok"),
    "done": ("good", "ok"),
    "rejected": ("plain", "void"),
    "cancelled": ("plain", "void"),
}


@public
@csrf_exempt  # it only looks up: nothing to forge, and a visitor without cookies gets his answer
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """The form that asks for a code. The code is sent by POST, so that a mistyped one stays out
    of the browser's history."""
    if request.method == "GET":
        return _answer(request, "cases/track_find.html", {"typed": ""})
    typed = request.POST.get("kode", "")[:60]
    try:
        found = api.track(typed)
    except Refused:
        return _unknown(request, typed)
    return redirect("cases:track", found.code)


@public
@require_GET
def track(request: HttpRequest, code: str) -> HttpResponse:
    """Where the file of this code is. A wrong code answers as an unknown one."""
    try:
        found = api.track(code)
    except Refused:
        return _unknown(request, code[:60])
    look, shape = LOOKS[found.state]
    context = {
        "page": found,
        "public_office": found.office,
        "public_hours": found.hours,
        "look": look,
        "shape": shape,
        "bars": bars(found.clock),
        "clock_words": clock_words(found.clock),
    }
    with timezone.override(ZoneInfo(found.office.timezone)):
        return _answer(request, "cases/track.html", context)


class Bar(Struct, frozen=True):
    """One part of the clock strip, in percent of its width."""

    look: str
    x: str
    width: str


def bars(clock: TrackClock) -> list[Bar]:
    """The strip: worked, waited, and what is left of the promise or went beyond it."""
    left = clock.left or 0
    over = min(-left, clock.worked) if left < 0 else 0
    parts = [
        ("worked", clock.worked - over),
        ("over", over),
        ("waited", clock.waited),
        ("left", max(left, 0)),
    ]
    whole = sum(minutes for _, minutes in parts) or 1
    drawn, at = [], 0.0
    for look, minutes in parts:
        if minutes:
            share = max(99 * minutes / whole, 0.5)
            drawn.append(Bar(look, f"{at + 0.5:.1f}", f"{share:.1f}"))
            at += share
    return drawn


def clock_words(clock: TrackClock) -> str:
    """What the strip shows, to be read aloud."""
    said = [f"Kantor bekerja {words.minutes(clock.worked)}"]
    if clock.waited:
        said.append(f"waktu berhenti {words.minutes(clock.waited)}")
    if clock.left is not None:
        beyond = "lewat dari janji" if clock.left < 0 else "sisa janji"
        said.append(f"{beyond} {words.minutes(clock.left)}")
    return f"{', '.join(said)}."


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    context = {"typed": typed, "unknown": True}
    return _answer(request, "cases/track_find.html", context, 404)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    # where the installation serves one office only, its letterhead stands on every page
    offices = office.office_ids() if "public_office" not in context else []
    if len(offices) == 1:
        context["public_office"] = office.office(offices[0])
    response = render(request, template, {**context, "nav": "track"}, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address holds the code
    return response
