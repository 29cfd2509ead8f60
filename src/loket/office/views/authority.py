"""Who may act for which post: the page, and the forms that change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from loket.core.refused import Refused
from loket.office import api
from loket.office.forms import authority as forms
from loket.ui.bound_form import bind, error_lines
from loket.ui.step_form import ReadForm, read

View = Callable[..., HttpResponse]


def keeper_only(view: View) -> View:
    """Needs an officer who may keep the authority of his office (``api.check_keeper``)."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            api.check_keeper(request.officer)
        except Refused as refused:
            raise PermissionDenied(refused.code) from refused
        return view(request, *args, **kwargs)

    return asked


@require_GET
@keeper_only
def overview(request: HttpRequest) -> HttpResponse:
    """Who holds which post today, who is away, who acts a.n. of whom."""
    return _page(request, "office/authority.html", {"page": api.authority_page(_office(request))})


@require_http_methods(["GET", "POST"])
@keeper_only
def acting(request: HttpRequest) -> HttpResponse:
    post = request.GET.get("jabatan", "")
    return _form(request, forms.acting(request.officer, _today(request), post))


@require_http_methods(["GET", "POST"])
@keeper_only
def absence(request: HttpRequest) -> HttpResponse:
    return _form(request, forms.absence(request.officer, _today(request)))


@require_http_methods(["GET", "POST"])
@keeper_only
def delegation(request: HttpRequest) -> HttpResponse:
    return _form(request, forms.delegation(request.officer, _today(request)))


@require_http_methods(["GET", "POST"])
@keeper_only
def ending(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    try:
        form = forms.ending(request.officer, kind, pk, _today(request))
    except Refused as refused:
        raise Http404(refused.code) from refused
    return _form(request, form)


def _form(request: HttpRequest, form: forms.PageForm) -> HttpResponse:
    if request.method == "GET":
        return _draw(request, form, None, None)
    sent = read([form.part], dict(request.POST.lists()), {}, _no_files, _today(request))
    refusal = None
    if sent.ok:
        try:
            done = form.apply(sent.values[forms.PREFIX])
        except Refused as refused:
            refusal = _placed(form, sent, refused)
        else:
            messages.success(request, done)
            return redirect("office:authority")
    return _draw(request, form, sent, refusal)


def _placed(form: forms.PageForm, sent: ReadForm, refused: Refused) -> str | None:
    """Put a refusal beside the field it is about; None then, else its words."""
    names = {spec.name for spec in form.fields}
    # ending a row, what works backwards is its last day
    places = (forms.FIELD_OF.get(refused.code, ""), "sampai" if refused.code == "backdated" else "")
    for place in places:
        if place in names:
            sent.add_errors(forms.PREFIX, {place: refused.reason})
            return None
    return refused.reason


def _draw(
    request: HttpRequest, form: forms.PageForm, sent: ReadForm | None, refusal: str | None
) -> HttpResponse:
    parts = bind([form.part], sent, form.initial)
    context = {
        "form": form,
        "parts": parts,
        "errors": error_lines(parts, sent),
        "refused": refusal,
    }
    status = 200 if sent is None else 409 if refusal else 422
    return _page(request, "office/authority_form.html", context, status)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    now = api.clock.now()
    posts = api.post_words(_office(request), api.who(request.officer, now))
    frame = {"now": now, "posts": posts, "nav": "authority"}
    return render(request, template, {**frame, **context}, status=status)


def _office(request: HttpRequest) -> str:
    return request.officer.office_id


def _today(request: HttpRequest) -> date:
    return api.local_day(_office(request), api.clock.now())


def _no_files(content: bytes) -> str:
    raise AssertionError("these forms ask for no file")
