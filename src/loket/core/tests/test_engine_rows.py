"""One row, several actors: hand-offs, deciders, parallel work, whoever is free."""

from __future__ import annotations

import pytest

from loket.core.tests import world
from loket.core.tests.case_run import BECAUSE, Run
from loket.core.tests.small_sheets import procedure, row

CHAIN = procedure(
    row("susun", "pengonsep"),
    row(
        "cetak",
        "operator",
        "kasi",
        "kabid",
        mode="in_order",
        exits={
            "yes": "tandatangan",
            "no": "cetak",
            "salah-konsep": "susun",
            "batal": "end:cancelled",
        },
        decided_by=("kasi", "kabid"),
    ),
    row("tandatangan", "kadin"),
)
TOGETHER = procedure(
    row("bagi", "camat"),
    row("kumpul", "gudang", "taman", "aula", mode="each"),
    row("rangkum", "sekcam"),
)


def at_chain() -> Run:
    return Run(CHAIN).walk_to("cetak")


def at_together() -> Run:
    return Run(TOGETHER).walk_to("kumpul")


def test_hand_offs_go_in_the_printed_order_inside_one_row() -> None:
    run = at_chain()
    walked = []
    for exit_name in (None, "yes", "yes"):
        walked.append((run.case.step, run.task().part, run.case.done_parts))
        run.complete(exit=exit_name)
    assert walked == [
        ("cetak", "operator", ()),
        ("cetak", "kasi", ("operator",)),
        ("cetak", "kabid", ("operator", "kasi")),
    ]
    assert run.case.step == "tandatangan"
    assert run.case.done_parts == ()
    assert run.case.walked == ("susun", "cetak")


def test_each_hand_off_is_a_task_of_its_own() -> None:
    run = at_chain()
    first = run.task().no
    run.complete()
    assert run.task().no == first + 1
    assert run.refused(run.asked(), world.holder("operator")) == "not_yours"


def test_who_only_prepares_takes_no_decision() -> None:
    run = at_chain()
    assert run.refused(run.asked(exit="yes"), world.holder("operator")) == "exit"
    assert run.refused(run.asked(exit="no", reason=BECAUSE), world.holder("operator")) == "exit"


def test_who_decides_must_choose() -> None:
    run = at_chain()
    run.complete()
    assert run.refused(run.asked(), world.holder("kasi")) == "exit"


@pytest.mark.parametrize("exit_name", ["maybe", "", "YES", "end:done", "cetak"])
def test_an_exit_that_the_row_has_not_is_refused(exit_name: str) -> None:
    run = at_chain()
    run.complete()
    asked = run.asked(exit=exit_name, reason=BECAUSE)
    assert run.refused(asked, world.holder("kasi")) == "exit"


def test_the_yes_of_the_first_decider_does_not_end_the_row() -> None:
    run = at_chain()
    run.complete()
    act = run.complete(exit="yes")
    assert act.data["exit"] == "yes"
    assert act.data["move"].get("exit") is None
    assert run.case.step == "cetak"


def test_the_yes_of_the_last_decider_takes_the_exit() -> None:
    run = at_chain()
    run.complete()
    run.complete(exit="yes")
    assert run.complete(exit="yes").data["move"]["exit"] == "yes"


def test_any_decider_may_take_another_exit_which_ends_the_row_at_once() -> None:
    run = at_chain()
    run.complete()
    run.complete(exit="salah-konsep", reason=BECAUSE)
    assert run.case.step == "susun"
    assert run.case.walked == ()
    assert run.parts() == ["pengonsep"]


def test_no_to_the_same_step_starts_the_row_anew_at_its_first_actor() -> None:
    run = at_chain()
    run.complete()
    run.complete(exit="yes")
    run.complete(exit="no", reason=BECAUSE)
    assert run.case.step == "cetak"
    assert run.parts() == ["operator"]
    assert run.case.done_parts == ()
    assert run.case.walked == ("susun",)


def test_a_row_started_anew_wants_every_hand_off_again() -> None:
    run = at_chain()
    run.complete()
    run.complete(exit="no", reason=BECAUSE)
    run.complete()
    run.complete(exit="yes")
    assert (run.case.step, run.task().part) == ("cetak", "kabid")


def test_an_exit_can_end_the_case() -> None:
    run = at_chain()
    run.complete()
    run.complete(exit="batal", reason=BECAUSE)
    assert run.case.state == "cancelled"
    assert run.case.tasks == ()
    assert run.case.closed_at == run.now


@pytest.mark.parametrize("exit_name", ["no", "salah-konsep", "batal"])
@pytest.mark.parametrize("reason", ["", "   ", "\n", "ya"])
def test_an_exit_back_or_to_refusal_owes_a_reason(exit_name: str, reason: str) -> None:
    run = at_chain()
    run.complete()
    assert run.refused(run.asked(exit=exit_name, reason=reason), world.holder("kasi")) == "reason"


def test_a_reason_is_personal_and_never_hashed_in_clear() -> None:
    run = at_chain()
    run.complete()
    act = run.complete(exit="no", reason="  Nama   ibu\nsalah ")
    assert act.personal["reason"] == "Nama ibu salah"
    assert "Nama" not in str(act.data)


