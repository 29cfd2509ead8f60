"""Office hours as plain values. Reckoning with them is in ``loket.core.worktime``."""

from __future__ import annotations

from datetime import date, tzinfo

from msgspec import Struct, field


class Span(Struct, frozen=True):
    """A stretch of one day in minutes after midnight, local time: start included, end not."""

    start: int
    end: int


class Hours(Struct, frozen=True):
    """A week of office hours in force from ``valid_from`` to ``valid_to`` (both included).

    ``week`` has seven entries, Monday first; each is a tuple of spans (a break splits a day
    in two). Later entries of a calendar win over earlier ones (Ramadan over the normal week).
    """

    valid_from: date
    valid_to: date | None
    week: tuple[tuple[Span, ...], ...]
    name: str = ""


class Calendar(Struct, frozen=True):
    """When the office is open: time zone, dated hours, closed days with their names."""

    tz: tzinfo
    hours: tuple[Hours, ...]
    closed: dict[date, str] = field(default_factory=dict)

    def spans(self, day: date) -> tuple[Span, ...]:
        """The open spans of a day, () when closed."""
        if day in self.closed:
            return ()
        for hours in reversed(self.hours):
            if hours.valid_from <= day and (hours.valid_to is None or day <= hours.valid_to):
                return hours.week[day.weekday()]
        return ()
