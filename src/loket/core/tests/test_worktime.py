"""Working time, as tables of dated sentences and as laws that hold for every moment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.core import worktime
from loket.core.calendar import Calendar, Hours, Span

WIB = ZoneInfo("Asia/Jakarta")
WIT = ZoneInfo("Asia/Jayapura")
UMBRELLA = (Span(450, 720), Span(780, 930))  # 07.30-12.00, 13.00-15.30
FRIDAY = (Span(450, 690), Span(780, 930))  # the break begins at 11.30
FASTING = (Span(480, 720), Span(750, 900))  # 08.00-12.00, 12.30-15.00
FASTING_FRIDAY = (Span(480, 690), Span(750, 930))
CLOSED = {
    date(2026, 1, 1): "Tahun Baru",
    date(2026, 3, 20): "Cuti bersama Idul Fitri",
    date(2026, 3, 23): "Cuti bersama Idul Fitri",
    date(2026, 3, 24): "Cuti bersama Idul Fitri",
    date(2026, 12, 24): "Cuti bersama Natal",
    date(2026, 12, 25): "Natal",
    date(2027, 1, 1): "Tahun Baru",
}


def week(workday, friday):
    return (workday,) * 4 + (friday, (), ())


def calendar(tz=WIB):
    return Calendar(
        tz,
        (
            Hours(date(2020, 1, 1), None, week(UMBRELLA, FRIDAY)),
            Hours(date(2026, 2, 18), date(2026, 3, 19), week(FASTING, FASTING_FRIDAY), "Ramadan"),
        ),
        CLOSED,
    )


CAL = calendar()


def at(text, tz=WIB):
    return datetime.fromisoformat(text).replace(tzinfo=tz)


@pytest.mark.parametrize(
    ("sentence", "start", "end", "minutes"),
    [
        ("one morning hour on a Monday", "2026-11-16 08:00", "2026-11-16 09:00", 60),
        ("over the noon break", "2026-11-16 11:50", "2026-11-16 13:10", 20),
        ("the whole Monday", "2026-11-16 00:00", "2026-11-17 00:00", 420),
        ("the Friday break is longer", "2026-11-20 11:00", "2026-11-20 13:30", 60),
        ("a whole Friday", "2026-11-20 00:00", "2026-11-21 00:00", 390),
        ("Friday afternoon to Monday morning", "2026-11-20 15:20", "2026-11-23 07:40", 20),
        ("nothing at night", "2026-11-16 18:00", "2026-11-17 06:00", 0),
        ("midnight belongs to the new day", "2026-11-16 23:59", "2026-11-17 00:01", 0),
        ("nothing on a Sunday", "2026-11-22 08:00", "2026-11-22 12:00", 0),
        ("a Ramadan day is shorter", "2026-02-19 00:00", "2026-02-20 00:00", 390),
        ("Ramadan opens later", "2026-02-19 07:30", "2026-02-19 08:10", 10),
        ("from the last normal day into Ramadan", "2026-02-17 15:00", "2026-02-18 09:00", 90),
        ("joint leave and weekend stand still", "2026-03-19 14:50", "2026-03-25 07:45", 25),
        ("year end: leave, Christmas, weekend", "2026-12-23 15:20", "2026-12-28 07:40", 20),
        ("over New Year", "2026-12-31 15:20", "2027-01-04 07:40", 20),
        ("an end before the start", "2026-11-16 10:00", "2026-11-16 09:00", 0),
        ("seconds are dropped", "2026-11-16 08:00:59", "2026-11-16 08:02:01", 2),
    ],
)
def test_open_minutes_between(sentence, start, end, minutes):
    assert worktime.minutes_between(CAL, at(start), at(end)) == minutes, sentence


@pytest.mark.parametrize(
    ("sentence", "start", "minutes", "end"),
    [
        ("within the morning", "2026-11-16 08:00", 5, "2026-11-16 08:05"),
        ("exactly to the break", "2026-11-16 11:00", 60, "2026-11-16 12:00"),
        ("over the break", "2026-11-16 11:00", 61, "2026-11-16 13:01"),
        ("Friday over the long break", "2026-11-20 11:25", 10, "2026-11-20 13:05"),
        ("Friday evening to Monday", "2026-11-20 17:00", 15, "2026-11-23 07:45"),
        ("to the very close", "2026-11-16 15:00", 30, "2026-11-16 15:30"),
        ("before opening", "2026-11-16 05:00", 15, "2026-11-16 07:45"),
        ("at midnight", "2026-11-17 00:00", 15, "2026-11-17 07:45"),
        ("Ramadan", "2026-02-18 11:55", 10, "2026-02-18 12:35"),
        ("after Lebaran", "2026-03-19 14:50", 25, "2026-03-25 07:45"),
        ("over the year end", "2026-12-31 15:20", 20, "2027-01-04 07:40"),
        ("zero leaves a night moment alone", "2026-11-16 22:00", 0, "2026-11-16 22:00"),
    ],
)
def test_adding_minutes(sentence, start, minutes, end):
    assert worktime.add_minutes(CAL, at(start), minutes) == at(end), sentence


@pytest.mark.parametrize(
    ("sentence", "end", "minutes", "start"),
    [
        ("within the morning", "2026-11-16 08:05", 5, "2026-11-16 08:00"),
        ("exactly from the end of the break", "2026-11-16 14:00", 60, "2026-11-16 13:00"),
        ("over the break", "2026-11-16 14:00", 61, "2026-11-16 11:59"),
        ("from Monday to Friday", "2026-11-23 07:40", 20, "2026-11-20 15:20"),
        ("back over Lebaran into Ramadan", "2026-03-25 07:45", 25, "2026-03-19 14:50"),
        ("over the year end", "2027-01-04 07:40", 20, "2026-12-31 15:20"),
    ],
)
def test_subtracting_minutes(sentence, end, minutes, start):
    assert worktime.subtract_minutes(CAL, at(end), minutes) == at(start), sentence


@pytest.mark.parametrize(
    ("sentence", "start", "days", "close"),
    [
        ("the next day", "2026-11-16 09:00", 1, "2026-11-17 15:30"),
        ("taken in after hours", "2026-11-16 20:00", 1, "2026-11-17 15:30"),
        ("Friday to Monday", "2026-11-20 09:00", 1, "2026-11-23 15:30"),
        ("Saturday to Monday", "2026-11-21 09:00", 1, "2026-11-23 15:30"),
        ("five days are a week", "2026-11-16 09:00", 5, "2026-11-23 15:30"),
        ("over joint leave", "2026-03-19 09:00", 1, "2026-03-25 15:30"),
        ("a Ramadan day closes by its own hours", "2026-02-19 09:00", 1, "2026-02-20 15:30"),
        ("a Ramadan Monday", "2026-02-20 09:00", 1, "2026-02-23 15:00"),
        ("over the year end", "2026-12-31 09:00", 1, "2027-01-04 15:30"),
        ("none", "2026-12-31 09:00", 0, "2026-12-31 09:00"),
    ],
)
def test_adding_working_days(sentence, start, days, close):
    assert worktime.add_workdays(CAL, at(start), days) == at(close), sentence


@pytest.mark.parametrize(
    ("sentence", "end", "days", "start"),
    [
        ("same time the day before", "2026-11-17 10:00", 1, "2026-11-16 10:00"),
        ("close stays close", "2026-11-17 15:30", 1, "2026-11-16 15:30"),
        ("Monday to Friday", "2026-11-23 10:00", 1, "2026-11-20 10:00"),
        ("into the Friday break", "2026-11-23 11:45", 1, "2026-11-20 11:30"),
        ("into a day that closes earlier", "2026-03-25 15:20", 1, "2026-03-19 15:00"),
        ("into a day that opens later", "2026-03-25 07:40", 1, "2026-03-19 08:00"),
        ("over the year end", "2027-01-04 10:00", 2, "2026-12-30 10:00"),
        ("none", "2026-11-22 03:00", 0, "2026-11-22 03:00"),
    ],
)
def test_subtracting_working_days(sentence, end, days, start):
    assert worktime.subtract_workdays(CAL, at(end), days) == at(start), sentence


def test_working_days():
    assert worktime.is_workday(CAL, date(2026, 11, 20))
    assert not worktime.is_workday(CAL, date(2026, 11, 21))
    assert not worktime.is_workday(CAL, date(2026, 12, 24))
    assert worktime.next_workday(CAL, date(2026, 12, 23)) == date(2026, 12, 28)
    assert worktime.workday_minutes(CAL, date(2026, 11, 20)) == 390


def test_the_day_is_that_of_the_offices_zone():
    """Seven in the morning in Jayapura is still five in Jakarta."""
    start = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)  # Monday 08.00 WIT, 06.00 WIB
    assert worktime.add_minutes(calendar(WIT), start, 10) == start + timedelta(minutes=10)
    assert worktime.add_minutes(CAL, start, 10) == at("2026-11-16 07:40")


def test_results_are_utc():
    assert worktime.add_minutes(CAL, at("2026-11-16 08:00"), 1).tzinfo is UTC
    assert worktime.subtract_workdays(CAL, at("2026-11-17 08:00"), 1).tzinfo is UTC


@pytest.mark.parametrize(
    "reckon",
    [
        lambda cal, moment: worktime.add_minutes(cal, moment, 1),
        lambda cal, moment: worktime.subtract_minutes(cal, moment, 1),
        lambda cal, moment: worktime.add_workdays(cal, moment, 1),
        lambda cal, moment: worktime.subtract_workdays(cal, moment, 1),
        lambda cal, moment: worktime.next_workday(cal, moment.date()),
    ],
)
def test_a_calendar_without_open_days_is_refused(reckon):
    never = Calendar(WIB, (Hours(date(2020, 1, 1), None, ((),) * 7),))
    with pytest.raises(worktime.CalendarExhausted, match="tidak memuat hari kerja"):
        reckon(never, at("2026-11-16 08:00"))


@pytest.mark.parametrize(
    "reckon",
    [
        worktime.add_minutes,
        worktime.subtract_minutes,
        worktime.add_workdays,
        worktime.subtract_workdays,
    ],
)
def test_a_negative_stretch_is_an_error(reckon):
    with pytest.raises(ValueError, match="negative"):
        reckon(CAL, at("2026-11-16 08:00"), -1)


moments = st.datetimes(datetime(2025, 11, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
stretches = st.integers(0, 5000)
days = st.integers(0, 40)


@given(moments, moments, moments)
def test_parts_sum_to_the_whole(one, two, three):
    first, middle, last = sorted([one, two, three])
    assert worktime.minutes_between(CAL, first, middle) + worktime.minutes_between(
        CAL, middle, last
    ) == worktime.minutes_between(CAL, first, last)


@given(moments, stretches)
def test_what_is_added_lies_between(start, minutes):
    end = worktime.add_minutes(CAL, start, minutes)
    assert worktime.minutes_between(CAL, start, end) == minutes
    assert (
        minutes == 0 or worktime.minutes_between(CAL, start, end - timedelta(minutes=1)) < minutes
    )


@given(moments, stretches)
def test_what_is_subtracted_lies_between(end, minutes):
    start = worktime.subtract_minutes(CAL, end, minutes)
    assert worktime.minutes_between(CAL, start, end) == minutes


@given(moments, stretches)
def test_adding_then_subtracting_comes_back_to_the_same_open_time(start, minutes):
    back = worktime.subtract_minutes(CAL, worktime.add_minutes(CAL, start, minutes), minutes)
    assert worktime.minutes_between(CAL, start, back) == 0
    assert worktime.minutes_between(CAL, back, start) == 0


@given(moments, stretches, stretches)
def test_more_minutes_never_end_earlier(start, few, more):
    few, more = sorted([few, more])
    assert worktime.add_minutes(CAL, start, few) <= worktime.add_minutes(CAL, start, more)
    assert worktime.subtract_minutes(CAL, start, few) >= worktime.subtract_minutes(CAL, start, more)


@given(moments, moments, stretches)
def test_a_later_start_never_ends_earlier(one, two, minutes):
    early, late = sorted([one, two])
    assert worktime.add_minutes(CAL, early, minutes) <= worktime.add_minutes(CAL, late, minutes)


@given(moments, st.integers(1, 40), st.integers(1, 40))
def test_working_days_add_up(start, first, second):
    in_two = worktime.add_workdays(CAL, worktime.add_workdays(CAL, start, first), second)
    assert in_two == worktime.add_workdays(CAL, start, first + second)


@given(moments, days)
def test_going_back_as_many_days_ends_on_the_day_of_the_start_or_the_one_before(start, n):
    end = worktime.add_workdays(CAL, start, n)
    back = worktime.subtract_workdays(CAL, end, n)
    here, there = start.astimezone(WIB).date(), back.astimezone(WIB).date()
    assert there <= here
    assert not any(
        worktime.is_workday(CAL, there + timedelta(days=i)) for i in range(1, (here - there).days)
    )
