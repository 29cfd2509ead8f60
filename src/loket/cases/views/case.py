"""One case: its page, and what an officer does with it. Each act is a POST that leads back to
the page; what is refused is shown on the page itself, with everything that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from loket.cases import api
from loket.cases.api.page_types import CasePage, Outcome, TimelineEntry
from loket.cases.views.desk import Desk, at_desk, page
from loket.cases.views.next_links import links
from loket.cases.views.sheet_lines import sheet_lines
from loket.core.refused import Refused
from loket.ui.symbols import widths

TO_POST = "jabatan"  # in place of an officer: the task goes back to its post
IN_MENU = ("reassign", "depart", "cancel", "suspend", "resume", "take_back")


@require_GET
@at_desk
def case(request: HttpRequest, desk: Desk, case_id: int) -> HttpResponse:
    """The page of one case."""
    return _show(request, desk, case_id)


@at_desk
def submit(request: HttpRequest, desk: Desk, case_id: int, task_no: int) -> HttpResponse:
    """Complete a task by its form."""
    if request.method != "POST":
        return redirect("cases:case", case_id=case_id)
    outcome = api.submit(
        desk.office_id,
        case_id,
        task_no,
        _number(request, "version"),
        desk.who,
        dict(request.POST.lists()),
        request.FILES,
        _text(request, "key"),
    )
    return _answer(request, desk, case_id, outcome, task_no=task_no)


@at_desk
def task_act(
    request: HttpRequest, desk: Desk, case_id: int, task_no: int, verb: str
) -> HttpResponse:
    """Everything that is done with a task besides completing it."""
    if request.method != "POST":
        return redirect("cases:case", case_id=case_id)
    version, key = _number(request, "version"), _text(request, "key")
    asked = (desk.office_id, case_id, task_no, version, desk.who, key)
    reason, to, officer = (_text(request, name) for name in ("reason", "to", "officer"))
    acts: dict[str, Callable[[], Outcome]] = {
        "take_up": lambda: api.take_up(*asked),
        "release": lambda: api.release(*asked),
        "return": lambda: api.return_case(*asked, reason, to or None),
        "reassign": lambda: api.reassign(*asked, None if officer == TO_POST else officer, reason),
        "depart": lambda: api.depart(*asked, to, reason),
        "confirm": lambda: api.confirm(*asked),
        "fail": lambda: api.fail(*asked, reason),
    }
    outcome = acts[verb]()
    return _answer(request, desk, case_id, outcome, task_no=task_no, verb=verb)


@at_desk
def case_act(request: HttpRequest, desk: Desk, case_id: int, verb: str) -> HttpResponse:
    """Cancel, suspend or resume the case, or take one's last act back."""
    if request.method != "POST":
        return redirect("cases:case", case_id=case_id)
    key, reason = _text(request, "key"), _text(request, "reason")
    asked = (desk.office_id, case_id)
    if verb == "take_back":
        outcome = api.take_back(*asked, _number(request, "seq"), desk.who, key, reason)
    else:
        act = {"cancel": api.cancel, "suspend": api.suspend, "resume": api.resume}[verb]
        outcome = act(*asked, desk.who, key, reason)
    return _answer(request, desk, case_id, outcome, verb=verb)


def _answer(
    request: HttpRequest,
    desk: Desk,
    case_id: int,
    outcome: Outcome,
    task_no: int | None = None,
    verb: str = "submit",
) -> HttpResponse:
    if outcome.ok:
        if not outcome.mine:
            # on to the next file; the way back to this one stays, for a misclick
            messages.success(request, outcome.message, extra_tags=links(outcome, "case"))
            return redirect("cases:inbox")
        messages.success(request, outcome.message, extra_tags=links(outcome))
        page_of_case = reverse("cases:case", args=[case_id])
        # Straight to the form that has just opened, also far down a long sheet.
        return redirect(f"{page_of_case}#kerja-{task_no}" if verb == "take_up" else page_of_case)
    return _show(request, desk, case_id, outcome, task_no, verb)


def _show(
    request: HttpRequest,
    desk: Desk,
    case_id: int,
    outcome: Outcome | None = None,
    task_no: int | None = None,
    verb: str = "",
) -> HttpResponse:
    try:
        shown = api.case_page(desk.office_id, case_id, desk.who)
    except Refused as refused:
        raise Http404(refused.code) from refused
    form = outcome.form if outcome else None
    lines = sheet_lines(shown, form, task_no)
    open_forms = [one for line in lines for one in line.forms]
    context: dict[str, Any] = {
        "page": shown,
        "lines": lines,
        "widths": widths(len(shown.sheet.actors)),
        "mine": {one.step.part for one in open_forms},
        "errors": [error for one in open_forms for error in one.errors],
        "refused": outcome.refused if outcome else None,
        "left_over": _left_over(open_forms, form, task_no),
        "sent": {"verb": verb, "task_no": task_no, **_words(request)} if outcome else {},
        "held_up": _newest(shown, "suspended") if shown.suspended else None,
        "came_back": _came_back(shown),
        "menu_open": outcome is not None and verb in IN_MENU,
    }
    status = 200 if outcome is None else 422 if form and not form.ok else 409
    return page(request, desk, "cases/case.html", context, status)


def _newest(shown: CasePage, *kinds: str) -> TimelineEntry | None:
    return next((act for act in shown.timeline if act.kind in kinds), None)


def _came_back(shown: CasePage) -> TimelineEntry | None:
    """The last move, when it sent the file back with a reason that its next reader needs."""
    last = _newest(shown, "opened", "completed", "confirmed", "returned", "departed", "taken_back")
    return last if last and last.back and last.reason and shown.state == "open" else None


def _left_over(open_forms: list[Any], form: Any, task_no: int | None) -> list[tuple[str, str]]:
    """What was typed for a task that is no longer there to show it: it must not be lost."""
    if form is None or any(one.step.task_no == task_no and one.step.taken for one in open_forms):
        return []
    hidden = {"csrfmiddlewaretoken", "key", "version"}
    return [
        (name, {"yes": "Ya", "no": "Tidak"}.get(text, text))
        for name, texts in form.typed.items()
        if name not in hidden and not name.endswith(".kept")
        for text in texts
        if text.strip() and not text.startswith("data:")
    ]


def _words(request: HttpRequest) -> dict[str, str]:
    return {name: _text(request, name) for name in ("reason", "to", "officer")}


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def _number(request: HttpRequest, name: str) -> int:
    """A whole number of the form; -1 (never a version or an act) for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
