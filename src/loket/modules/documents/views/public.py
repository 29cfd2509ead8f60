"""Is this paper real? Open to everybody who holds it, and to nobody else's data."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from loket.core import public_code
from loket.modules.documents import api
from loket.office import api as office


@office.public
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form for a code typed from paper; it leads to the page of that code."""
    typed = request.POST.get("kode", "").strip()
    if request.method == "GET":
        return _page(request, None, "", "ask", 200)
    code = public_code.read(typed)
    if code is None:
        return _page(request, None, typed[:40], "unknown", 404)
    return redirect("documents:verify", code=code)


@office.public
@require_http_methods(["GET"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the code on a paper proves. A wrong code is answered as an unknown one."""
    found = api.verify(code[:40])
    state = found.state if found else "unknown"
    return _page(request, found, code[:40], state, 200 if found else 404)


def _page(
    request: HttpRequest, found: api.Verdict | None, typed: str, state: str, status: int
) -> HttpResponse:
    place = office.office(found.office_id) if found else None
    context = {
        "found": found,
        "typed": typed,
        "state": state,
        "checked_at": office.clock.now(),
        "public_office": place,
        "nav": "verify",
    }
    with timezone.override(ZoneInfo(place.timezone) if place else None):
        answer = render(request, "documents/verify.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