def test_an_exit_onward_owes_no_reason() -> None:
    run = at_chain()
    run.complete()
    assert "reason" not in run.complete(exit="yes").personal


def test_the_last_decides_where_the_sheet_names_nobody() -> None:
    sheet = procedure(
        row("a", "juru", "kasi", mode="in_order", exits={"yes": "end:done", "no": "a"}),
    )
    run = Run(sheet).open()
    assert run.refused(run.asked(exit="yes"), world.holder("juru")) == "exit"
    run.complete()
    run.complete(exit="yes")
    assert run.case.state == "done"


def test_after_a_decider_in_the_middle_the_row_goes_on_to_its_last_actor() -> None:
    sheet = procedure(
        row(
            "a",
            "juru",
            "kasi",
            "arsip",
            mode="in_order",
            exits={"yes": "end:done", "no": "a"},
            decided_by=("kasi",),
        ),
    )
    run = Run(sheet).open()
    run.complete()
    run.complete(exit="yes")
    assert run.task().part == "arsip"
    assert run.refused(run.asked(exit="yes"), world.holder("arsip")) == "exit"
    assert run.complete().data["move"]["exit"] == "yes"
    assert run.case.state == "done"


def test_a_third_exit_ends_as_rejected() -> None:
    run = Run().walk_to("catat")
    run.complete(exit="bukan-payung", reason=BECAUSE)
    assert run.case.state == "rejected"


def test_each_in_parallel_has_a_task_for_everyone_at_once() -> None:
    run = at_together()
    assert run.parts() == ["gudang", "taman", "aula"]
    assert len({task.no for task in run.case.tasks}) == 3


@pytest.mark.parametrize("order", [("gudang", "taman", "aula"), ("aula", "gudang", "taman")])
def test_parallel_parts_join_in_any_order(order: tuple[str, ...]) -> None:
    run = at_together()
    for position, part in enumerate(order):
        assert run.case.step == "kumpul"
        assert run.case.done_parts == order[:position]
        run.complete(part)
    assert run.case.step == "rangkum"
    assert run.parts() == ["sekcam"]


def test_a_parallel_part_does_not_touch_the_others() -> None:
    run = at_together()
    run.take_up("taman")
    before = run.task("taman")
    run.complete("gudang")
    assert run.task("taman") == before


def test_in_parallel_one_who_decides_otherwise_ends_the_row_for_all() -> None:
    sheet = procedure(
        row("bagi", "camat"),
        row(
            "nilai",
            "a",
            "b",
            mode="each",
            exits={"yes": "end:done", "no": "bagi"},
            decided_by=("a", "b"),
        ),
    )
    run = Run(sheet).walk_to("nilai")
    run.take_up("b")
    late = run.asked("b", "yes")
    run.complete("a", "no", reason=BECAUSE)
    assert run.parts() == ["camat"]
    assert run.refused(late, world.holder("b")) == "task_done"


def test_in_parallel_yes_is_taken_when_everybody_is_through() -> None:
    sheet = procedure(
        row("nilai", "a", "b", mode="each", exits={"yes": "end:done", "no": "nilai"}),
    )
    run = Run(sheet).open()
    run.complete("b", "yes")
    assert run.case.state == "open"
    run.complete("a")
    assert run.case.state == "done"


def test_a_parallel_row_started_anew_opens_for_all_again() -> None:
    sheet = procedure(
        row("nilai", "a", "b", mode="each", exits={"yes": "end:done", "no": "nilai"}),
    )
    run = Run(sheet).open()
    run.complete("a")
    run.complete("b", "no", reason=BECAUSE)
    assert run.parts() == ["a", "b"]
    assert run.case.done_parts == ()


def test_whoever_is_free_does_it_for_all() -> None:
    run = Run().walk_to("nomor")
    assert run.parts() == ["loket", "juru-tulis"]
    run.complete("juru-tulis")
    assert run.case.step == "ambil"


def test_where_any_one_does_the_row_the_late_one_finds_it_done() -> None:
    run = Run().walk_to("nomor")
    run.take_up("loket")
    late = run.asked("loket")
    run.complete("juru-tulis")
    assert run.refused(late, world.holder("loket-depan")) == "task_done"


def test_where_any_one_does_the_row_he_decides_too() -> None:
    sheet = procedure(row("a", "x", "y", mode="any", exits={"yes": "end:done", "no": "a"}))
    run = Run(sheet).open()
    assert run.refused(run.asked("x"), world.holder("x")) == "exit"
    run.complete("x", "yes")
    assert run.case.state == "done"


def test_the_last_row_ends_the_case_as_done() -> None:
    run = Run().walk_to_end()
    assert run.case.state == "done"
    assert run.case.closed_at == run.now
    assert run.case.tasks == ()


def test_next_leads_past_rows_that_are_not_on_the_way() -> None:
    sheet = procedure(row("a", "x", to="c"), row("b", "x"), row("c", "x"))
    run = Run(sheet).open()
    run.complete()
    assert run.case.step == "c"
    assert run.case.walked == ("a",)
