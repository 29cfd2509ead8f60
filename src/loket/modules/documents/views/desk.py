"""A letter for the officers of its office: to print, and to look at before signing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loket.core.refused import Refused
from loket.modules.documents import api
from loket.modules.documents.models import Document
from loket.office import api as office

# Our own paper: nothing in it may run, but the browser's viewer must be allowed to show it.
_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'"


def _asked(request: HttpRequest, document_id: int) -> tuple[Document, office.Desk]:
    """The letter of the officer's own office. Http404 for another's."""
    desk = office.desk_of(request)
    try:
        return api.of_id(desk.office_id, document_id), desk
    except Refused as refused:
        raise Http404(refused.code) from refused


@require_GET
def letter(request: HttpRequest, document_id: int) -> HttpResponse:
    """The letter as PDF, shown by the browser so that it is printed at once. While it is not
    signed, an officer who may sign it gets it with his own block."""
    row, desk = _asked(request, document_id)
    answer = HttpResponse(api.pdf(row, desk.now, desk.who), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="naskah-{row.code}.pdf"'
    return _private(answer)


@require_GET
def page(request: HttpRequest, document_id: int, page: int) -> HttpResponse:
    """One page of the letter as a picture, for the page of the step that signs it."""
    row, desk = _asked(request, document_id)
    drawn = api.picture(row, desk.now, page, desk.who)
    if drawn is None:
        raise Http404("no such page")
    return _private(HttpResponse(drawn, content_type="image/png"))


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Content-Security-Policy"] = _CSP
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
