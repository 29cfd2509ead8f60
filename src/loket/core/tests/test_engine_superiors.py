"""What a superior may do with a file of others: depart from the sheet, reassign, cancel."""

from __future__ import annotations

import pytest

from loket.core import commands
from loket.core.rulebook import Rules
from loket.core.tests.case_run import APPLICANT, BECAUSE, Run
from loket.core.tests.small_sheets import procedure, row
from loket.core.tests.world import CALENDAR, holder
from loket.core.who import Capacity, Who

LINE = procedure(
    row("a", "staf"), row("b", "staf"), row("c", "lain"), row("d", "kasi"), row("e", "staf")
)
TREE = {"kepala": None, "kabid": "kepala", "kasi": "kabid", "staf": "kasi", "lain": "kabid"}
RULES = Rules(CALENDAR, frozenset(TREE), TREE)


def at(step_id: str) -> Run:
    return Run(LINE, RULES).walk_to(step_id)


def leave(run: Run, to: str, reason: str = BECAUSE) -> commands.Depart:
    task = run.case.tasks[0]
    return commands.Depart(task.no, task.version, to, reason)


def give(run: Run, officer: str | None, reason: str = BECAUSE) -> commands.Reassign:
    task = run.task()
    return commands.Reassign(task.no, task.version, officer, reason)


@pytest.mark.parametrize("post", ["kasi", "kabid", "kepala"])
def test_every_post_above_may_depart_from_the_sheet(post: str) -> None:
    run = at("b")
    act = run.do(leave(run, "d"), holder(post))
    assert act.kind == "departed"
    assert act.by.post == post
    assert act.data["to"] == "d"
    assert act.personal["reason"] == BECAUSE
    assert run.case.step == "d"


def test_who_does_the_task_does_not_depart_from_the_sheet_himself() -> None:
    run = at("b")
    assert run.refused(leave(run, "d"), holder("staf")) == "not_above"


def test_a_superior_of_other_desks_does_not_depart_here() -> None:
    run = at("c")
    assert run.refused(leave(run, "e"), holder("kasi")) == "not_above"
    run.do(leave(run, "e"), holder("kabid"))


def test_the_head_of_the_office_departs_even_from_his_own_task() -> None:
    run = Run(procedure(row("a", "kepala"), row("b", "kepala")), RULES).open()
    run.do(leave(run, "end:done"), holder("kepala"))
    assert run.case.state == "done"


@pytest.mark.parametrize("kind", ["plt", "plh"])
def test_a_deputy_of_the_superior_departs(kind: str) -> None:
    run = at("b")
    deputy = Who("o-9", (Capacity("kasi", kind, "lain", "SK 1"),))  # type: ignore[arg-type]
    by = run.do(leave(run, "d"), deputy).by
    assert (by.post, by.capacity, by.held, by.basis) == ("kasi", kind, "lain", "SK 1")


@pytest.mark.parametrize("kind", ["an", "superior"])
def test_neither_delegation_nor_standing_in_is_authority_to_depart(kind: str) -> None:
    run = at("b")
    who = Who("o-9", (Capacity("kasi", kind, "lain", "SK 1"),))  # type: ignore[arg-type]
    assert run.refused(leave(run, "d"), who) == "not_above"


@pytest.mark.parametrize("who", [Who(), APPLICANT, Who(system="clock"), holder("tamu")])
def test_nobody_else_departs(who: Who) -> None:
    run = at("b")
    assert run.refused(leave(run, "d"), who) == "not_above"


def test_a_departure_onward_leaves_the_steps_between_out_of_the_way() -> None:
    run = at("b")
    run.do(leave(run, "d"), holder("kasi"))
    assert run.case.walked == ("a", "b")
    run.give_back()
    assert run.case.step == "b"
    assert run.case.walked == ("a",)


def test_a_departure_backward_cuts_the_way() -> None:
    run = at("d")
    run.do(leave(run, "b"), holder("kabid"))
    assert run.case.step == "b"
    assert run.case.walked == ("a",)


def test_a_departure_to_a_step_left_out_before_adds_to_the_way() -> None:
    run = at("b")
    run.do(leave(run, "d"), holder("kasi"))
    run.do(leave(run, "c"), holder("kabid"))
    assert run.case.walked == ("a", "b", "d")


@pytest.mark.parametrize("end", ["done", "rejected", "cancelled"])
def test_a_departure_may_end_the_case(end: str) -> None:
    run = at("b")
    run.do(leave(run, f"end:{end}"), holder("kasi"))
    assert run.case.state == end
    assert run.case.tasks == ()


@pytest.mark.parametrize("to", ["b", "z", "", "end:", "end:lost", "done"])
def test_a_departure_leads_to_another_step_or_an_end(to: str) -> None:
    run = at("b")
    assert run.refused(leave(run, to), holder("kepala")) == "no_target"


