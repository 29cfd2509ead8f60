"""The inbox: what waits for this officer, most urgent first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loket.cases import api
from loket.cases.views.desk import Desk, at_desk, page

STATES = ("late", "soon", "ok", "wait")


@require_GET
@at_desk
def inbox(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One page of the inbox. ``status`` narrows it, ``sesudah`` is the cursor."""
    asked = request.GET.get("status", "")
    state = asked if asked in STATES else None
    after = request.GET.get("sesudah") or None
    found = api.inbox(desk.office_id, desk.who, state=state, after=after)
    context = {"page": found, "states": STATES, "state": state, "after": after, "nav": "inbox"}
    return page(request, desk, "cases/inbox.html", context)
