"""A step that needs an answer from outside is pending until the answer is its own command."""

from __future__ import annotations

import pytest

from loket.core import commands
from loket.core.case import Artifact
from loket.core.tests import world
from loket.core.tests.case_run import APPLICANT, BECAUSE, Run
from loket.core.tests.small_sheets import head, procedure, row
from loket.core.who import Who

MACHINE = Who(system="siak")
ASK = procedure(
    row("isi", "loket"),
    row("kirim", "operator", exits={"yes": "ambil", "no": "isi"}, minutes=10),
    row("ambil", "loket"),
)
PAY = procedure(row("bayar", "pemohon"), row("terima", "loket"))


def pending(exit_name: str = "yes", reason: str = "") -> Run:
    run = Run(ASK).walk_to("kirim")
    run.take_up()
    run.complete(exit=exit_name, reason=reason, awaits="siak", facts={"kirim.nomor": 7})
    return run


def confirm(run: Run, **more: object) -> commands.Confirm:
    task = run.task()
    return commands.Confirm(task.no, task.version, **more)  # type: ignore[arg-type]


def fail(run: Run, reason: str = "Data ditolak pusat") -> commands.Fail:
    task = run.task()
    return commands.Fail(task.no, task.version, reason)


def test_an_awaited_step_stays_where_it_is() -> None:
    run = pending()
    assert run.acts[-1].kind == "awaited"
    assert run.acts[-1].data["awaits"] == "siak"
    assert run.case.step == "kirim"
    assert run.task().state == "pending"
    assert run.task().pending_exit == "yes"
    assert run.task().holder == "o-operator"


def test_what_was_sent_counts_only_once_it_is_answered() -> None:
    run = pending()
    assert run.case.facts == {}
    assert run.case.pending[0].facts == {"kirim.nomor": 7}


def test_the_answer_yes_takes_the_exit_that_was_chosen() -> None:
    run = pending()
    act = run.do(confirm(run, facts={"kirim.jawaban": "ok"}), MACHINE)
    assert act.by.system == "siak"
    assert act.data["move"]["exit"] == "yes"
    assert run.case.step == "ambil"
    assert run.case.facts == {"kirim.nomor": 7, "kirim.jawaban": "ok"}


def test_the_answer_to_another_exit_goes_that_way() -> None:
    run = pending("no", BECAUSE)
    run.do(confirm(run), MACHINE)
    assert run.case.step == "isi"
    assert run.case.walked == ()


def test_a_pending_exit_owes_its_reason_when_it_is_chosen() -> None:
    run = Run(ASK).walk_to("kirim")
    assert run.refused(run.asked(exit="no", awaits="siak"), run.right(run.task())) == "reason"


def test_an_answer_may_bring_personal_values_and_artifacts() -> None:
    run = pending()
    paper = Artifact("a1", "kirim", "Kutipan", "document")
    act = run.do(confirm(run, personal={"kirim.nik": "99"}, artifacts=(paper,)), MACHINE)
    assert act.personal == {"facts.kirim.nik": "99"}
    assert run.case.artifacts == (paper,)
    assert run.case.facts["kirim.nik"] == "99"


def test_an_officer_of_the_post_enters_an_answer_that_came_on_paper() -> None:
    run = pending()
    assert run.do(confirm(run), world.holder("operator")).by.post == "operator"


def test_an_officer_of_another_post_enters_no_answer() -> None:
    run = pending()
    assert run.refused(confirm(run), world.holder("loket")) == "not_yours"
    assert run.refused(fail(run), world.holder("loket")) == "not_yours"


def test_the_party_does_not_confirm_what_he_himself_claims() -> None:
    run = Run(PAY).open(APPLICANT)
    run.complete(who=APPLICANT, awaits="bank")
    assert run.refused(confirm(run, facts={"bayar.lunas": True}), APPLICANT) == "not_yours"
    assert run.refused(fail(run), APPLICANT) == "not_yours"
    run.do(confirm(run, facts={"bayar.lunas": True}), Who(system="bank"))
    assert run.case.step == "terima"


def test_the_answer_no_puts_the_task_back_on_the_desk_of_its_holder() -> None:
    run = pending()
    act = run.do(fail(run), MACHINE)
    assert act.kind == "failed"
    assert act.personal["reason"] == "Data ditolak pusat"
    task = run.task()
    assert (task.state, task.holder, task.pending_exit) == ("taken", "o-operator", None)
    run.complete(exit="yes")
    assert run.case.step == "ambil"


