"""What our templates say in short: icons, marks, fields, parts of forms, times in words."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from msgspec import Struct

from loket.core.sheet import Duration
from loket.ui import bound_form, lanes, words

register = template.Library()

STATUS_LABELS = {
    "late": "Terlambat",
    "soon": "Segera",
    "ok": "Dalam waktu",
    "wait": "Menunggu",
    "none": "Tanpa batas waktu",
    "good": "Selesai",
}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, small: bool = False) -> SafeString:
    """An icon of the sprite; decoration, the word beside it says the same."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        " s" if small else "",
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
@lru_cache(maxsize=64)
def mark(name: str) -> SafeString:
    """The small shape that goes with a status: late, soon, ok, wait, none, good, no."""
    return format_html(
        '<svg aria-hidden="true"><use href="{}#m-{}"/></svg>', static("ui/icons.svg"), name
    )


@register.simple_tag
def public_icon(name: str) -> SafeString:
    """A shape of the citizen's pages (``ui/public/icons.html``): ok, work, wait, late, q, swap,
    void, back, todo, mark. Decoration, the word beside it says the same."""
    return format_html(
        '<svg viewBox="0 0 24 24" aria-hidden="true"><use href="#i-{}"/></svg>', name
    )


@register.simple_tag
@lru_cache(maxsize=1024)
def status(name: str, text: str = "") -> SafeString:
    """A status: shape, word and colour together."""
    return format_html(
        '<span class="st {}">{}{}</span>', name, mark(name), text or STATUS_LABELS[name]
    )


@register.filter
def status_label(name: str) -> str:
    return STATUS_LABELS[name]


@register.simple_tag(takes_context=True)
def field(context: Context, bound: bound_form.BoundField) -> SafeString:
    """Draw one field with its label, hint and error."""
    return _within(context, bound.template, field=bound)


@register.simple_tag(takes_context=True)
def form_part(context: Context, part: bound_form.BoundPart) -> SafeString:
    """Draw one part of a form, by the page that its action named."""
    return _within(context, part.page, part=part)


def _within(context: Context, name: str, **more: Any) -> SafeString:
    drawn = get_template(name).template
    with context.push(**more):
        return drawn.render(context)


@register.simple_tag
def meter(minutes: int | None, time: Duration | None, running: bool = False) -> SafeString:
    """Work time against standard time: the box is the standard, beyond it is drawn as an
    outline. Never red: standard time is a statistic, not an alarm."""
    standard = time.minutes if time else None
    if not standard:
        return SafeString("")
    used = min(minutes or 0, standard) / standard * 68
    over = min(max((minutes or 0) - standard, 0) / standard * 68, 19)
    beyond = (
        format_html('<rect class="over" x="69.5" y=".5" width="{}" height="5"/>', round(over, 1))
        if over
        else ""
    )
    return format_html(
        '<svg class="meter{}" viewBox="0 0 90 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="std" x=".5" y=".5" width="69" height="5"/>'
        '<rect class="used" x="1" y="1" width="{}" height="4"/>{}</svg>',
        " now" if running else "",
        round(used, 1),
        beyond,
    )


@register.filter
def moment(at: datetime | None, now: datetime | None = None) -> str:
    """A moment in the office's zone, short."""
    if at is None:
        return ""
    return words.moment(timezone.localtime(at), timezone.localtime(now) if now else None)


@register.filter
def day(at: datetime) -> str:
    return words.long_date(timezone.localtime(at).date())


@register.filter
def clock(at: datetime) -> str:
    """``10.32 WIB``."""
    local = timezone.localtime(at)
    return f"{local:%H.%M} {local.tzname()}"


@register.filter
def left(minutes: int | None) -> str:
    return words.left(minutes)


@register.filter
def minutes_words(amount: int | None) -> str:
    return "" if amount is None else words.minutes(amount)


@register.filter
def duration(time: Duration | None) -> str:
    return words.duration(time)


@register.filter
def filesize_words(count: int) -> str:
    return words.size(count)


@register.filter
def exit_label(name: str) -> str:
    return lanes.exit_label(name)


@register.filter
def lane_label(label: str) -> SafeString:
    """A column heading that may break after a stroke: ``Camat/Sekcam/Kasi``."""
    return format_html_join(SafeString("/<wbr>"), "{}", ((part,) for part in label.split("/")))


@register.filter
def public_code(code: str) -> str:
    return words.public_code(code)


@register.filter
def fact_name(name: str) -> str:
    """The last word of a fact's name, as a label."""
    return name.rsplit(".", 1)[-1].replace("_", " ").capitalize()


@register.filter
def fact_value(value: Any) -> str:
    """A fact as text; a checklist or list as lines."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, dict) and "sha256" in value:
        return f"{value.get('name', 'berkas')} ({words.size(int(value.get('size', 0)))})"
    if isinstance(value, dict):
        return ", ".join(f"{fact_name(str(key))}: {fact_value(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(fact_value(one) for one in value)
    if value in (None, ""):
        return "–"
    return words.iso(value) if isinstance(value, str) else str(value)


class ChoiceRow(Struct, frozen=True):
    """A choice with the remark that belongs to it, as one row of a table."""

    choice: bound_form.BoundField
    remark: bound_form.BoundField | None


def _remark_of(
    part: bound_form.BoundPart, place: int, choice: bound_form.BoundField
) -> bound_form.BoundField | None:
    following = part.fields[place + 1] if place + 1 < len(part.fields) else None
    if following is None or following.spec.type not in ("text", "long_text"):
        return None
    return following if following.spec.name.endswith(choice.spec.name) else None


@register.filter
def choice_rows(part: bound_form.BoundPart) -> list[ChoiceRow]:
    """The choices of a part, each with the remark right after it whose name ends like its own."""
    return [
        ChoiceRow(bound, _remark_of(part, place, bound))
        for place, bound in enumerate(part.fields)
        if bound.spec.type in ("choice", "yes_no")
    ]


@register.filter
def beside_rows(part: bound_form.BoundPart) -> list[bound_form.BoundField]:
    """The fields of a part that ``choice_rows`` leaves over."""
    rows = choice_rows(part)
    taken = {id(row.choice) for row in rows} | {id(row.remark) for row in rows}
    return [bound for bound in part.fields if id(bound) not in taken]


class MessageLink(Struct, frozen=True):
    """One link behind a message. ``paper``: it opens something to be printed."""

    address: str
    label: str
    paper: bool = False


_LINKS = {
    "case": ("cases:case", "Buka berkasnya", False),
    "slip": ("cases:slip", "Cetak tanda terima", False),
    "print": ("cases:artifact_print", "Cetak naskahnya", True),
}


@register.filter
def message_links(tags: str) -> list[MessageLink]:
    """The links that a message carries as tags: ``case-12 print-ABCD``."""
    found = []
    for tag in (tags or "").split():
        kind, _, which = tag.partition("-")
        if kind in _LINKS:
            name, label, paper = _LINKS[kind]
            found.append(MessageLink(reverse(name, args=[which]), label, paper))
    return found
