"""Taking in an application: pick the service, then one form."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from loket.cases import api
from loket.cases.api.applicant import KnownApplicant, OpenFile
from loket.cases.api.page_types import Outcome
from loket.cases.views.desk import Desk, at_desk, page
from loket.cases.views.next_links import links
from loket.core.refused import Refused
from loket.ui.bound_form import bind, error_lines
from loket.ui.step_form import ReadForm


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
    sent = dict(request.POST.lists())
    if "cari" in sent:
        return _look_up(request, desk, procedure_id, sent)
    outcome = api.open_case(
        desk.office_id,
        procedure_id,
        desk.who,
        sent,
        request.FILES,
        request.POST.get("key", ""),
    )
    if not outcome.ok:
        return _form(request, desk, procedure_id, outcome)
    messages.success(request, outcome.message, extra_tags=links(outcome, "slip"))
    return redirect("cases:case", case_id=outcome.case_id)


def _look_up(
    request: HttpRequest, desk: Desk, procedure_id: str, sent: dict[str, list[str]]
) -> HttpResponse:
    """The same form again, filled from the newest file of the NIK; nothing is stored."""
    try:
        form, known = api.find_applicant(desk.office_id, procedure_id, sent, request.FILES)
    except Refused as refused:
        raise Http404(refused.code) from refused
    return _form(request, desk, procedure_id, Outcome(ok=form.ok, form=form), known)


def _form(
    request: HttpRequest,
    desk: Desk,
    procedure_id: str,
    outcome: Outcome | None,
    known: KnownApplicant | None = None,
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
        "known": known,
        "still_open": known.open_files if known else _still_open(desk, form),
        "nav": "new",
    }
    status = 200 if outcome is None or outcome.ok else 422 if form and not form.ok else 409
    return page(request, desk, "cases/new_service.html", context, status)


def _still_open(desk: Desk, form: ReadForm | None) -> tuple[OpenFile, ...]:
    """Open files of the NIK in a form that came back, so that no double is opened."""
    parties = [name for name in form.values if name.startswith("party.")] if form else []
    nik = form.values[parties[0]].get("nik") if form and parties else None
    return api.open_files(desk.office_id, nik) if nik else ()