def test_the_answer_no_to_what_nobody_had_taken_up_leaves_it_free_for_the_post() -> None:
    run = Run(ASK).walk_to("kirim")
    run.complete(exit="yes", awaits="siak")
    run.do(fail(run), MACHINE)
    task = run.task()
    assert (task.state, task.holder, task.taken_at) == ("open", None, None)
    colleague = Who(officer="o-2", capacities=world.holder("operator").capacities)
    run.take_up(who=colleague)


@pytest.mark.parametrize("reason", ["", " ", "x"])
def test_the_answer_no_owes_a_reason(reason: str) -> None:
    run = pending()
    assert run.refused(fail(run, reason), MACHINE) == "reason"


def test_after_a_no_another_way_may_be_chosen() -> None:
    run = pending()
    run.do(fail(run), MACHINE)
    run.complete(exit="no", reason=BECAUSE)
    assert run.case.step == "isi"


def test_an_answer_to_what_does_not_wait_is_refused() -> None:
    run = Run(ASK).walk_to("kirim")
    assert run.refused(confirm(run), MACHINE) == "not_pending"
    assert run.refused(fail(run), MACHINE) == "not_pending"


def test_an_answer_comes_once() -> None:
    run = pending()
    twice = confirm(run)
    run.do(twice, MACHINE)
    assert run.refused(twice, MACHINE) == "task_done"


def test_a_second_answer_after_a_no_is_stale() -> None:
    run = pending()
    late = confirm(run)
    run.do(fail(run), MACHINE)
    assert run.refused(late, MACHINE) == "stale"


def test_nothing_else_is_done_with_a_pending_task() -> None:
    run = pending()
    task = run.task()
    who = run.right(task)
    no, version = task.no, task.version
    for asked, code in (
        (commands.TakeUp(no, version), "pending"),
        (commands.Release(no, version), "not_holder"),
        (commands.Complete(no, version, "yes"), "pending"),
        (commands.Return(no, version, BECAUSE), "pending"),
        (commands.Reassign(no, version, "o-2", BECAUSE), "pending"),
    ):
        assert run.refused(asked, who) == code
    assert run.refused(commands.Reassign(no, version, "o-2", BECAUSE), head()) == "pending"


def test_a_step_sent_out_is_not_taken_back() -> None:
    run = pending()
    assert run.case.undo is None
    asked = commands.TakeBack(run.case.length, BECAUSE)
    assert run.refused(asked, world.holder("operator")) == "too_late"


def test_an_answered_step_is_not_taken_back() -> None:
    run = pending()
    run.do(confirm(run), world.holder("operator"))
    assert run.case.undo is None


def test_a_superior_may_go_on_without_the_answer_which_then_comes_too_late() -> None:
    run = pending()
    late = confirm(run)
    task = run.task()
    run.do(commands.Depart(task.no, task.version, "ambil", "Pusat padam"), head())
    assert run.case.step == "ambil"
    assert run.refused(late, MACHINE) == "task_done"


def test_one_pending_part_of_a_parallel_row_holds_the_join() -> None:
    run = Run().walk_to("cari")
    run.complete("gudang", awaits="gudang-pusat")
    run.complete("taman")
    run.complete("aula")
    assert run.case.step == "cari"
    run.do(confirm(run), MACHINE)
    assert run.case.step == "tanya-pos-jaga"


def test_an_outside_body_that_is_asked_is_waited_for_until_it_answers() -> None:
    run = Run().walk_to("tanya-pos-jaga")
    since = run.now
    before = run.case.due_at
    run.later(30)
    run.complete(awaits="answer")
    assert run.case.waiting_since == since
    run.later(30)
    act = run.do(confirm(run), MACHINE)
    assert act.kind == "confirmed"
    assert before is not None
    assert run.case.due_at != before


def test_the_work_time_ends_when_it_is_sent_not_when_it_is_answered() -> None:
    run = Run(ASK).walk_to("kirim")
    run.take_up()
    run.later(12)
    assert run.complete(exit="yes", awaits="siak").data["work_minutes"] == 12
    run.later(60)
    assert "work_minutes" not in run.do(confirm(run), MACHINE).data
