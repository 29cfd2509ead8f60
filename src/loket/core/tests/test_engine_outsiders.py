"""Rows of applicants and outside bodies: recorded by the neighbour, or done by the party."""

from __future__ import annotations

import pytest

from loket.core import commands
from loket.core.flow import neighbour
from loket.core.tests import world
from loket.core.tests.case_run import APPLICANT, Run
from loket.core.tests.small_sheets import head, procedure, row
from loket.core.who import Who


@pytest.mark.parametrize(
    ("step_id", "officer"),
    [
        ("lapor", "loket"),  # the first: the row after
        ("tanya-pos-jaga", "aula"),  # the row ahead is the applicant's too, so the row behind
        ("kenali", "loket"),  # between: whoever receives it next
        ("ambil", "juru-tulis"),  # the last: the row before
    ],
)
def test_the_neighbour_records_an_outsiders_row(step_id: str, officer: str) -> None:
    sheet = world.umbrella().sheet
    assert neighbour(sheet, sheet.step(step_id)) == officer


def test_the_last_row_falls_to_the_row_before_even_where_another_way_leads_elsewhere() -> None:
    sheet = procedure(row("a", "x"), row("b", "y", "z", mode="in_order"), row("c", "pemohon")).sheet
    assert neighbour(sheet, sheet.step("c")) == "z"


def test_a_sheet_of_outsiders_alone_has_no_neighbour() -> None:
    sheet = procedure(row("a", "pemohon"), row("b", "luar")).sheet
    assert neighbour(sheet, sheet.step("a")) is None


def test_the_act_says_for_whom_it_was_recorded() -> None:
    run = Run().open()
    assert run.complete().by.recorded_for == "pemohon"


def test_the_act_names_the_outside_body_for_which_it_was_recorded() -> None:
    run = Run().walk_to("tanya-pos-jaga")
    act = run.complete()
    assert act.by.recorded_for == "Pos Jaga Pasar"
    assert act.by.officer == "o-penjaga-aula"


def test_an_officers_own_row_is_recorded_for_nobody() -> None:
    run = Run().walk_to("catat")
    assert run.complete(exit="yes").by.recorded_for is None


def test_the_party_does_his_row_himself() -> None:
    run = Run().open(APPLICANT, channel="portal")
    act = run.complete(who=APPLICANT)
    assert act.by.party == "pemohon"
    assert act.by.recorded_for is None
    assert act.by.officer is None
    assert run.case.step == "catat"


def test_the_party_does_his_row_in_the_middle() -> None:
    run = Run().walk_to("kenali")
    run.complete(who=APPLICANT)
    assert run.case.step == "pastikan"


@pytest.mark.parametrize("who", [APPLICANT, Who(party="saksi"), Who(party="luar"), Who()])
def test_a_party_does_no_officers_row(who: Who) -> None:
    run = Run().walk_to("catat")
    assert run.refused(run.asked(exit="yes"), who) == "not_yours"


@pytest.mark.parametrize("who", [APPLICANT, Who(party="Pos Jaga Pasar"), Who(party="pos-jaga")])
def test_a_party_does_not_answer_for_an_outside_body(who: Who) -> None:
    run = Run().walk_to("tanya-pos-jaga")
    assert run.refused(run.asked(), who) == "not_yours"


def test_another_party_does_not_do_the_applicants_row() -> None:
    run = Run().walk_to("kenali")
    assert run.refused(run.asked(), Who(party="saksi")) == "not_yours"


def test_an_officer_who_is_no_neighbour_does_not_record_it() -> None:
    run = Run().walk_to("kenali")
    assert run.refused(run.asked(), world.holder("penjaga-taman")) == "not_yours"


def test_an_outsiders_row_is_recorded_not_taken_up() -> None:
    run = Run().walk_to("kenali")
    task = run.task()
    asked = commands.TakeUp(task.no, task.version)
    assert run.refused(asked, run.right(task)) == "outsider"
    assert run.refused(asked, APPLICANT) == "outsider"


def test_a_recorded_row_has_no_work_time() -> None:
    run = Run().open()
    run.later(30)
    assert "work_minutes" not in run.complete().data


def test_what_the_party_did_himself_no_officer_takes_back() -> None:
    run = Run().open(APPLICANT)
    run.complete(who=APPLICANT)
    for who in (world.holder("loket-depan"), APPLICANT):
        assert run.refused(commands.TakeBack(2, "Salah catat"), who) == "too_late"


def test_a_file_moves_through_the_hands_of_the_applicant_alone() -> None:
    sheet = procedure(row("isi", "pemohon"), row("tambah", "pemohon"), row("terima", "loket"))
    run = Run(sheet).open(APPLICANT)
    run.complete(who=APPLICANT)
    run.complete(who=APPLICANT)
    assert run.parts() == ["loket"]


def test_the_applicant_withdraws_while_his_row_is_open() -> None:
    run = Run().open(APPLICANT)
    act = run.do(commands.Cancel("Payung sudah ketemu"), APPLICANT)
    assert act.by.party == "pemohon"
    assert run.case.state == "cancelled"


def test_the_applicant_gives_no_task_to_an_officer() -> None:
    run = Run().open(APPLICANT)
    task = run.task()
    asked = commands.Reassign(task.no, task.version, "o-9", "Minta petugas lain")
    assert run.refused(asked, APPLICANT) == "not_yours"


@pytest.mark.parametrize(
    "asked", [commands.Suspend("Menunggu cuaca"), commands.Cancel("Dibuka dua kali")]
)
def test_what_the_officer_decides_about_a_waiting_file_is_not_put_in_the_applicants_mouth(
    asked: commands.Command,
) -> None:
    run = Run().walk_to("kenali")
    assert run.do(asked, run.right(run.task())).by.recorded_for is None


def test_reassigning_a_recording_is_not_recorded_for_the_applicant() -> None:
    run = Run().walk_to("kenali")
    task = run.task()
    asked = commands.Reassign(task.no, task.version, "o-2", "Loket depan penuh")
    assert run.do(asked, run.right(task)).by.recorded_for is None


def test_a_departure_on_an_outsiders_row_is_the_superiors_alone() -> None:
    run = Run().walk_to("kenali")
    task = run.task()
    act = run.do(commands.Depart(task.no, task.version, "ambil", "Pemilik di luar kota"), head())
    assert act.by.officer == "o-kepala"
    assert act.by.recorded_for is None
