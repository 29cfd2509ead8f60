"""The clock of a case: it stands still while others are waited for, and runs again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from loket.core import commands, worktime
from loket.core.sheet import Promise
from loket.core.tests.case_run import APPLICANT, BECAUSE, Run
from loket.core.tests.small_sheets import head, procedure, row
from loket.core.tests.world import CALENDAR

WAIT = procedure(
    row("terima", "loket"),
    row("lengkapi", "pemohon"),
    row("tulis", "juru", minutes=100),
    row("teken", "kepala", minutes=20),
)
PARALLEL = procedure(
    row("bagi", "camat"),
    row("kumpul", "gudang", "taman", mode="each", minutes=60),
    row("rangkum", "sekcam", minutes=30),
)


def moved(run: Run, before: datetime | None) -> int:
    assert before is not None
    assert run.case.due_at is not None
    return worktime.minutes_between(CALENDAR, before, run.case.due_at)


def stop(run: Run) -> None:
    run.do(commands.Suspend(BECAUSE), head())


def go_on(run: Run) -> None:
    run.do(commands.Resume(), head())


def test_the_clock_runs_while_an_officer_is_at_work() -> None:
    run = Run(WAIT).open()
    assert run.case.waiting_since is None
    before = run.case.due_at
    run.later(200)
    run.complete()
    assert run.case.due_at == before


def test_the_clock_stands_still_from_the_moment_the_applicant_is_waited_for() -> None:
    run = Run(WAIT).open()
    run.later(15)
    run.complete()
    assert run.case.waiting_since == run.now


# minutes of the wall clock from Monday 08.00, and the office minutes among them
@pytest.mark.parametrize(
    ("wall", "office"),
    [
        (0, 0),
        (1, 1),
        (90, 90),
        (270, 240),  # over the break of 12.00-13.00
        (480, 420),  # to the close
        (600, 420),  # into the evening
        (24 * 60, 450),  # one day
        (4 * 24 * 60 + 480, 4 * 450 + 420),  # to the close of Friday
        (6 * 24 * 60, 4 * 450 + 420),  # over the weekend
        (7 * 24 * 60, 5 * 450),
    ],
)
def test_the_due_time_moves_by_exactly_the_office_minutes_waited(wall: int, office: int) -> None:
    run = Run(WAIT).open()
    before = run.case.due_at
    run.complete()
    run.later(wall)
    run.complete()
    assert moved(run, before) == office
    assert run.case.waiting_since is None


def test_a_task_is_due_by_the_moved_due_time() -> None:
    still, waited = Run(WAIT).walk_to("tulis"), Run(WAIT).open()
    waited.complete()
    waited.later(120)
    waited.complete()
    first, second = still.task().due_at, waited.task().due_at
    assert first is not None
    assert second is not None
    assert worktime.minutes_between(CALENDAR, first, second) == 120


def test_waiting_twice_in_a_row_counts_every_minute_once() -> None:
    sheet = procedure(row("a", "pemohon"), row("b", "luar"), row("c", "loket"))
    run = Run(sheet).open()
    before = run.case.due_at
    run.later(40)
    run.complete()
    assert run.case.waiting_since == run.now
    run.later(50)
    run.complete()
    assert moved(run, before) == 90


def test_waiting_after_a_loop_is_added_to_the_waiting_before() -> None:
    run = Run().open()
    before = run.case.due_at
    for minutes in (10, 20, 30):
        run.later(minutes)
        run.complete()
        run.later(7)  # at the desk: the clock runs
        run.complete(exit="no", reason=BECAUSE)
    run.later(5)
    run.complete(who=APPLICANT)
    assert moved(run, before) == 65


def test_a_file_that_waits_from_its_opening_has_its_whole_promise_left() -> None:
    run = Run().open()
    assert run.case.waiting_since == run.now
    before = run.case.due_at
    run.later(60)
    run.complete()
    assert before == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    assert run.case.due_at == datetime(2026, 11, 27, 1, 30, tzinfo=UTC)


def test_without_a_promise_waiting_moves_nothing() -> None:
    run = Run(procedure(row("a", "x"), row("b", "luar"), row("c", "x"), promise=None)).open()
    run.complete()
    assert run.case.waiting_since == run.now
    run.later(100)
    run.complete()
    assert run.case.due_at is None
    assert run.task().due_at is None


def test_a_return_from_the_waiting_row_ahead_starts_the_waiting_again() -> None:
    run = Run(WAIT).walk_to("tulis")
    before = run.case.due_at
    run.later(30)
    run.give_back()
    assert run.case.waiting_since == run.now
    run.later(45)
    run.complete()
    assert moved(run, before) == 45


def test_a_departure_out_of_a_waiting_row_ends_the_waiting() -> None:
    run = Run(WAIT).walk_to("lengkapi")
    before = run.case.due_at
    run.later(70)
    task = run.task()
    run.do(commands.Depart(task.no, task.version, "teken", BECAUSE), head())
    assert moved(run, before) == 70
    assert run.case.waiting_since is None


def test_a_case_cancelled_while_it_waits_waits_no_more() -> None:
    run = Run(WAIT).walk_to("lengkapi")
    run.later(70)
    run.do(commands.Cancel(BECAUSE), head())
    assert run.case.waiting_since is None


def test_suspension_stops_the_clock_and_resuming_moves_due_times_by_it() -> None:
    run = Run(WAIT).walk_to("tulis")
    case_due, task_due = run.case.due_at, run.task().due_at
    stop(run)
    assert run.case.suspended
    assert run.case.waiting_since == run.now
    run.later(24 * 60)
    go_on(run)
    assert not run.case.suspended
    assert run.case.waiting_since is None
    assert moved(run, case_due) == 450
    assert task_due is not None
    assert worktime.minutes_between(CALENDAR, task_due, run.task().due_at or task_due) == 450


def test_resuming_moves_the_due_time_of_every_parallel_task() -> None:
    run = Run(PARALLEL).walk_to("kumpul")
    run.take_up("taman")
    before = {task.part: task for task in run.case.tasks}
    stop(run)
    run.later(30)
    go_on(run)
    for task in run.case.tasks:
        old = before[task.part]
        assert old.due_at is not None
        assert task.due_at is not None
        assert worktime.minutes_between(CALENDAR, old.due_at, task.due_at) == 30
        assert replace(task, due_at=old.due_at) == old


def test_a_suspended_file_moves_only_by_resuming_or_cancelling() -> None:
    run = Run(WAIT).walk_to("tulis")
    task = run.task()
    who = run.right(task)
    stop(run)
    for asked in (
        commands.TakeUp(task.no, task.version),
        commands.Complete(task.no, task.version),
        commands.Return(task.no, task.version, BECAUSE),
        commands.Suspend(BECAUSE),
    ):
        assert run.refused(asked, who) == "suspended"
    for asked in (
        commands.Depart(task.no, task.version, "teken", BECAUSE),
        commands.Reassign(task.no, task.version, None, BECAUSE),
    ):
        assert run.refused(asked, head()) == "suspended"
    run.do(commands.Cancel(BECAUSE), head())
    assert run.case.state == "cancelled"
    assert not run.case.suspended


def test_what_is_not_suspended_is_not_resumed() -> None:
    run = Run(WAIT).walk_to("tulis")
    assert run.refused(commands.Resume(), head()) == "not_suspended"
    waiting = Run(WAIT).walk_to("lengkapi")
    assert waiting.refused(commands.Resume(), head()) == "not_suspended"


@pytest.mark.parametrize("reason", ["", " ", "x"])
def test_suspension_owes_a_reason(reason: str) -> None:
    run = Run(WAIT).walk_to("tulis")
    assert run.refused(commands.Suspend(reason), head()) == "reason"


def test_suspending_while_the_applicant_is_waited_for_counts_no_minute_twice() -> None:
    run = Run(WAIT).walk_to("lengkapi")
    before = run.case.due_at
    since = run.now
    run.later(20)
    stop(run)
    assert run.case.waiting_since == since
    run.later(30)
    go_on(run)
    assert run.case.due_at == before
    assert run.case.waiting_since == since
    run.later(40)
    run.complete()
    assert moved(run, before) == 90


def test_two_suspensions_add_up() -> None:
    run = Run(WAIT).walk_to("tulis")
    before = run.case.due_at
    for minutes in (15, 25):
        stop(run)
        run.later(minutes)
        go_on(run)
        run.later(33)
    assert moved(run, before) == 40


def test_who_has_no_part_in_the_file_does_not_stop_it() -> None:
    run = Run().walk_to("catat")
    stranger = run.right(replace(run.task(), posts=("penjaga-taman",)))
    assert run.refused(commands.Suspend(BECAUSE), stranger) == "not_yours"
    stop(run)
    assert run.refused(commands.Resume(), stranger) == "not_yours"


def test_who_works_on_the_file_may_stop_it_himself() -> None:
    run = Run(WAIT).walk_to("tulis")
    run.do(commands.Suspend(BECAUSE), run.right(run.task()))
    run.do(commands.Resume(), run.right(run.task()))
    assert not run.case.suspended


def test_the_clock_of_calendar_days_stands_still_too() -> None:
    sheet = procedure(row("a", "pemohon"), row("b", "x"), promise=Promise(days=14, calendar=True))
    run = Run(sheet).open()
    assert run.case.due_at == datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
    run.later(45)
    run.complete()
    assert run.case.due_at == datetime(2026, 11, 30, 1, 45, tzinfo=UTC)


def test_the_clock_runs_while_any_officer_of_the_row_still_works() -> None:
    sheet = procedure(row("a", "x", "luar", mode="each"), row("b", "y"))
    run = Run(sheet).open()
    before = run.case.due_at
    assert run.case.waiting_since is None
    run.later(60)
    run.complete("x")
    assert run.case.waiting_since == run.now
    run.later(25)
    run.complete("luar")
    assert moved(run, before) == 25


def test_who_is_still_waited_for_has_the_moved_due_time_too() -> None:
    run = Run(procedure(row("a", "luar", "pemohon", mode="each"), row("b", "y"))).open()
    before = run.task("pemohon").due_at
    run.later(60)
    run.complete("luar")
    after = run.task("pemohon").due_at
    assert before is not None
    assert after is not None
    assert worktime.minutes_between(CALENDAR, before, after) == 60
    run.later(15)
    run.complete("pemohon")
    assert moved(run, before) == 75
