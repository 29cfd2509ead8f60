"""Reckoning in office hours: how much open time lies between two moments, and the way back.

Moments are aware datetimes of any zone; results are UTC. Open time is counted in whole minutes:
the seconds of a moment are dropped first, so that the parts of a stretch always sum to the
whole. Local time is taken as a plain wall clock, which holds for the three zones of Indonesia
(none has summer time).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from loket.core.calendar import Calendar, Span
from loket.core.refused import Refused

SEARCH_DAYS = 400  # ours: more than a year without one open day is a faulty calendar
DAY = timedelta(days=1)


class CalendarExhausted(Refused):
    """The calendar has no open day within ``SEARCH_DAYS`` days of ``near``."""

    def __init__(self, near: date) -> None:
        super().__init__(
            "calendar_exhausted",
            f"Kalender kantor tidak memuat hari kerja di sekitar {near.isoformat()}. "
            "Lengkapi jam kerja dan hari libur kantor ini.",
        )
        self.near = near


def minutes_between(cal: Calendar, start: datetime, end: datetime) -> int:
    """Open minutes from ``start`` to ``end``; 0 when ``end`` is not after ``start``."""
    if end <= start:
        return 0
    day, first = _local(cal, start)
    last_day, last = _local(cal, end)
    total = 0
    while day <= last_day:
        low = first
        high = last if day == last_day else 24 * 60
        for span in cal.spans(day):
            total += max(0, min(span.end, high) - max(span.start, low))
        day += DAY
        first = 0
    return total


def add_minutes(cal: Calendar, start: datetime, minutes: int) -> datetime:
    """The earliest moment with ``minutes`` open minutes since ``start``; ``start`` for 0.

    Raises ValueError for a negative number, CalendarExhausted.
    """
    _not_negative(minutes)
    if minutes == 0:
        return start.astimezone(UTC)
    first_day, first = _local(cal, start)
    left = minutes
    for day, spans in _open_days(cal, first_day, DAY):
        for span in spans:
            low = max(span.start, first) if day == first_day else span.start
            if low < span.end:
                if left <= span.end - low:
                    return _moment(cal, day, low + left)
                left -= span.end - low
    raise CalendarExhausted(first_day)


def subtract_minutes(cal: Calendar, end: datetime, minutes: int) -> datetime:
    """The latest moment with ``minutes`` open minutes until ``end``; ``end`` for 0.

    Raises ValueError for a negative number, CalendarExhausted.
    """
    _not_negative(minutes)
    if minutes == 0:
        return end.astimezone(UTC)
    last_day, last = _local(cal, end)
    left = minutes
    for day, spans in _open_days(cal, last_day, -DAY):
        for span in reversed(spans):
            high = min(span.end, last) if day == last_day else span.end
            if span.start < high:
                if left <= high - span.start:
                    return _moment(cal, day, high - left)
                left -= high - span.start
    raise CalendarExhausted(last_day)


def workday_minutes(cal: Calendar, day: date) -> int:
    """Open minutes of one day; 0 when closed."""
    return sum(span.end - span.start for span in cal.spans(day))


def is_workday(cal: Calendar, day: date) -> bool:
    """Whether the office is open at any time of this local day."""
    return bool(cal.spans(day))


def next_workday(cal: Calendar, day: date) -> date:
    """The first working day after ``day``. Raises CalendarExhausted."""
    return _walk(cal, day, 1, DAY)


def add_workdays(cal: Calendar, start: datetime, n: int) -> datetime:
    """Close of the ``n``-th working day after the day of ``start``; ``start`` for 0.

    ours: the day of arrival does not count, a promise of one day ends with the next working
    day. Raises ValueError for a negative number, CalendarExhausted.
    """
    _not_negative(n)
    if n == 0:
        return start.astimezone(UTC)
    day = _walk(cal, _local(cal, start)[0], n, DAY)
    return _moment(cal, day, cal.spans(day)[-1].end)


def subtract_workdays(cal: Calendar, end: datetime, n: int) -> datetime:
    """The same local time ``n`` working days before the day of ``end``; ``end`` for 0.

    ours: a time outside the hours of that day is moved to the nearest open time before it, or
    to its opening. Raises ValueError for a negative number, CalendarExhausted.
    """
    _not_negative(n)
    if n == 0:
        return end.astimezone(UTC)
    last_day, minute = _local(cal, end)
    day = _walk(cal, last_day, n, -DAY)
    spans = cal.spans(day)
    begun = [span for span in spans if span.start <= minute]
    return _moment(cal, day, min(minute, begun[-1].end) if begun else spans[0].start)


def _local(cal: Calendar, moment: datetime) -> tuple[date, int]:
    local = moment.astimezone(cal.tz)
    return local.date(), local.hour * 60 + local.minute


def _moment(cal: Calendar, day: date, minute: int) -> datetime:
    # minute 1440 is midnight at the end of the day, which datetime has no hour for
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    return wall.replace(tzinfo=cal.tz).astimezone(UTC)


def _open_days(
    cal: Calendar, day: date, step: timedelta
) -> Iterator[tuple[date, tuple[Span, ...]]]:
    closed = 0
    while closed <= SEARCH_DAYS:
        spans = cal.spans(day)
        if spans:
            closed = 0
            yield day, spans
        else:
            closed += 1
        day += step
    raise CalendarExhausted(day)


def _walk(cal: Calendar, day: date, n: int, step: timedelta) -> date:
    left = n
    for open_day, _ in _open_days(cal, day + step, step):
        left -= 1
        if left == 0:
            return open_day
    raise CalendarExhausted(day)


def _not_negative(number: int) -> None:
    if number < 0:
        raise ValueError(f"a stretch of time cannot be negative: {number}")
