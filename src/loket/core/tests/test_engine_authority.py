"""Who may do a task: the first post that may act today, a.n., Plt, Plh, the superior."""

from __future__ import annotations

import pytest

from loket.core import commands
from loket.core.engine import decide
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import Procedure
from loket.core.tests import world
from loket.core.tests.case_run import Run
from loket.core.tests.small_sheets import procedure, row
from loket.core.tests.world import CALENDAR, holder
from loket.core.who import Capacity, CapacityKind, Who

# Camat / Sekcam / Kasi is one label with three posts
LETTER = procedure(
    row("teken", "pejabat"), posts={"pejabat": ("camat", "sekcam", "kasi")}, name="contoh/surat"
)
TREE = {"camat": None, "sekcam": "camat", "kasi": "sekcam", "staf": "kasi"}
ALL = frozenset(TREE)


def rules(*absent: str) -> Rules:
    return Rules(CALENDAR, ALL - frozenset(absent), TREE)


def may(who: Who, *absent: str, sheet: Procedure = LETTER) -> tuple[str, str] | str:
    """The post and capacity in which ``who`` does the first task, or the refusal's code."""
    run = Run(sheet, rules(*absent))
    run.do(commands.Open("case", "counter"), Who(system="clock"))
    asked = run.asked()
    answer = decide(sheet, run.case, asked, who, run.now, run.rules)
    if isinstance(answer, Refused):
        return answer.code
    by = answer[0].by
    assert by.officer == who.officer
    assert by.post is not None
    assert by.capacity is not None
    return by.post, by.capacity


def officer(*capacities: Capacity) -> Who:
    return Who("o-1", capacities)


def right(post: str, kind: CapacityKind, held: str = "", *procedures: str) -> Capacity:
    return Capacity(post, kind, held or post, f"SK {kind}", procedures or None)


def test_the_first_post_acts_while_it_is_present() -> None:
    assert may(holder("camat")) == ("camat", "definitive")
    assert may(holder("sekcam")) == "not_yours"
    assert may(holder("kasi")) == "not_yours"


def test_the_second_post_acts_while_the_first_is_away() -> None:
    assert may(holder("sekcam"), "camat") == ("sekcam", "definitive")
    assert may(holder("kasi"), "camat") == "not_yours"


def test_the_last_post_acts_when_all_before_are_away() -> None:
    assert may(holder("kasi"), "camat", "sekcam") == ("kasi", "definitive")


def test_who_holds_no_bound_post_never_acts() -> None:
    assert may(holder("staf")) == "not_yours"
    assert may(holder("staf"), "camat", "sekcam", "kasi") == "not_yours"


def test_an_officer_without_any_post_today_does_not_act() -> None:
    assert may(officer()) == "not_yours"


def test_a_party_or_the_system_is_no_officer() -> None:
    run = Run(LETTER, rules())
    run.do(commands.Open("case", "counter"), Who(system="clock"))
    assert run.refused(run.asked(), Who(system="clock")) == "not_yours"
    assert run.refused(run.asked(), Who(party="pemohon")) == "not_yours"


@pytest.mark.parametrize("kind", ["plt", "plh"])
def test_a_deputy_of_the_post_acts_as_such_on_his_basis(kind: CapacityKind) -> None:
    deputy = officer(right("camat", kind, "kasi"))
    assert may(deputy) == ("camat", kind)


def test_the_act_keeps_capacity_post_held_and_basis() -> None:
    run = Run(LETTER, rules())
    run.do(commands.Open("case", "counter"), Who(system="clock"))
    by = run.complete(who=officer(right("camat", "plh", "kasi"))).by
    assert (by.post, by.capacity, by.held, by.basis) == ("camat", "plh", "kasi", "SK plh")


def test_a_deputy_of_the_first_post_acts_before_the_second() -> None:
    deputy = officer(right("sekcam", "definitive"), right("camat", "plh", "sekcam"))
    assert may(deputy) == ("camat", "plh")


def test_by_delegation_one_acts_though_the_post_is_present() -> None:
    assert may(officer(right("camat", "an", "kasi"))) == ("camat", "an")


def test_a_delegation_holds_for_its_procedures_alone() -> None:
    assert may(officer(right("camat", "an", "kasi", "contoh/surat"))) == ("camat", "an")
    assert may(officer(right("camat", "an", "kasi", "contoh/lain"))) == "not_yours"


