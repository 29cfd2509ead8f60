"""Times and sizes in words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from loket.core.sheet import Duration
from loket.ui import words


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (None, ""),
        (0, "sisa < 1 mnt"),
        (14, "sisa 14 mnt"),
        (-14, "lewat 14 mnt"),
        (120, "sisa 2 jam"),
        (125, "sisa 2 jam 5 mnt"),
        (900, "sisa 2 hari kerja"),
        (-1400, "lewat 3 hari kerja"),
    ],
)
def test_time_left_is_said_in_the_largest_fitting_unit(amount: int | None, shown: str) -> None:
    assert words.left(amount) == shown


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (None, ""),
        (Duration(), ""),
        (Duration(minutes=0), "0 menit"),
        (Duration(minutes=5), "5 menit"),
        (Duration(minutes=60), "1 jam"),
        (Duration(minutes=90), "90 menit"),
        (Duration(days=7), "7 hari"),
        (Duration(open_ended=True), "tidak tetap"),
    ],
)
def test_a_printed_time_stays_as_printed(time: Duration | None, shown: str) -> None:
    assert words.duration(time) == shown


def test_a_moment_is_as_short_as_the_day_allows() -> None:
    now = datetime(2026, 11, 20, 10, 0)
    assert words.moment(datetime(2026, 11, 20, 8, 5), now) == "08.05"
    assert words.moment(datetime(2026, 11, 23, 16, 0), now) == "23 Nov 16.00"
    assert words.moment(datetime(2027, 1, 3, 16, 0), now) == "3 Jan 2027"


def test_stored_dates_are_shown_the_way_people_write_them() -> None:
    assert words.iso("2026-11-20") == "20-11-2026"
    assert words.iso("2026-11-21T05:50+07:00") == "21-11-2026 05.50"
    assert words.iso("2026-99-99") == "2026-99-99"
    assert words.iso("145/77") == "145/77"
    assert words.long_date(date(2026, 11, 20)) == "Jumat, 20 November 2026"


def test_sizes_are_rounded_up_to_something() -> None:
    assert [words.size(n) for n in (0, 6992, 1_440_000)] == ["1 kB", "7 kB", "1,4 MB"]
