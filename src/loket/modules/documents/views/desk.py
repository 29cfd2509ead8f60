"""A letter for the officers of its office: to print, and to look at before signing."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loket.core.refused import Refused
from loket.core.who import Who
from loket.modules.documents import api
from loket.modules.documents.models import Document
from loket.office import api as office

# Our own paper: nothing in it may run, but the browser's viewer must be allowed to show it.
_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'"


def _asked(request: HttpRequest, document_id: int) -> tuple[Document, Who, datetime]:
    """The letter of the officer's own office. Http404 for another's."""
    officer = getattr(request, "officer", None)
    if officer is None:
        raise PermissionDenied("no active officer asks")
    now = office.clock.now()
    try:
        row = api.of_id(officer.office_id, document_id)
    except Refused as refused:
        raise Http404(refused.code) from refused
    return row, office.who(officer, now), now


@require_GET
def letter(request: HttpRequest, document_id: int) -> HttpResponse:
    """The letter as PDF, shown by the browser so that it is printed at once. While it is not
    signed, an officer who may sign it gets it with his own block."""
    row, who, now = _asked(request, document_id)
    answer = HttpResponse(api.pdf(row, now, who), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="naskah-{row.code}.pdf"'
    return _private(answer)


@require_GET
def page(request: HttpRequest, document_id: int, page: int) -> HttpResponse:
    """One page of the letter as a picture, for the page of the step that signs it."""
    row, who, now = _asked(request, document_id)
    drawn = api.picture(row, now, page, who)
    if drawn is None:
        raise Http404("no such page")
    return _private(HttpResponse(drawn, content_type="image/png"))


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Content-Security-Policy"] = _CSP
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
