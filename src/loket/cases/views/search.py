"""Searching the office's cases. What is typed travels in the body of a POST: a NIK or a name must
not stand in an address, a log or the history of the browser."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from loket.cases import api
from loket.cases.views.desk import Desk, at_desk, page
from loket.core.refused import Refused


@require_http_methods(["GET", "POST"])
@at_desk
def search(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The empty form, or the form with what was found."""
    context: dict[str, Any] = {"nav": "search", "typed": request.POST.get("cari", "").strip()}
    status = 200
    if request.method == "POST":
        try:
            context["page"] = api.search(desk.office_id, context["typed"])
        except Refused as refused:
            context["refused"], status = refused.reason, 422
    return page(request, desk, "cases/search.html", context, status)
