"""The two clocks: a case is due by its promise, a task by the promise less the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket.core import due, worktime
from loket.core.sheet import Procedure, Promise
from loket.core.tests import world
from loket.core.tests.case_run import Run
from loket.core.tests.small_sheets import procedure, row
from loket.core.tests.world import CALENDAR, MONDAY


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in WIB."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def promised(promise: Promise | None, *rows: object) -> Procedure:
    return procedure(*(rows or (row("a", "x"),)), promise=promise)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("minutes", "when"),
    [
        (1, at(16, 8, 1)),
        (240, at(16, 12)),  # up to the break, not past it
        (241, at(16, 13, 1)),
        (420, at(16, 16)),
        (421, at(17, 7, 31)),
        (420 + 4 * 450 + 1, at(23, 7, 31)),  # over the weekend
    ],
)
def test_a_promise_in_minutes_ends_after_so_many_office_minutes(
    minutes: int, when: datetime
) -> None:
    assert due.case_due(promised(Promise(minutes=minutes)), MONDAY, CALENDAR) == when


@pytest.mark.parametrize(
    ("days", "when"),
    [(1, at(17, 16)), (4, at(20, 16)), (5, at(23, 16)), (8, at(26, 16)), (10, at(30, 16))],
)
def test_a_promise_in_days_ends_at_the_close_of_the_nth_working_day(
    days: int, when: datetime
) -> None:
    assert due.case_due(promised(Promise(days=days)), MONDAY, CALENDAR) == when


def test_what_comes_in_on_a_closed_day_counts_from_the_day_after() -> None:
    saturday = at(21, 10)
    assert due.case_due(promised(Promise(days=1)), saturday, CALENDAR) == at(23, 16)


def test_a_promise_in_calendar_days_counts_every_day() -> None:
    promise = Promise(days=6, calendar=True)
    assert due.case_due(promised(promise), MONDAY, CALENDAR) == MONDAY + timedelta(days=6)


def test_no_promise_and_no_applicant_is_no_due_time() -> None:
    sheet = promised(None, row("a", "x", days=2), row("b", "luar"))
    assert due.promise_of(sheet) is None
    assert due.case_due(sheet, MONDAY, CALENDAR) is None
    assert due.task_due(sheet, "a", None, CALENDAR) is None


@pytest.mark.parametrize(
    ("minutes", "days", "promise"),
    [
        (0, 0, 1),  # even what takes no time is due the next working day
        (5, 0, 1),
        (450, 0, 1),
        (451, 0, 2),
        (0, 2, 2),
        (1, 2, 3),
    ],
)
def test_a_service_with_an_applicant_always_has_a_promise(
    minutes: int, days: int, promise: int
) -> None:
    sheet = promised(None, row("a", "pemohon"), row("b", "x", minutes=minutes, days=days))
    assert due.promise_of(sheet) == Promise(days=promise)


def test_the_inferred_promise_counts_the_first_row_too() -> None:
    sheet = promised(None, row("a", "x", days=2), row("b", "pemohon", days=1))
    assert due.promise_of(sheet) == Promise(days=3)


def test_a_printed_promise_is_never_replaced() -> None:
    sheet = promised(Promise(minutes=5), row("a", "pemohon"), row("b", "x", days=9))
    assert due.promise_of(sheet) == Promise(minutes=5)


def test_a_task_is_due_when_the_rest_of_the_way_still_fits() -> None:
    run = Run(
        promised(
            Promise(days=2), row("a", "x", minutes=500), row("b", "y", minutes=60), row("c", "z")
        )
    ).open()
    assert run.case.due_at == at(18, 16)
    assert run.task().due_at == at(18, 15)  # less the rest, not less its own time
    run.complete()
    assert run.task().due_at == at(18, 16)


def test_days_of_the_rest_are_working_days() -> None:
    run = Run(promised(Promise(days=6), row("a", "x"), row("b", "y", days=3))).open()
    assert run.case.due_at == at(24, 16)
    assert run.task().due_at == at(19, 16)


def test_the_umbrellas_tasks_are_due_as_reckoned_by_hand() -> None:
    run = Run().open()
    assert run.case.due_at == at(26, 16)
    # 7 days and 345 minutes before: Tuesday 17, 16.00, less 180 to 13.00, less 165 to 09.15
    assert run.task().due_at == at(17, 9, 15)
    run.walk_to("berita-acara")
    # 5 days and 90 minutes before
    assert run.task().due_at == at(19, 14, 30)
    run.walk_to("ambil")
    assert run.task().due_at == at(26, 16)


def test_every_part_of_a_row_is_due_at_the_same_time() -> None:
    run = Run().walk_to("cari")
    assert len({task.due_at for task in run.case.tasks}) == 1
    first = run.task("aula").due_at
    run.later(60)
    run.complete("gudang")
    assert run.task("aula").due_at == first


def test_the_hand_offs_of_a_row_are_due_at_the_same_time() -> None:
    run = Run().walk_to("berita-acara")
    first = run.task().due_at
    run.later(300)
    run.complete()
    assert run.task().due_at == first


def test_a_standard_time_that_has_passed_moves_no_due_time() -> None:
    """The standard time of a step is a statistic: only the promise makes a task late."""
    run = Run().walk_to("catat")  # 5 minutes are printed
    before = run.case.due_at, run.task().due_at
    run.take_up()
    run.later(300)
    assert (run.case.due_at, run.task().due_at) == before
    assert run.now < (run.task().due_at or run.now)


def test_a_promise_already_broken_makes_tasks_due_in_the_past() -> None:
    run = Run(promised(Promise(days=1), row("a", "x"), row("b", "y", days=3))).open()
    assert run.task().due_at is not None
    assert run.task().due_at < run.now


def test_a_loop_gives_no_new_promise() -> None:
    run = Run(
        promised(
            Promise(days=2), row("a", "x"), row("b", "y", exits={"yes": "end:done", "no": "a"})
        )
    ).open()
    before = run.case.due_at
    run.later(100)
    run.yes()
    run.complete(exit="no", reason="Perlu diperbaiki")
    assert run.case.due_at == before
    assert run.task().due_at == before


def test_pushing_moves_by_open_minutes_and_by_nothing_for_nothing() -> None:
    close = at(26, 16)
    assert due.pushed(close, 0, CALENDAR) == close
    assert due.pushed(close, -5, CALENDAR) == close
    assert due.pushed(close, 1, CALENDAR) == at(27, 7, 31)
    assert due.pushed(None, 99, CALENDAR) is None


def test_pushing_twice_is_pushing_once_by_both() -> None:
    start = at(20, 15, 30)
    for first in (1, 29, 30, 31, 449, 450, 451):
        twice = due.pushed(due.pushed(start, first, CALENDAR), 77, CALENDAR)
        assert twice == due.pushed(start, first + 77, CALENDAR)
        assert worktime.minutes_between(CALENDAR, start, twice or start) == first + 77


def test_without_a_due_time_a_task_has_none_on_its_whole_way() -> None:
    run = Run(promised(None, row("a", "x"), row("b", "y", days=2), row("c", "x"))).open()
    while run.case.state == "open":
        assert run.case.due_at is None
        assert run.task().due_at is None
        run.later(5000)
        run.yes()


def test_the_due_times_are_in_utc() -> None:
    run = Run().open()
    assert run.case.due_at is not None
    assert run.case.due_at.utcoffset() == timedelta(0)
    assert world.CALENDAR.tz is not UTC
