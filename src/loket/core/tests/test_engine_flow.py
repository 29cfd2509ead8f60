"""Where the sheet leads: the rest of the way by hand, weeks, exits that go back."""

from __future__ import annotations

import pytest

from loket.core import flow
from loket.core.flow import Span, rest_after, span
from loket.core.sheet import Duration, Step
from loket.core.tests import world
from loket.core.tests.small_sheets import procedure, row


def timed(time: Duration | None) -> Step:
    return Step(id="a", n=1, activity="a", actors=("x",), next="end:done", time=time)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (None, Span(0, 0)),
        (Duration(minutes=0), Span(0, 0)),
        (Duration(minutes=90), Span(0, 90)),
        (Duration(open_ended=True), Span(0, 0)),
        (Duration(minutes=30, open_ended=True), Span(0, 0)),
        (Duration(days=1), Span(1, 0)),
        (Duration(days=5), Span(5, 0)),
        (Duration(days=7), Span(7, 0)),  # "7 hari" is no "1 minggu"
        (Duration(days=14), Span(14, 0)),
        (Duration(weeks=1), Span(5, 0)),
        (Duration(weeks=4), Span(20, 0)),
        (Duration(days=30), Span(30, 0)),
    ],
)
def test_a_printed_day_is_a_working_day_and_a_week_five(
    time: Duration | None, expected: Span
) -> None:
    assert span(timed(time)) == expected


@pytest.mark.parametrize(
    ("step_id", "days", "minutes"),
    [
        ("ambil", 0, 0),
        ("nomor", 5, 0),  # a week
        ("berita-acara", 5, 90),
        ("keringkan", 7, 90),  # and two days
        ("pastikan", 7, 270),  # and three hours
        ("kenali", 7, 280),
        ("tanya-pos-jaga", 7, 280),  # nothing is printed at kenali
        ("cari", 7, 280),  # "Tentative" counts 0
        ("catat", 7, 340),  # each searches an hour, at the same time
        ("lapor", 7, 345),
    ],
)
def test_the_rest_of_the_umbrellas_way_as_reckoned_by_hand(
    step_id: str, days: int, minutes: int
) -> None:
    assert rest_after(world.umbrella(), step_id) == Span(days, minutes)


def test_the_longest_of_two_ways_counts() -> None:
    sheet = procedure(
        row("a", "x", exits={"yes": "d", "no": "b"}),
        row("b", "x", minutes=100),
        row("c", "x", minutes=30),
        row("d", "x", minutes=7),
    )
    assert rest_after(sheet, "a") == Span(0, 137)


def test_a_day_weighs_more_than_449_minutes_and_less_than_451() -> None:
    for minutes, longest in ((449, Span(1, 0)), (451, Span(0, 451))):
        sheet = procedure(
            row("a", "x", exits={"yes": "b", "no": "c"}),
            row("b", "x", days=1, to="end:done"),
            row("c", "x", minutes=minutes),
            name=f"uji/{minutes}",
        )
        assert rest_after(sheet, "a") == longest


def test_a_loop_is_walked_once() -> None:
    sheet = procedure(
        row("a", "x", minutes=1),
        row("b", "x", minutes=10),
        row("c", "x", exits={"yes": "d", "no": "a"}, minutes=100),
        row("d", "x", minutes=1000),
    )
    assert rest_after(sheet, "a") == Span(0, 1110)
    assert rest_after(sheet, "c") == Span(0, 1000)


def test_a_way_back_that_opens_a_longer_way_counts() -> None:
    sheet = procedure(
        row("a", "x", exits={"yes": "b", "no": "c"}, minutes=5),
        row("b", "x", exits={"yes": "end:done", "no": "a"}, minutes=3),
        row("c", "x", minutes=200),
    )
    assert rest_after(sheet, "b") == Span(0, 205)


def test_ways_to_rejection_and_dead_ends_do_not_count() -> None:
    sheet = procedure(
        row("a", "x", exits={"yes": "end:done", "no": "b"}, minutes=1),
        row("b", "x", exits={"yes": "end:rejected", "no": "end:cancelled"}, days=9),
    )
    assert rest_after(sheet, "a") == Span(0, 0)
    assert rest_after(sheet, "b") == Span(0, 0)


def test_two_sheets_that_differ_in_one_time_are_not_mixed_up() -> None:
    first = procedure(row("a", "x"), row("b", "x", minutes=1))
    second = procedure(row("a", "x"), row("b", "x", minutes=2))
    assert rest_after(first, "a") == Span(0, 1)
    assert rest_after(second, "a") == Span(0, 2)
    assert rest_after(first, "a") == Span(0, 1)


@pytest.mark.parametrize(
    ("target", "back"),
    [
        ("a", True),
        ("b", True),  # the same row
        ("c", False),
        ("end:done", False),
        ("end:rejected", True),
        ("end:cancelled", True),
    ],
)
def test_what_goes_back_owes_a_reason(target: str, back: bool) -> None:
    sheet = procedure(row("a", "x"), row("b", "x"), row("c", "x")).sheet
    assert flow.goes_back(sheet, sheet.step("b"), target) is back


def test_parts_open_by_the_mode_of_the_row() -> None:
    for mode, entering, after_first in (
        ("in_order", ("a",), ("b",)),
        ("each", ("a", "b", "c"), ()),
        ("any", ("a", "b", "c"), ()),
    ):
        step = row("r", "a", "b", "c", mode=mode)  # type: ignore[arg-type]
        assert flow.parts_to_open(step) == entering
        assert flow.parts_to_open(step, after="a") == after_first
    in_order = row("r", "a", "b", mode="in_order")
    assert flow.parts_to_open(in_order, after="b") == ()