def test_a_delegation_for_no_procedure_is_none() -> None:
    assert may(officer(Capacity("camat", "an", "kasi", "SK", ()))) == "not_yours"


def test_of_two_delegations_the_one_that_covers_counts() -> None:
    both = officer(
        right("camat", "an", "kasi", "contoh/lain"), right("camat", "an", "kasi", "contoh/surat")
    )
    assert may(both) == ("camat", "an")


def test_ones_own_right_goes_before_a_delegation() -> None:
    both = officer(right("camat", "an", "kasi"), right("camat", "definitive"))
    assert may(both) == ("camat", "definitive")


def test_a_delegation_for_a_later_post_waits_until_the_first_is_away() -> None:
    delegated = officer(right("sekcam", "an", "kasi"))
    assert may(delegated) == "not_yours"
    assert may(delegated, "camat") == ("sekcam", "an")


def test_an_empty_post_falls_to_its_superior() -> None:
    sheet = procedure(row("a", "kasi"))
    stands_in = officer(right("sekcam", "definitive"), right("kasi", "superior", "sekcam"))
    assert may(stands_in, "kasi", sheet=sheet) == ("kasi", "superior")


def test_a_superior_does_not_act_over_a_present_post() -> None:
    sheet = procedure(row("a", "kasi"))
    assert may(holder("sekcam"), sheet=sheet) == "not_yours"
    stale = officer(right("sekcam", "definitive"), right("kasi", "superior", "sekcam"))
    assert may(stale, sheet=sheet) == "not_yours"


def test_an_empty_first_post_goes_to_the_next_bound_post_before_any_superior() -> None:
    sheet = procedure(row("a", "p"), posts={"p": ("kasi", "staf")})
    above = officer(right("sekcam", "definitive"), right("kasi", "superior", "sekcam"))
    assert may(above, "kasi", sheet=sheet) == "not_yours"
    assert may(holder("staf"), "kasi", sheet=sheet) == ("staf", "definitive")
    assert may(above, "kasi", "staf", sheet=sheet) == ("kasi", "superior")


def test_a_delegation_for_an_empty_post_goes_before_its_superior() -> None:
    sheet = procedure(row("a", "kasi"))
    both = officer(right("kasi", "superior", "sekcam"), right("kasi", "an", "staf"))
    assert may(both, "kasi", sheet=sheet) == ("kasi", "an")


def test_an_absent_officer_has_no_capacity_and_does_not_act() -> None:
    sheet = procedure(row("a", "kasi"))
    assert may(Who(officer="o-kasi"), "kasi", sheet=sheet) == "not_yours"


def test_a_row_bound_to_no_post_is_nobodys() -> None:
    sheet = procedure(row("a", "p"), posts={"p": ()})
    for post in TREE:
        assert may(holder(post), sheet=sheet) == "not_yours"


def test_who_took_a_task_up_keeps_it_from_his_colleagues() -> None:
    run = Run(LETTER, rules())
    run.do(commands.Open("case", "counter"), Who(system="clock"))
    run.take_up(who=holder("camat"))
    colleague = Who("o-2", holder("camat").capacities)
    task = run.task()
    assert run.refused(run.asked(), colleague) == "taken_by_other"
    assert run.refused(commands.TakeUp(task.no, task.version), colleague) == "taken"
    assert run.refused(commands.Release(task.no, task.version), colleague) == "not_holder"


def test_who_took_it_up_and_lost_the_post_does_not_finish_it() -> None:
    run = Run(LETTER, rules())
    run.do(commands.Open("case", "counter"), Who(system="clock"))
    run.take_up(who=holder("camat"))
    assert run.refused(run.asked(), Who("o-camat")) == "not_yours"


def test_who_took_it_up_may_put_it_back_and_another_goes_on() -> None:
    run = Run(LETTER, rules())
    run.do(commands.Open("case", "counter"), Who(system="clock"))
    run.take_up(who=holder("camat"))
    task = run.task()
    run.do(commands.Release(task.no, task.version), holder("camat"))
    assert (run.task().state, run.task().holder, run.task().taken_at) == ("open", None, None)
    run.take_up(who=Who("o-2", holder("camat").capacities))
    assert run.task().holder == "o-2"


def test_what_nobody_took_up_is_not_put_back() -> None:
    run = Run(world.umbrella()).walk_to("catat")
    task = run.task()
    asked = commands.Release(task.no, task.version)
    for who in (run.right(task), Who(), Who(party="pemohon")):
        assert run.refused(asked, who) == "not_holder"
