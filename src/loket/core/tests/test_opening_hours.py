from datetime import UTC, date

from loket.core.calendar import Calendar, Hours, Span
from loket.core.opening_hours import opening_hours

DAY = Span(450, 960)
FRIDAY = (Span(450, 690), Span(780, 990))
WEEK = ((DAY,), (DAY,), (DAY,), (DAY,), FRIDAY, (), ())


def test_days_alike_are_told_together_and_a_break_is_left_out():
    calendar = Calendar(UTC, (Hours(date(2026, 1, 1), None, WEEK),))
    told = opening_hours(calendar, date(2026, 11, 20))
    assert told == "Senin–Kamis 07.30–16.00, Jumat 07.30–16.30"


def test_later_hours_win_while_they_last():
    fasting = Hours(date(2026, 2, 18), date(2026, 3, 19), ((Span(480, 900),), *WEEK[1:]))
    calendar = Calendar(UTC, (Hours(date(2026, 1, 1), None, WEEK), fasting))
    assert opening_hours(calendar, date(2026, 3, 2)).startswith("Senin 08.00–15.00, Selasa–Kamis")
    assert opening_hours(calendar, date(2026, 3, 20)).startswith("Senin–Kamis")


def test_without_hours_nothing_is_told():
    assert opening_hours(Calendar(UTC, ()), date(2026, 3, 2)) == ""
