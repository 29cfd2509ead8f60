"""Taking back one's own last move: everything as before, and only until somebody acted."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from loket.core import commands
from loket.core.case import Artifact, Case
from loket.core.tests import world
from loket.core.tests.case_run import APPLICANT, BECAUSE, Run
from loket.core.tests.small_sheets import head, procedure, row
from loket.core.who import Who

LINE = procedure(
    row("a", "x"),
    row("b", "y", exits={"yes": "c", "no": "a", "tolak": "end:rejected", "batal": "end:cancelled"}),
    row("c", "z"),
)


def like(case: Case) -> Case:
    """The case without what must differ after a take-back: its length, numbers and versions."""
    tasks = tuple(replace(task, version=0) for task in case.tasks)
    return replace(case, length=0, next_task=0, undo=None, last_at=None, tasks=tasks)


def taking(run: Run, seq: int | None = None, reason: str = BECAUSE) -> commands.TakeBack:
    return commands.TakeBack(run.case.length if seq is None else seq, reason)


def test_everything_is_as_before() -> None:
    run = Run(LINE).walk_to("b")
    run.complete(exit="no", reason=BECAUSE, facts={"n": 1, "m": 1}, personal={"p.nama": "Sri"})
    run.walk_to("b")
    run.take_up()
    run.later(10)
    before = run.case
    run.complete(
        exit="yes",
        facts={"n": 2, "new": [1]},
        personal={"p.nama": "Eko", "p.nik": "99"},
        artifacts=(Artifact("a1", "b", "Surat", "document"),),
    )
    assert run.case.facts["p.nama"] == "Eko"
    assert len(run.case.artifacts) == 1
    act = run.take_back()
    assert act.kind == "taken_back"
    assert like(run.case) == like(before)
    assert run.case.facts == {"n": 1, "m": 1, "p.nama": "Sri"}


def test_the_task_is_on_his_desk_again_and_every_old_page_is_stale() -> None:
    run = Run(LINE).walk_to("b")
    run.take_up()
    before = run.task()
    old = [commands.Complete(before.no, version, "yes") for version in (1, before.version)]
    run.complete(exit="yes")
    run.take_back()
    task = run.task()
    assert (task.no, task.state, task.holder) == (before.no, "taken", "o-y")
    for asked in old:
        assert run.refused(asked, world.holder("y")) == "stale"
    run.complete(exit="yes")
    assert run.case.step == "c"


def test_the_task_that_had_begun_is_gone_and_its_number_is_not_used_again() -> None:
    run = Run(LINE).walk_to("b")
    run.complete(exit="yes")
    gone = run.task()
    run.take_back()
    run.complete(exit="yes")
    assert run.task().no > gone.no
    assert run.refused(commands.TakeUp(gone.no, 1), world.holder("z")) == "task_done"


def test_the_waiting_and_the_due_time_are_as_before() -> None:
    run = Run().walk_to("catat")
    before = run.case
    run.later(30)
    run.complete(exit="no", reason=BECAUSE)
    assert run.case.waiting_since == run.now
    run.later(100)
    run.take_back()
    assert run.case.waiting_since is None
    assert run.case.due_at == before.due_at
    assert run.task().due_at == before.tasks[0].due_at


def test_a_recording_taken_back_waits_since_the_same_moment_again() -> None:
    run = Run().open()
    before = run.case
    run.later(45)
    run.complete()
    run.later(5)
    run.take_back()
    assert like(run.case) == like(before)
    run.later(10)
    run.complete()
    twin = Run().open()
    twin.later(60)
    twin.complete()
    assert run.case.due_at == twin.case.due_at


def test_a_hand_off_inside_the_row_is_taken_back() -> None:
    run = Run().walk_to("berita-acara")
    before = run.case
    run.complete()
    run.take_back()
    assert like(run.case) == like(before)
    assert run.parts() == ["juru-tulis"]


def test_a_return_is_taken_back() -> None:
    run = Run().walk_to("pastikan")
    before = run.case
    run.give_back("catat")
    run.take_back()
    assert like(run.case) == like(before)


def test_an_exit_that_ended_a_parallel_row_is_taken_back_with_all_its_tasks() -> None:
    run = Run().walk_to("cari")
    run.complete("gudang")
    run.take_up("aula")
    before = run.case
    run.give_back(part="taman")
    run.take_back()
    assert like(run.case) == like(before)
    assert run.task("aula").holder == "o-penjaga-aula"


@pytest.mark.parametrize("exit_name", ["tolak", "batal"])
def test_a_decision_that_closed_the_case_is_taken_back(exit_name: str) -> None:
    run = Run(LINE).walk_to("b")
    before = run.case
    run.complete(exit=exit_name, reason=BECAUSE)
    assert run.case.state != "open"
    run.take_back()
    assert like(run.case) == like(before)
    assert run.case.closed_at is None


def test_the_last_step_is_taken_back_after_the_case_is_done() -> None:
    run = Run(LINE).walk_to("c")
    before = run.case
    run.complete()
    assert run.case.state == "done"
    run.take_back()
    assert like(run.case) == like(before)


def test_a_case_closed_by_cancelling_is_not_taken_back() -> None:
    run = Run(LINE).walk_to("b")
    run.complete(exit="yes")
    seq = run.case.length
    run.do(commands.Cancel(BECAUSE), head())
    for number in (seq, seq + 1):
        assert run.refused(taking(run, number), world.holder("y")) == "too_late"


def test_it_is_taken_back_once() -> None:
    run = Run(LINE).walk_to("b")
    run.complete(exit="yes")
    asked = taking(run)
    run.do(asked, world.holder("y"))
    assert run.refused(asked, world.holder("y")) == "too_late"
    assert run.refused(taking(run), world.holder("y")) == "too_late"


def test_only_the_last_move_is_taken_back() -> None:
    run = Run(LINE).walk_to("b")
    assert run.refused(taking(run, run.case.length - 1), world.holder("x")) == "too_late"
    assert run.refused(taking(run, 99), world.holder("x")) == "too_late"
    run.do(taking(run), world.holder("x"))


def test_only_who_did_it_takes_it_back() -> None:
    run = Run(LINE).walk_to("b")
    colleague = Who(officer="o-2", capacities=world.holder("x").capacities)
    for who in (colleague, head(), world.holder("y"), Who(), APPLICANT, Who(system="clock")):
        assert run.refused(taking(run), who) == "not_yours"


@pytest.mark.parametrize("reason", ["", "  ", "hm"])
def test_a_take_back_owes_a_reason(reason: str) -> None:
    run = Run(LINE).walk_to("b")
    assert run.refused(taking(run, reason=reason), world.holder("x")) == "reason"


def test_once_the_next_took_it_up_it_is_too_late() -> None:
    run = Run(LINE).walk_to("b")
    seq = run.case.length
    run.take_up()
    assert run.refused(taking(run, seq), world.holder("x")) == "too_late"


def test_a_task_taken_up_and_put_back_was_seen() -> None:
    run = Run(LINE).walk_to("b")
    seq = run.case.length
    run.take_up()
    task = run.task()
    run.do(commands.Release(task.no, task.version), run.right(task))
    assert run.refused(taking(run, seq), world.holder("x")) == "too_late"


def test_once_the_next_is_through_it_is_too_late() -> None:
    run = Run(LINE).walk_to("b")
    seq = run.case.length
    run.complete(exit="yes")
    assert run.refused(taking(run, seq), world.holder("x")) == "too_late"


def test_once_the_next_task_was_given_to_somebody_it_is_too_late() -> None:
    run = Run(LINE).walk_to("b")
    seq = run.case.length
    task = run.task()
    run.do(commands.Reassign(task.no, task.version, "o-y", BECAUSE), head())
    assert run.refused(taking(run, seq), world.holder("x")) == "too_late"


def test_once_a_superior_departed_from_the_sheet_it_is_too_late() -> None:
    run = Run(LINE).walk_to("b")
    seq = run.case.length
    task = run.task()
    run.do(commands.Depart(task.no, task.version, "c", BECAUSE), head())
    assert run.refused(taking(run, seq), world.holder("x")) == "too_late"


def test_while_the_case_is_suspended_and_after_it_is_too_late() -> None:
    run = Run(LINE).walk_to("b")
    seq = run.case.length
    run.do(commands.Suspend(BECAUSE), head())
    assert run.refused(taking(run, seq), world.holder("x")) == "too_late"
    run.do(commands.Resume(), head())
    assert run.refused(taking(run, seq), world.holder("x")) == "too_late"


def test_a_parallel_part_is_taken_back_while_the_others_are_untouched() -> None:
    run = Run().walk_to("cari")
    run.take_up("aula")
    before = run.case
    run.complete("gudang")
    run.take_back()
    assert like(run.case) == like(before)


@pytest.mark.parametrize("deed", ["take_up", "complete"])
def test_a_parallel_part_is_not_taken_back_once_a_sibling_acted(deed: str) -> None:
    run = Run().walk_to("cari")
    run.complete("gudang")
    seq = run.case.length
    if deed == "take_up":
        run.take_up("taman")
    else:
        run.complete("taman")
    assert run.refused(taking(run, seq), world.holder("penjaga-gudang")) == "too_late"


def test_the_sibling_who_was_last_takes_back_his_own_part_alone() -> None:
    run = Run().walk_to("cari")
    run.complete("gudang")
    run.complete("taman")
    run.complete("aula")
    run.take_back(world.holder("penjaga-aula"))
    assert run.case.step == "cari"
    assert run.parts() == ["aula"]
    assert run.case.done_parts == ("gudang", "taman")


def test_what_is_final_is_not_taken_back() -> None:
    run = Run(LINE).walk_to("b")
    act = run.complete(exit="yes", final=True)
    assert act.data["final"] is True
    assert run.refused(taking(run), world.holder("y")) == "too_late"


def test_opening_taking_up_and_departing_are_not_taken_back() -> None:
    run = Run(LINE).open()
    assert run.refused(taking(run), world.holder("x")) == "too_late"
    run.take_up()
    assert run.refused(taking(run), world.holder("x")) == "too_late"
    task = run.task()
    run.do(commands.Depart(task.no, task.version, "c", BECAUSE), head())
    assert run.refused(taking(run), head()) == "too_late"


def test_a_take_back_is_an_act_and_wipes_no_act() -> None:
    run = Run(LINE).walk_to("b")
    length = run.case.length
    run.take_back()
    assert run.case.length == length + 1 == len(run.acts)
    assert [act.kind for act in run.acts] == ["opened", "completed", "taken_back"]
    assert run.acts[-1].data == {"seq": length}
