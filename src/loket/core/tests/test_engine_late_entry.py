"""Late entry: what was done on paper is recorded with its true time and the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.core import commands, worktime
from loket.core.tests import world
from loket.core.tests.case_run import BECAUSE, Run
from loket.core.tests.small_sheets import procedure, row
from loket.core.tests.world import CALENDAR

WHY = "Listrik padam, dicatat di kertas"
LINE = procedure(row("a", "x"), row("b", "y"), row("c", "pemohon"), row("d", "z"))


def late(run: Run, minutes: int, **more: object) -> commands.Complete:
    """The command to complete the task as done so many minutes ago."""
    more = {"late_reason": WHY, **more}
    return run.asked(done_at=run.now - timedelta(minutes=minutes), **more)


def test_an_act_tells_when_it_was_done_and_when_it_was_recorded() -> None:
    run = Run(LINE).open()
    run.later(200)
    act = run.do(late(run, 150), world.holder("x"))
    assert act.at == run.now
    assert act.done_at == run.now - timedelta(minutes=150)


def test_what_is_recorded_at_once_has_one_time_and_owes_nothing() -> None:
    run = Run(LINE).open()
    act = run.complete(done_at=run.now)
    assert act.at == act.done_at
    assert "late_reason" not in act.personal


@pytest.mark.parametrize("reason", ["", "  ", "x"])
def test_a_late_entry_owes_a_reason(reason: str) -> None:
    run = Run(LINE).open()
    run.later(10)
    assert run.refused(late(run, 5, late_reason=reason), world.holder("x")) == "reason"


def test_the_reason_is_personal_and_the_scan_is_hashed() -> None:
    run = Run(LINE).open()
    run.later(10)
    act = run.do(late(run, 5, late_scan="ab" * 32), world.holder("x"))
    assert act.personal["late_reason"] == WHY
    assert act.data["late_scan"] == "ab" * 32


def test_nothing_was_done_in_the_future() -> None:
    run = Run(LINE).open()
    assert run.refused(late(run, -1), world.holder("x")) == "future"


def test_nothing_was_done_before_its_step_began() -> None:
    run = Run(LINE).open()
    run.later(60)
    run.complete()
    run.later(30)
    assert run.refused(late(run, 31), world.holder("y")) == "before_open"
    run.do(late(run, 30), world.holder("y"))


def test_a_day_on_paper_is_entered_in_its_order() -> None:
    run = Run(LINE).open()
    run.later(180)
    for ago, who in ((170, "x"), (120, "y"), (60, "z")):
        run.do(late(run, ago), world.holder(who))
    assert run.case.step == "d"
    assert run.task().opened_at == run.now - timedelta(minutes=60)
    assert run.refused(late(run, 61), world.holder("z")) == "before_open"


def test_waiting_is_reckoned_by_the_true_times() -> None:
    run = Run(LINE).open()
    before = run.case.due_at
    run.later(180)
    run.do(late(run, 170), world.holder("x"))
    run.do(late(run, 120), world.holder("y"))
    assert run.case.waiting_since == run.now - timedelta(minutes=120)
    run.do(late(run, 50), world.holder("z"))
    assert before is not None
    assert run.case.due_at is not None
    assert worktime.minutes_between(CALENDAR, before, run.case.due_at) == 70


def test_nobody_knows_the_work_time_of_a_late_entry() -> None:
    run = Run(LINE).open()
    run.take_up()
    run.later(60)
    assert "work_minutes" not in run.do(late(run, 30), world.holder("x")).data


def test_work_time_runs_in_office_minutes_from_taking_up() -> None:
    run = Run(LINE).open()
    run.later(20)
    run.take_up()
    run.later(270)  # 08.20 to 12.50, over the break
    assert run.complete().data["work_minutes"] == 220


def test_work_time_starts_anew_with_who_takes_it_up_again() -> None:
    run = Run(LINE).open()
    run.take_up()
    run.later(60)
    task = run.task()
    run.do(commands.Release(task.no, task.version), run.right(task))
    run.take_up()
    run.later(15)
    assert run.complete().data["work_minutes"] == 15


def test_without_taking_up_there_is_no_work_time() -> None:
    run = Run(LINE).open()
    run.later(60)
    assert "work_minutes" not in run.complete().data


def test_a_late_entry_may_still_be_taken_back() -> None:
    run = Run(LINE).open()
    run.later(60)
    before = run.case.due_at
    run.do(late(run, 30), world.holder("x"))
    run.take_back()
    assert run.case.step == "a"
    assert run.case.due_at == before


def test_a_late_entry_that_must_wait_for_an_answer_keeps_its_true_time() -> None:
    run = Run(LINE).open()
    run.later(60)
    act = run.do(late(run, 30, awaits="siak"), world.holder("x"))
    assert act.kind == "awaited"
    assert act.done_at == run.now - timedelta(minutes=30)


def test_a_late_exit_owes_both_its_reasons() -> None:
    sheet = procedure(row("a", "x"), row("b", "y", exits={"yes": "end:done", "no": "a"}))
    run = Run(sheet).walk_to("b")
    run.later(30)
    assert run.refused(late(run, 5, exit="no"), world.holder("y")) == "reason"
    act = run.do(late(run, 5, exit="no", reason=BECAUSE), world.holder("y"))
    assert act.personal == {"late_reason": WHY, "reason": BECAUSE}
