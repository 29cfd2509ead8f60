"""A proof: its words and facts on a page, its file served so that it can do no harm."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from loket.cases import api
from loket.cases.views.desk import Desk, at_desk, page
from loket.core.fields.sniff import EXTENSIONS, PHOTO_TYPES
from loket.core.refused import Refused

# A stored file came from outside: no script, no form, no frame of its own, whatever it holds.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@require_GET
@at_desk
def artifact(request: HttpRequest, desk: Desk, artifact_id: str) -> HttpResponse:
    """The page of one proof."""
    try:
        found = api.artifact(desk.office_id, artifact_id, desk.who)
    except Refused as refused:
        raise Http404(refused.code) from refused
    context = {"artifact": found, "paper": api.paper_address(desk.office_id, artifact_id)}
    return page(request, desk, "cases/artifact.html", context)


@require_GET
@at_desk
def artifact_file(request: HttpRequest, desk: Desk, artifact_id: str) -> HttpResponse:
    """The file of a proof. Pictures show in the browser; all else is a download (a sandboxed
    PDF would not show, and one without the sandbox may carry a script)."""
    try:
        found = api.artifact(desk.office_id, artifact_id, desk.who)
        content = found.file()
    except (Refused, FileNotFoundError) as missing:
        raise Http404("no such file") from missing
    if content is None:
        raise Http404("this proof has no file")
    name = f"{slugify(found.number)}-{slugify(found.label) or 'bukti'}"
    return _sandboxed(content, found.media_type, name)


@require_GET
@at_desk
def artifact_print(request: HttpRequest, desk: Desk, artifact_id: str) -> HttpResponse:
    """To where the paper behind a proof is printed; else to the page of the proof."""
    try:
        address = api.paper_address(desk.office_id, artifact_id)
    except Refused as refused:
        raise Http404(refused.code) from refused
    return redirect(address or reverse("cases:artifact", args=[artifact_id]))


@require_GET
@at_desk
def late_scan(request: HttpRequest, desk: Desk, case_id: int, seq: int) -> HttpResponse:
    """The scan of the paper behind a late entry, for whoever may see the case."""
    try:
        found = api.late_scan(desk.office_id, case_id, seq, desk.who)
    except (Refused, FileNotFoundError) as missing:
        raise Http404("no such scan") from missing
    name = f"{slugify(found.number)}-susulan-{seq}"
    return _sandboxed(BytesIO(found.content), found.media_type, name)


def _sandboxed(content: BinaryIO, media_type: str, name: str) -> FileResponse:
    extension = next((end for end, kind in EXTENSIONS.items() if kind == media_type), "")
    response = FileResponse(
        content,
        content_type=media_type if extension else "application/octet-stream",
        as_attachment=media_type not in PHOTO_TYPES,
        filename=f"{name}.{extension}" if extension else name,
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
