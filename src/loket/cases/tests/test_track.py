"""The applicant's page: everything about his file, nothing about any person."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loket.cases import api as cases
from loket.cases.models import CaseRow
from loket.cases.tests import balai
from loket.office import api as office

pytestmark = pytest.mark.usefixtures("umbrella_office")
LIMIT = 60_000  # bytes of page and stylesheet together, not compressed
PRIVATE = ("Sri", "Handayani", "9901015706880001", "Krajan", "81234567890", "8123 4567", "O-Loket",
           "O-Gudang")  # fmt: skip


def opened() -> int:
    outcome = balai.report(**{"party.pemohon.telepon": "0812-3456-7890"})
    assert outcome.ok and outcome.case_id is not None, outcome
    return outcome.case_id


def code(case_id: int) -> str:
    return CaseRow.objects.in_office(balai.OFFICE).get(pk=case_id).public_code


def get(path: str) -> HttpResponse:
    return Client().get(path)


def page(case_id: int, status: int = 200) -> str:
    answer = get(f"/lacak/{code(case_id)}/")
    assert answer.status_code == status
    text = answer.content.decode()
    assert [one for one in PRIVATE if one in text] == []
    return text


def later(**time: int) -> None:
    office.clock.simulate(office.clock.now() + timedelta(**time))


def act(case_id: int, post: str, verb: str, *words: str) -> None:
    deed = {"cancel": cases.cancel, "suspend": cases.suspend, "resume": cases.resume}[verb]
    outcome = deed(balai.OFFICE, case_id, balai.who(post), balai.key(), *words)
    assert outcome.ok, outcome


def test_a_running_file_says_where_it_is_by_post_and_when_it_is_promised() -> None:
    text = page(opened())
    assert "Sekarang di langkah 2 dari 10, pada Petugas Loket" in text
    assert "paling lambat" in text and "8 hari kerja" in text
    assert text.count('aria-current="step"') == 1
    assert "Mengambil payung dan berita acara" in text  # what is still to come


def test_what_came_back_says_what_is_wanted_without_naming_anybody() -> None:
    case_id = opened()
    later(minutes=20)
    said = "Bu Sri Handayani belum menulis ciri; NIK 9901015706880001 benar. Salam, O-Loket-Depan."
    assert balai.check(case_id, "no", said).ok
    text = page(case_id)
    assert "Berkas Anda dikembalikan untuk dilengkapi" in text and "Menunggu Anda" in text
    assert "belum menulis ciri" in text
    assert "Dikembalikan ke langkah 1" in text
    later(minutes=45)
    assert "Waktu berhenti: 45 mnt" in page(case_id)
    assert "Kantor bekerja: 20 mnt" in page(case_id)


def test_words_between_desks_stay_between_desks() -> None:
    case_id = opened()
    assert balai.check(case_id).ok
    task = next(one for one in balai.case(case_id).tasks if one.part == "gudang")
    asked = (balai.OFFICE, case_id, task.no, task.version, balai.who("penjaga-gudang"))
    assert cases.return_case(*asked, balai.key(), "Tulisannya tak terbaca.", "catat").ok
    text = page(case_id)
    assert "Dikembalikan ke langkah 2" in text and "tak terbaca" not in text
    assert "Sekarang di langkah 2" in text


def test_a_late_file_begs_pardon_and_says_by_how_much() -> None:
    case_id = opened()
    later(days=14)
    text = page(case_id)
    assert "Maaf, permohonan Anda belum selesai" in text and "dari janji" in text


def test_a_suspended_file_says_so_but_not_what_officers_wrote() -> None:
    case_id = opened()
    act(case_id, "kepala", "suspend", "Menunggu Pak Camat pulang.")
    text = page(case_id)
    assert "ditunda untuk sementara" in text and "Pak Camat" not in text
    act(case_id, "kepala", "resume")
    assert "Sekarang di langkah 2" in page(case_id)


def test_a_rejected_and_a_cancelled_file_give_the_reason() -> None:
    rejected, cancelled = opened(), opened()
    outcome = balai.check(rejected, "bukan-payung", "Yang hilang adalah jas hujan.")
    assert outcome.ok, outcome
    text = page(rejected)
    assert "tidak dapat kami penuhi" in text and "jas hujan" in text
    act(cancelled, "loket-depan", "cancel", "Sudah ketemu di rumah.")
    text = page(cancelled)
    assert "Permohonan ini dibatalkan" in text and "Sudah ketemu" in text


def test_what_was_taken_back_was_never_there() -> None:
    case_id = opened()
    assert balai.check(case_id, "bukan-payung", "Bukan payung.").ok
    undo = balai.case(case_id).undo
    assert undo is not None
    who = balai.who("loket-depan")
    assert cases.take_back(balai.OFFICE, case_id, undo.seq, who, balai.key(), "Keliru").ok
    text = page(case_id)
    assert "Sekarang di langkah 2" in text and "Bukan payung" not in text


@pytest.mark.parametrize("write", [str.lower, lambda c: f" {c[:4]}-{c[4:8]} {c[8:]} ", str.strip])
def test_a_code_is_found_however_it_is_typed(write) -> None:  # type: ignore[no-untyped-def]
    case_id = opened()
    answer = Client().post("/lacak/", {"kode": write(code(case_id))})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("cases:track", args=[code(case_id)])


def test_digits_that_look_like_letters_are_read_for_them() -> None:
    case_id = opened()
    CaseRow.objects.in_office(balai.OFFICE).filter(pk=case_id).update(public_code="OIBGAAAA2222")
    assert Client().post("/lacak/", {"kode": "01b9-aaaa-2222"}).status_code == 302


@pytest.mark.parametrize("wrong", ["AAAA-BBBB-CCCC", "pendek", "", "A" * 300, "<script>", "１２"])
def test_a_wrong_code_answers_as_an_unknown_one(wrong: str) -> None:
    opened()
    answer = Client().post("/lacak/", {"kode": wrong})
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "Tidak ada berkas dengan kode ini" in text and "<script" not in text
    if wrong == "pendek":
        assert 'value="pendek"' in text
        same = get("/lacak/pendek/").content.decode()
        assert same == text


def test_the_form_works_without_a_cookie() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/lacak/", {"kode": code(opened())}).status_code == 302


def test_no_cache_no_robot_and_no_referrer_keeps_the_code() -> None:
    for path in (f"/lacak/{code(opened())}/", "/lacak/"):
        answer = get(path)
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer.cookies == {}


def test_page_and_stylesheet_are_small_and_hold_no_script() -> None:
    case_id = opened()
    assert balai.check(case_id, "no", "Kurang ciri. " * 70).ok
    text = page(case_id)
    stylesheet = finders.find("ui/public.css")
    assert stylesheet is not None
    assert len(text.encode()) + Path(stylesheet).stat().st_size < LIMIT
    assert "<script" not in text and text.count('rel="stylesheet"') == 1


def test_the_page_asks_the_database_as_often_for_a_long_way_as_for_a_short_one() -> None:
    short, long = opened(), opened()
    for _ in range(3):
        assert balai.check(long, "no", "Kurang ciri.").ok
        assert balai.send(long, "loket-depan", _report()).ok
    counts = []
    for case_id in (short, long):
        address = f"/lacak/{code(case_id)}/"
        get(address)
        with CaptureQueriesContext(connection) as seen:
            get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 5


def _report() -> dict[str, str]:
    return {name: text for name, text in balai.REPORT.items() if name.startswith("1.")}
