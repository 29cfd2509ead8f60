"""The slip as it is printed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loket.cases import api
from loket.cases.views.desk import Desk, at_desk, page
from loket.core.refused import Refused

PAPERS = {"58": "58 mm", "80": "80 mm", "a4": "A4"}
USUAL = "80"  # ours: the roll of most counter printers


@require_GET
@at_desk
def slip(request: HttpRequest, desk: Desk, case_id: int) -> HttpResponse:
    """The slip of one case; ``kertas`` chooses the paper."""
    asked = request.GET.get("kertas", "")
    try:
        found = api.slip(desk.office_id, case_id)
    except Refused as refused:
        raise Http404(refused.code) from refused
    paper = asked if asked in PAPERS else USUAL
    context = {"slip": found, "paper": paper, "papers": PAPERS.items()}
    return page(request, desk, "cases/slip.html", context)
