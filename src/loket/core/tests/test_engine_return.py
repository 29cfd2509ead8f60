"""Going back: returned with a reason, and loops that cut the way walked."""

from __future__ import annotations

import pytest

from loket.core import commands
from loket.core.tests import world
from loket.core.tests.case_run import APPLICANT, BECAUSE, Run
from loket.core.tests.small_sheets import procedure, row

FIVE = procedure(
    row("satu", "a"),
    row("dua", "b"),
    row("tiga", "c", exits={"yes": "empat", "no": "satu"}),
    row("empat", "d", returns=False),
    row("lima", "e", exits={"yes": "end:done", "no": "dua"}),
)


def asked(run: Run, reason: str = BECAUSE, to: str | None = None) -> commands.Return:
    task = run.case.tasks[0]
    return commands.Return(task.no, task.version, reason, to)


def refused(run: Run, reason: str = BECAUSE, to: str | None = None) -> str:
    return run.refused(asked(run, reason, to), run.right(run.case.tasks[0]))


def test_a_return_goes_to_the_step_before() -> None:
    run = Run(FIVE).walk_to("tiga")
    act = run.give_back()
    assert act.kind == "returned"
    assert act.data["to"] == "dua"
    assert run.case.step == "dua"
    assert run.case.walked == ("satu",)
    assert run.parts() == ["b"]


def test_a_return_goes_to_an_earlier_step_on_request() -> None:
    run = Run(FIVE).walk_to("lima")
    run.give_back("dua")
    assert run.case.step == "dua"
    assert run.case.walked == ("satu",)


def test_the_step_before_is_the_one_walked_not_the_one_printed() -> None:
    sheet = procedure(row("a", "x", to="c"), row("b", "x"), row("c", "y"))
    run = Run(sheet).walk_to("c")
    assert refused(run, to="b") == "no_target"
    run.give_back()
    assert run.case.step == "a"


def test_a_return_takes_no_exit_even_where_the_officer_decides() -> None:
    run = Run(FIVE).walk_to("tiga")
    act = run.give_back()
    assert "exit" not in act.data
    assert act.data["move"].get("exit") is None


@pytest.mark.parametrize("to", ["tiga", "empat", "lima", "nowhere", "end:rejected", "end:done"])
def test_a_return_leads_only_to_steps_already_walked(to: str) -> None:
    assert refused(Run(FIVE).walk_to("tiga"), to=to) == "no_target"


@pytest.mark.parametrize("reason", ["", "  ", "\t\n", "ok", " x "])
def test_a_return_owes_a_written_reason(reason: str) -> None:
    assert refused(Run(FIVE).walk_to("tiga"), reason) == "reason"


def test_the_first_step_is_not_returned() -> None:
    assert refused(Run(FIVE).open()) == "no_return"


def test_the_first_step_is_not_returned_after_a_loop_either() -> None:
    run = Run(FIVE).walk_to("tiga")
    run.complete(exit="no", reason=BECAUSE)
    assert run.case.step == "satu"
    assert refused(run) == "no_return"


def test_what_the_sheet_forbids_to_return_is_not_returned() -> None:
    assert refused(Run(FIVE).walk_to("empat")) == "no_return"
    assert refused(Run(FIVE).walk_to("empat"), to="satu") == "no_return"


def test_the_row_of_an_applicant_is_not_returned() -> None:
    run = Run().walk_to("kenali")
    assert refused(run) == "no_return"
    assert run.refused(asked(run), APPLICANT) == "no_return"


def test_the_file_may_go_back_to_the_applicant() -> None:
    run = Run().walk_to("catat")
    run.give_back()
    assert run.case.step == "lapor"
    assert run.case.waiting_since == run.now


def test_somebody_else_does_not_return_it() -> None:
    run = Run(FIVE).walk_to("tiga")
    assert run.refused(asked(run), world.holder("b")) == "not_yours"


def test_what_a_colleague_holds_is_not_returned_over_his_head() -> None:
    run = Run(FIVE).walk_to("tiga")
    run.take_up()
    colleague = world.Who(officer="o-2", capacities=world.holder("c").capacities)
    assert run.refused(asked(run), colleague) == "taken_by_other"


def test_one_of_a_parallel_row_sends_the_whole_row_back() -> None:
    run = Run().walk_to("cari")
    run.complete("gudang")
    run.take_up("aula")
    run.give_back(part="taman")
    assert run.case.step == "catat"
    assert run.parts() == ["loket"]
    assert run.case.done_parts == ()


def test_a_parallel_row_done_again_after_a_return_wants_everybody_again() -> None:
    run = Run().walk_to("cari")
    run.complete("gudang")
    run.give_back(part="taman")
    run.yes()
    assert run.parts() == ["gudang", "taman", "aula"]


def test_a_return_out_of_a_hand_off_leaves_the_whole_row() -> None:
    run = Run().walk_to("berita-acara")
    run.complete()
    run.give_back()
    assert run.case.step == "keringkan"
    run.yes()
    assert run.parts() == ["juru-tulis"]


def test_a_loop_cuts_the_way_walked_back_to_where_it_leads() -> None:
    run = Run(FIVE).walk_to("lima")
    assert run.case.walked == ("satu", "dua", "tiga", "empat")
    run.complete(exit="no", reason=BECAUSE)
    assert run.case.step == "dua"
    assert run.case.walked == ("satu",)


def test_a_loop_walked_three_times_leaves_no_trace_in_the_way() -> None:
    run = Run().walk_to("pastikan")
    way = run.case.walked
    for _ in range(3):
        run.complete(exit="no", reason=BECAUSE)
        assert run.case.walked == ("lapor", "catat")
        run.walk_to("pastikan")
        assert run.case.walked == way


def test_after_a_loop_the_step_before_is_that_of_the_new_way() -> None:
    run = Run(FIVE).walk_to("lima")
    run.complete(exit="no", reason=BECAUSE)
    run.give_back()
    assert run.case.step == "satu"
    assert run.case.walked == ()


def test_task_numbers_are_never_used_again() -> None:
    run = Run(FIVE).open()
    seen = [run.task().no]
    for _ in range(3):
        run.walk_to("tiga")
        seen.append(run.task().no)
        run.give_back("satu")
        seen.append(run.task().no)
    assert seen == sorted(set(seen))


def test_a_returned_step_keeps_what_was_already_left() -> None:
    run = Run(FIVE).open()
    run.complete(facts={"satu.n": 1})
    run.give_back()
    assert run.case.facts == {"satu.n": 1}


def test_the_work_time_of_who_returns_counts() -> None:
    run = Run(FIVE).walk_to("tiga")
    run.take_up()
    run.later(25)
    assert run.give_back().data["work_minutes"] == 25
