"""The lines of the inbox. Drawn here and not by a template: fifty of them are most of the page
that is asked for most, and a template takes four times as long for each."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from html import escape  # Django's own asks first whether its text is lazy; ours never is

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from loket.cases.api.page_types import InboxRow
from loket.ui.templatetags.loket_ui import left, moment, status

register = template.Library()


@register.simple_tag
def inbox_line(row: InboxRow, now: datetime) -> SafeString:
    """One task as a row of the table."""
    held = ' class="held"' if row.holder and not row.mine else ""
    stands = status(row.status, left(row.left) if row.left is not None else "")
    stops = row.status == "wait"
    none = " none" if stops or not row.due_at else ""
    due = "berhenti" if stops else escape(moment(row.due_at, now)) if row.due_at else "–"
    what = f"Menunggu {row.waits_for}" if row.waits_for else row.activity
    return mark_safe(  # noqa: S308  (every value is escaped where it stands)
        f'<tr role="row" data-sifted{held}>'
        f'<td role="cell" class="left nb">{stands}</td>'
        f'<td role="cell" class="due nb{none}">{due}</td>'
        f'<td role="cell" class="num nb">{escape(row.number)}</td>'
        f'<td role="cell" class="name"><a href="{_address(row.case_id)}">'
        f"{escape(row.applicant or row.number)}</a>{_tags(row)}</td>"
        f'<td role="cell" class="svc">{escape(row.procedure)}</td>'
        f'<td role="cell" class="step"><b>{int(row.step_n)}</b>'
        f'<span class="third">/{int(row.steps)}</span> {escape(what)}</td>'
        f'<td role="cell" class="prev second nb">{escape(row.previous)}</td></tr>'
    )


def _tags(row: InboxRow) -> str:
    found = ""
    if row.mine:
        found = ' <span class="tag">sedang Anda kerjakan</span>'
    elif row.holder:
        found = f' <span class="tag">dibuka {escape(row.holder)}</span>'
    return found + (' <span class="tag">Dikembalikan</span>' if row.returned else "")


def _address(case_id: int) -> str:
    before, after = _around()
    return f"{before}{int(case_id)}{after}"


@lru_cache(maxsize=1)
def _around() -> tuple[str, str]:
    """The address of a case, around its number: looked up once and not for every line."""
    before, _, after = reverse("cases:case", args=[7]).partition("7")
    return before, after
