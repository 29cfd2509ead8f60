"""The closed days of the office: their seals, and the closing sheet of each to print."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loket.cases import api
from loket.cases.views.desk import Desk, at_desk, page
from loket.core.refused import Refused


@require_GET
@at_desk
def seals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The newest seals of the officer's own office; they hold nothing of persons."""
    lines = api.seal_lines(desk.office_id)
    context = {"lines": lines, "second": any(one.handed for one in lines), "nav": "books"}
    return page(request, desk, "cases/seals.html", context)


@require_GET
@at_desk
def closing_sheet(request: HttpRequest, desk: Desk, no: int) -> FileResponse:
    """The closing sheet of one seal of the officer's own office."""
    try:
        seal, content = api.closing_sheet(desk.office_id, no)
    except Refused as refused:
        raise Http404(refused.code) from refused
    name = f"penutupan-{seal.office}-{seal.day}-{seal.no}.pdf"
    return FileResponse(
        BytesIO(content), content_type="application/pdf", as_attachment=True, filename=name
    )
