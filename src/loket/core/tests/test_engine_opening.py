"""How a case begins: by whom, with which tasks, with which clock."""

from __future__ import annotations

from msgspec.structs import replace

from loket.core import commands
from loket.core.case import Party
from loket.core.tests import world
from loket.core.tests.case_run import APPLICANT, SRI, Run
from loket.core.tests.small_sheets import head, procedure, row
from loket.core.who import Capacity, Who

OPEN = commands.Open("case", "counter", (SRI,))


def test_the_officer_of_the_row_after_opens_the_case_of_an_applicant() -> None:
    run = Run().open(world.holder("loket-depan"))
    assert run.acts[0].by.officer == "o-loket-depan"
    assert run.acts[0].by.recorded_for == "pemohon"
    assert run.case.step == "lapor"
    assert run.parts() == ["pemilik"]
    assert run.case.walked == ()


def test_the_applicant_opens_his_own_case_through_a_channel() -> None:
    run = Run().open(APPLICANT, channel="portal")
    assert run.acts[0].by.party == "pemohon"
    assert run.acts[0].by.officer is None
    assert run.case.channel == "portal"


def test_the_system_opens_a_case_without_applicant() -> None:
    run = Run(procedure(row("rapat", "notulis"), promise=None)).open(Who(system="schedule"))
    assert run.acts[0].by.system == "schedule"
    assert run.case.due_at is None
    assert run.task().due_at is None


def test_an_officer_of_another_desk_opens_nothing() -> None:
    assert Run().refused(OPEN, world.holder("penjaga-taman")) == "not_yours"


def test_nobody_opens_nothing() -> None:
    assert Run().refused(OPEN, Who()) == "not_yours"


def test_another_party_than_the_applicant_opens_nothing() -> None:
    assert Run().refused(OPEN, Who(party="saksi")) == "not_yours"


def test_the_applicant_does_not_open_a_case_whose_first_row_is_an_officers() -> None:
    assert Run(procedure(row("rapat", "notulis"))).refused(OPEN, APPLICANT) == "not_yours"


def test_a_case_is_opened_once() -> None:
    run = Run().open()
    assert run.refused(OPEN, world.holder("loket-depan")) == "opened"


def test_a_case_that_is_not_open_takes_no_command() -> None:
    run = Run()
    for asked in (commands.TakeUp(1, 1), commands.Cancel("Batal saja"), commands.TakeBack(1, "x")):
        assert run.refused(asked, head()) == "no_case"


def test_opening_pins_sheet_work_version_revision_and_office() -> None:
    run = Run().open()
    sheet = run.procedure.sheet
    assert run.case.procedure == sheet.id == "balai/payung-hilang"
    assert run.case.office == "balai"
    assert (run.case.version, run.case.revision) == (sheet.version, run.procedure.revision)
    assert run.case.sheet_digest == run.procedure.sheet_digest
    assert run.case.work_digest == run.procedure.work_digest
    assert run.case.opened_at == world.MONDAY
    assert run.case.length == 1


def test_a_revision_other_than_the_pinned_one_shows_in_the_opening_act() -> None:
    newer = replace(world.umbrella(), revision=7, work_digest="w7")
    run = Run(newer).open()
    assert run.acts[0].data["revision"] == 7
    assert run.acts[0].data["work"] == "w7"


def test_what_the_parties_said_is_personal_and_stays_with_its_party() -> None:
    said = (Party("pemohon", {"nama": "Sri", "alamat": "Dusun I"}), Party("saksi", {"nama": "Eko"}))
    run = Run().open(None, *said)
    assert run.case.parties == said
    assert run.acts[0].personal["party.1.nama"] == "Eko"
    assert "Sri" not in str(run.acts[0].data)


def test_a_party_of_whom_nothing_is_known_yet_is_still_a_party() -> None:
    run = Run().open(None, Party("pemohon"))
    assert run.case.parties == (Party("pemohon"),)


def test_a_value_with_dots_in_its_name_keeps_its_whole_name() -> None:
    party = Party("pemohon", {"alamat.rt.rw": "01/02"})
    assert Run().open(None, party).case.parties == (party,)


def test_a_first_row_in_order_opens_for_its_first_actor_alone() -> None:
    run = Run(procedure(row("a", "juru", "kasi", mode="in_order"))).open()
    assert run.parts() == ["juru"]


def test_a_first_row_for_each_opens_for_all() -> None:
    run = Run(procedure(row("a", "gudang", "taman", mode="each"))).open()
    assert run.parts() == ["gudang", "taman"]
    assert [task.no for task in run.case.tasks] == [1, 2]
    assert run.case.next_task == 3


def test_whoever_may_do_the_first_row_opens_the_case_not_only_the_first_named() -> None:
    for mode in ("any", "each"):
        run = Run(procedure(row("a", "gudang", "taman", mode=mode)))
        run.open(world.holder("taman"))
        assert run.acts[0].by.post == "taman"


def test_the_opening_act_says_in_which_capacity() -> None:
    deputy = Who("o-9", (Capacity("loket-depan", "plh", "arsip", "SK 9"),))
    run = Run().open(deputy)
    assert run.acts[0].by.capacity == "plh"
    assert run.acts[0].by.held == "arsip"
    assert run.acts[0].by.basis == "SK 9"


def test_a_clock_behind_the_opening_is_refused() -> None:
    run = Run().open()
    run.later(-1)
    assert run.refused(run.asked(), world.holder("loket-depan")) == "clock"
