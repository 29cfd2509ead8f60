"""What a hostile reader of the engine once found, and what now holds."""

from __future__ import annotations

from datetime import timedelta

from loket.core import commands, worktime
from loket.core.case import Artifact, Party
from loket.core.engine import decide
from loket.core.flow import rest_after
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.tests import world
from loket.core.tests.case_run import APPLICANT, BECAUSE, Run
from loket.core.tests.small_sheets import head, procedure, row, rules_of
from loket.core.tests.world import CALENDAR, holder
from loket.core.who import Capacity, Who

MACHINE = Who(system="siak")


def two_rows() -> Run:
    return Run(procedure(row("a", "x"), row("b", "y"))).open()


def test_two_parties_of_one_role_are_kept_apart() -> None:
    run = Run().open(None, Party("saksi", {"nama": "Eko"}), Party("saksi", {"nama": "Budi"}))
    assert [party.values["nama"] for party in run.case.parties] == ["Eko", "Budi"]


def test_a_failed_attempt_leaves_no_second_proof() -> None:
    run = two_rows()
    run.complete(awaits="siak", artifacts=(Artifact("1", "a", "Kutipan", "document"),))
    task = run.task()
    run.do(commands.Fail(task.no, task.version, "Ditolak pusat"), MACHINE)
    run.complete(artifacts=(Artifact("2", "a", "Kutipan", "document"),))
    assert [artifact.id for artifact in run.case.artifacts] == ["2"]


def test_the_clock_stands_still_while_an_answer_from_outside_is_awaited() -> None:
    run = two_rows()
    promised = run.case.due_at
    run.complete(awaits="siak")
    assert run.case.waiting_since == run.now
    run.later(30)
    task = run.task()
    run.do(commands.Confirm(task.no, task.version), MACHINE)
    assert promised is not None
    assert run.case.due_at is not None
    assert worktime.minutes_between(CALENDAR, promised, run.case.due_at) == 30


def test_minutes_of_a_suspension_are_not_counted_twice_by_a_late_entry() -> None:
    run = Run(procedure(row("a", "x"), row("b", "pemohon"), row("c", "y"))).open()
    before = run.case.due_at
    run.do(commands.Suspend(BECAUSE), head())
    run.later(60)
    run.do(commands.Resume(), head())
    run.later(10)
    run.complete(done_at=run.now - timedelta(minutes=40), late_reason=BECAUSE)
    run.complete("pemohon")
    assert before is not None
    assert run.case.due_at is not None
    assert worktime.minutes_between(CALENDAR, before, run.case.due_at) == 70


def test_a_join_is_not_before_its_last_part() -> None:
    run = Run(procedure(row("a", "x", "y", mode="each"), row("b", "pemohon"), row("c", "z"))).open()
    run.later(120)
    run.complete("x")
    done = run.now
    run.complete("y", done_at=run.now - timedelta(minutes=60), late_reason=BECAUSE)
    assert run.task().opened_at == done
    assert run.case.waiting_since == done


def test_a_post_goes_on_with_what_an_absent_officer_had_taken() -> None:
    sheet = procedure(row("kasi-only", "kasi"))
    run = Run(sheet).open()
    run.take_up()
    deputy = Who("o-9", (Capacity("kasi", "plh", "staf", "SK"),))
    assert run.refused(run.asked(), deputy) == "taken_by_other"
    today = rules_of(sheet)
    run.rules = Rules(today.calendar, today.present, today.superior, on_duty=frozenset({"o-9"}))
    run.complete(who=deputy)
    assert run.case.state == "done"


def test_a_backlog_of_new_cases_is_entered_with_its_true_times() -> None:
    run = Run(procedure(row("a", "pemohon"), row("b", "x")))
    run.later(240)
    asked = commands.Open("case", "counter", (), world.MONDAY, "Listrik padam")
    run.do(asked, holder("x"))
    run.complete(done_at=world.MONDAY, late_reason="Listrik padam")
    assert run.case.opened_at == world.MONDAY
    assert run.acts[0].at == run.now


def test_an_applicant_neither_suspends_nor_lifts_a_suspension() -> None:
    run = Run(procedure(row("a", "pemohon"), row("b", "x"))).open()
    assert run.refused(commands.Suspend(BECAUSE), APPLICANT) == "not_yours"
    run.do(commands.Suspend(BECAUSE), head())
    assert run.refused(commands.Resume(), APPLICANT) == "not_yours"


def test_an_answer_that_comes_while_the_case_is_suspended_is_taken_in() -> None:
    run = two_rows()
    run.complete(awaits="siak")
    task = run.task()
    run.do(commands.Suspend(BECAUSE), head())
    since = run.case.waiting_since
    run.later(10)
    run.do(commands.Confirm(task.no, task.version), MACHINE)
    assert (run.case.step, run.case.suspended) == ("b", True)
    assert run.case.waiting_since == since


def test_a_short_voluntary_remark_is_no_fault() -> None:
    run = Run(procedure(row("a", "x"))).open()
    run.complete(reason="ok")


def test_what_is_final_says_that_it_cant_be_undone() -> None:
    run = two_rows()
    run.complete(final=True)
    refused = run.ask(commands.TakeBack(run.case.length, BECAUSE), holder("x"))
    assert isinstance(refused, Refused)
    assert "tidak dapat dibatalkan" in refused.reason


def test_another_sheet_than_the_pinned_one_is_refused() -> None:
    run = two_rows()
    other = procedure(row("z", "x"))
    answer = decide(other, run.case, run.asked(), holder("x"), run.now, run.rules)
    assert isinstance(answer, Refused)


def test_a_true_time_without_zone_is_refused() -> None:
    run = Run(procedure(row("a", "x"))).open()
    naive = run.asked(done_at=run.now.replace(tzinfo=None), late_reason=BECAUSE)
    assert run.refused(naive, holder("x")) == "no_zone"


def test_the_row_of_an_outside_body_may_be_returned_by_its_recorder() -> None:
    run = Run().walk_to("tanya-pos-jaga")
    run.give_back()
    assert run.case.step == "cari"


def test_a_clock_behind_the_last_act_is_refused() -> None:
    run = two_rows()
    run.later(60)
    run.complete()
    run.later(-30)
    task = run.task()
    assert run.refused(commands.Return(task.no, task.version, BECAUSE), holder("y")) == "clock"


def test_a_channel_the_service_does_not_have_is_refused() -> None:
    opening = commands.Open("c", "pos-merpati")
    assert Run().refused(opening, holder("loket-depan")) == "channel"


def test_a_sheet_with_very_many_ways_is_still_read_at_once() -> None:
    """Each row may be skipped: the loop-free ways double with every row."""
    names = [f"r{n}" for n in range(40)]
    after = [*names[1:], "end:done", "end:done"]
    rows = [
        row(name, "x", exits={"yes": after[n], "no": after[n + 1]}, minutes=1)
        for n, name in enumerate(names)
    ]
    assert rest_after(procedure(*rows), "r0").minutes == 39
