"""A void number stays in the book, with its reason and who agreed, and is never given again."""

from __future__ import annotations

import pytest

from loket.cases import api as cases
from loket.core.refused import Refused
from loket.modules.registers import api
from loket.modules.registers.models import BookYear
from loket.modules.registers.rules import Numbers
from loket.modules.registers.tests import desk
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO

pytestmark = pytest.mark.django_db


def strike(officers, post, n=1, reason="salah jenis layanan"):
    who = desk.who(officers, post)
    at = office.clock.now()
    api.void(JUMAPOLO, desk.BOOK, 2026, n, reason=reason, who=who, at=at)


def test_the_post_above_strikes_and_so_agrees(officers):
    desk.numbered(officers)
    strike(officers, "sekcam")
    (line,) = desk.lines()
    assert line.number == "1/LEG/2026"
    assert line.void == ("salah jenis layanan. Disetujui Bambang Prasetyo, S.E., Sekretaris Camat.")
    assert desk.numbered(officers) and desk.lines()[1].n == 2
    assert api.totals(JUMAPOLO, desk.BOOK, 2026, 99) == Numbers(issued=1, void=1)


@pytest.mark.parametrize("post", ["jfu", "operator-siak", "kasi-kesos"])
def test_who_does_not_stand_above_may_not(officers, post):
    desk.numbered(officers)
    with pytest.raises(Refused, match="atasan jabatan yang mencatatnya"):
        strike(officers, post)
    assert desk.lines()[0].void == ""


@pytest.mark.parametrize(
    ("reason", "words"), [("  ", "Tulis mengapa"), ("NIK 9901015706880001 salah", "NIK")]
)
def test_a_reason_is_owed_and_holds_no_nik(officers, reason, words):
    desk.numbered(officers)
    with pytest.raises(Refused, match=words):
        strike(officers, "camat", reason=reason)


def test_twice_is_once_and_says_who_did_it(officers):
    desk.numbered(officers)
    strike(officers, "camat")
    with pytest.raises(Refused, match="sudah dibatalkan oleh Sri Wahyuni"):
        strike(officers, "sekcam")
    assert BookYear.objects.in_office(JUMAPOLO).get(book__slug=desk.BOOK).voided == 1


def test_a_step_taken_back_strikes_its_number_and_the_next_try_gets_another(officers):
    case_id = desk.numbered(officers)
    desk.take_back(officers, case_id)
    (line,) = desk.lines()
    assert line.void.startswith("ditarik kembali. Oleh ")
    desk.walk(officers, case_id, 3, start=2)
    assert desk.fact(case_id) == "2/LEG/2026"
    assert [one.instead for one in desk.lines()] == ["2/LEG/2026", ""]
    said = [
        act["data"]["facts"]["nomor.nomor"]
        for act in cases.log(str(case_id))["acts"]
        if "nomor.nomor" in act["data"].get("facts", {})
    ]
    assert said == ["1/LEG/2026", "2/LEG/2026"]  # the acts keep the void one too


def test_a_file_that_comes_back_keeps_its_number(officers):
    case_id = desk.numbered(officers)
    desk.send_back(officers, case_id, "jfu", "nomor")
    desk.walk(officers, case_id, 3, start=2)
    assert desk.fact(case_id) == "1/LEG/2026"
    desk.take_back(officers, case_id)
    assert [one.void for one in desk.lines()] == [""]  # the first pass still stands
    desk.walk(officers, case_id, 3, start=2)
    assert desk.fact(case_id) == "1/LEG/2026"


def test_a_number_struck_by_decision_is_replaced_when_the_file_is_numbered_again(officers):
    case_id = desk.numbered(officers)
    strike(officers, "camat")
    desk.send_back(officers, case_id, "jfu", "nomor")
    desk.walk(officers, case_id, 3, start=2)
    assert desk.fact(case_id) == "2/LEG/2026"
    assert desk.lines()[0].instead == "2/LEG/2026"


def test_taking_back_after_the_number_was_struck_strikes_nothing_else(officers):
    desk.numbered(officers)
    case_id = desk.numbered(officers)
    strike(officers, "camat", n=2)
    desk.take_back(officers, case_id)
    assert [bool(one.void) for one in desk.lines()] == [False, True]
