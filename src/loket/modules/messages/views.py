"""The page "Kabar untuk pemohon": what an officer still has to tell whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from loket.core.refused import Refused
from loket.core.who import Who
from loket.modules.messages import api
from loket.modules.messages.models import STATES
from loket.office import api as office

SHOWN = ("to_deliver", "failed", "unknown", "delivered", "not_wanted")
SAID = {
    "delivered": "Kabar berkas {number} ditandai tersampaikan.",
    "failed": "Dicatat: {number} tidak tersambung. Kabarnya tetap menunggu di “Tidak tersambung”.",
    "not_wanted": "Kabar berkas {number} ditandai tidak perlu lagi.",
}


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The messages of the officer's office in one state; those to be brought by default."""
    asker = office.desk_of(request)
    office_id, who = asker.office_id, asker.who
    return _page(request, office_id, who, request.GET.get("keadaan", "to_deliver"))


@require_POST
def settle(request: HttpRequest, message_id: int) -> HttpResponse:
    """What became of one message. A refusal shows the page again with what was typed."""
    asker = office.desk_of(request)
    office_id, who = asker.office_id, asker.who
    answer, note = request.POST.get("hasil", ""), request.POST.get("catatan", "")
    state = request.POST.get("keadaan", "to_deliver")
    try:
        row = api.settle(office_id, message_id, answer, note, who, asker.now)
    except Refused as refused:
        if refused.code == "no_message":
            raise Http404(refused.code) from refused
        if refused.code == "no_post":
            raise PermissionDenied(refused.code) from refused
        wrong = {"id": message_id, "note": note, "reason": refused.reason}
        return _page(request, office_id, who, state, wrong, 409)
    messages.success(request, SAID[answer].format(number=row.number))
    back = reverse("messages:desk")
    return redirect(back if state not in SHOWN[1:] else f"{back}?keadaan={state}")


def _page(
    request: HttpRequest,
    office_id: str,
    who: Who,
    state: str,
    wrong: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    state = state if state in SHOWN else "to_deliver"
    after = request.GET.get("sesudah", "")
    found = api.desk_page(
        office_id, state, int(after) if after.isascii() and after.isdigit() else None
    )
    counted = api.counts(office_id)
    context = {
        "page": found,
        "states": [(one, STATES[one], counted.get(one)) for one in SHOWN],
        "state_label": STATES[state],
        "wrong": wrong or {},
        "now": office.clock.now(),
        "posts": office.post_words(office_id, who),
        "nav": "messages",
    }
    response = render(request, "messages/desk.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"  # telephone numbers
    return response
