"""Taking in an application: pick the service, then one form."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from loket.cases import api
from loket.cases.api.page_types import Outcome
from loket.cases.views.desk import Desk, at_desk, page
from loket.cases.views.next_links import links
from loket.core.refused import Refused
from loket.ui.bound_form import bind, error_lines


@require_GET
@at_desk
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The services that somebody may apply for today."""
    context = {"services": api.services(desk.office_id), "nav": "new"}
    return page(request, desk, "cases/new.html", context)


@require_http_methods(["GET", "POST"])
@at_desk
def new_service(request: HttpRequest, desk: Desk, office_id: str, slug: str) -> HttpResponse:
    """The form of one service, and what it sends."""
    if office_id != desk.office_id:
        raise Http404
    procedure_id = f"{office_id}/{slug}"
    if request.method == "GET":
        return _form(request, desk, procedure_id, None)
    outcome = api.open_case(
        desk.office_id,
        procedure_id,
        desk.who,
        dict(request.POST.lists()),
        request.FILES,
        request.POST.get("key", ""),
    )
    if not outcome.ok:
        return _form(request, desk, procedure_id, outcome)
    messages.success(request, outcome.message, extra_tags=links(outcome, "slip"))
    return redirect("cases:case", case_id=outcome.case_id)


def _form(
    request: HttpRequest, desk: Desk, procedure_id: str, outcome: Outcome | None
) -> HttpResponse:
    try:
        intake = api.intake_form(desk.office_id, procedure_id, desk.who)
    except Refused as refused:
        raise Http404(refused.code) from refused
    form = outcome.form if outcome else None
    parts = bind(intake.step.parts, form, intake.step.initial)
    late = bind([intake.late] if intake.late else [], form)
    typed = {name: texts[-1] for name, texts in form.typed.items() if texts} if form else {}
    context = {
        "intake": intake,
        "parts": parts,
        "late": late[0] if late else None,
        "typed": typed,
        "wrong": form.errors if form else {},
        "errors": error_lines([*parts, *late], form),
        "refused": outcome.refused if outcome else None,
        "nav": "new",
    }
    status = 200 if outcome is None else 422 if form and not form.ok else 409
    return page(request, desk, "cases/new_service.html", context, status)
