"""The week's office hours in words."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from loket.core.calendar import Calendar, Hours, Span
from loket.core.fields.moments import WEEKDAYS


def opening_hours(calendar: Calendar, day: date) -> str:
    """``Senin–Kamis 07.30–16.00, Jumat 07.30–16.30`` as in force on this day; holidays are not
    told. "" without hours. A break within a day is left out: the counter says it at the door."""
    week = next((one for one in reversed(calendar.hours) if _in_force(one, day)), None)
    if week is None:
        return ""
    told = []
    for spans, days in groupby(range(7), key=lambda one: _whole(week.week[one])):
        if spans is not None:
            first, *rest = days
            names = WEEKDAYS[first] + (f"–{WEEKDAYS[rest[-1]]}" if rest else "")
            told.append(f"{names} {_clock(spans.start)}–{_clock(spans.end)}")
    return ", ".join(told)


def _in_force(hours: Hours, day: date) -> bool:
    return hours.valid_from <= day and (hours.valid_to is None or day <= hours.valid_to)


def _whole(spans: tuple[Span, ...]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}.{minute % 60:02d}"