@pytest.mark.parametrize("reason", ["", "   ", "ok"])
def test_a_departure_owes_a_reason(reason: str) -> None:
    run = at("b")
    assert run.refused(leave(run, "d", reason), holder("kasi")) == "reason"


def test_a_departure_out_of_a_parallel_row_ends_every_part_of_it() -> None:
    run = Run().walk_to("cari")
    run.complete("gudang")
    run.do(leave(run, "keringkan"), holder("kepala"))
    assert run.parts() == ["gudang"]
    assert run.case.done_parts == ()


def test_a_departure_into_a_parallel_row_opens_every_part_of_it() -> None:
    run = Run().walk_to("keringkan")
    run.do(leave(run, "cari"), holder("kepala"))
    assert run.parts() == ["gudang", "taman", "aula"]
    assert run.case.walked == ("lapor", "catat")


def test_a_superior_gives_a_task_to_one_officer() -> None:
    run = at("b")
    act = run.do(give(run, "o-2"), holder("kasi"))
    assert act.by.post == "kasi"
    assert act.data == {"officer": "o-2"}
    assert run.task().assigned == "o-2"


def test_a_task_given_to_one_is_no_longer_anybody_elses() -> None:
    run = at("b")
    run.do(give(run, "o-2"), holder("kasi"))
    assert run.refused(run.asked(), holder("staf")) == "assigned"
    task = run.task()
    assert run.refused(commands.TakeUp(task.no, task.version), holder("staf")) == "assigned"
    run.complete(who=Who("o-2", holder("staf").capacities))


def test_a_task_given_to_one_still_wants_his_right_to_the_post() -> None:
    run = at("b")
    run.do(give(run, "o-lain"), holder("kasi"))
    assert run.refused(run.asked(), holder("lain")) == "not_yours"


def test_a_task_taken_up_is_taken_from_its_holder_by_a_superior() -> None:
    run = at("b")
    run.take_up()
    mine = run.asked()
    run.do(give(run, "o-2"), holder("kasi"))
    assert (run.task().state, run.task().holder, run.task().taken_at) == ("open", None, None)
    assert run.refused(mine, holder("staf")) == "stale"


def test_a_task_given_to_one_goes_back_to_the_post() -> None:
    run = at("b")
    run.do(give(run, "o-2"), holder("kasi"))
    run.do(give(run, None), holder("kasi"))
    assert run.task().assigned is None
    run.complete()


def test_a_colleague_hands_on_what_is_his_to_do() -> None:
    run = at("b")
    assert run.do(give(run, "o-2"), holder("staf")).by.post == "staf"


def test_a_colleague_does_not_take_what_another_holds() -> None:
    run = at("b")
    run.take_up()
    colleague = Who("o-2", holder("staf").capacities)
    assert run.refused(give(run, "o-2"), colleague) == "taken_by_other"


def test_who_has_nothing_to_do_with_a_task_does_not_reassign_it() -> None:
    run = at("b")
    for who in (holder("lain"), holder("tamu"), Who(), APPLICANT, Who(system="clock")):
        assert run.refused(give(run, "o-2"), who) == "not_yours"


@pytest.mark.parametrize("reason", ["", " ", "ya"])
def test_reassigning_owes_a_reason(reason: str) -> None:
    run = at("b")
    assert run.refused(give(run, "o-2", reason), holder("kasi")) == "reason"


def test_a_task_keeps_whom_it_was_given_to_when_it_is_put_back() -> None:
    run = at("b")
    run.do(give(run, "o-2"), holder("kasi"))
    second = Who("o-2", holder("staf").capacities)
    run.take_up(who=second)
    task = run.task()
    run.do(commands.Release(task.no, task.version), second)
    assert run.task().assigned == "o-2"


@pytest.mark.parametrize("post", ["staf", "kasi", "kabid", "kepala"])
def test_the_officer_of_the_file_and_those_above_cancel_it(post: str) -> None:
    run = at("b")
    act = run.do(commands.Cancel("Pemohon mencabut"), holder(post))
    assert act.by.post == post
    assert run.case.state == "cancelled"
    assert run.case.closed_at == run.now


def test_nobody_else_cancels_it() -> None:
    run = at("b")
    for who in (holder("lain"), holder("tamu"), Who(), APPLICANT):
        assert run.refused(commands.Cancel(BECAUSE), who) == "not_yours"


@pytest.mark.parametrize("reason", ["", " ", "x"])
def test_cancelling_owes_a_reason(reason: str) -> None:
    run = at("b")
    assert run.refused(commands.Cancel(reason), holder("kasi")) == "reason"


def test_a_closed_case_is_not_cancelled_again() -> None:
    run = at("b")
    run.do(commands.Cancel(BECAUSE), holder("kasi"))
    assert run.refused(commands.Cancel(BECAUSE), holder("kasi")) == "case_closed"
