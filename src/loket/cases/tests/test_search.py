"""Finding a case of one's own office by number, code, NIK or name."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from loket.cases import api as cases
from loket.cases.api.page_types import SearchPage
from loket.cases.api.search import read_query
from loket.cases.models import CaseRow
from loket.cases.tests import balai
from loket.core.refused import Refused
from loket.office import api as office

pytestmark = pytest.mark.usefixtures("umbrella_office")

NIK = balai.REPORT["party.pemohon.nik"]
OTHER = "9901015203740077"


def taken_in(name: str = "Sri Handayani", nik: str = NIK) -> int:
    outcome = balai.report(**{"party.pemohon.nama": name, "party.pemohon.nik": nik})
    assert outcome.ok and outcome.case_id is not None, outcome
    office.clock.simulate(office.clock.now() + timedelta(minutes=1))
    return outcome.case_id


def search(typed: str) -> SearchPage:
    return cases.search(balai.OFFICE, typed)


def numbers(typed: str) -> list[str]:
    return [row.number for row in search(typed).rows]


def code_of(case_id: int) -> str:
    return str(CaseRow.objects.in_office(balai.OFFICE).get(pk=case_id).public_code)


@pytest.mark.parametrize(
    ("typed", "kind", "text", "year"),
    [
        ("26-00041", "number", "41", "26"),
        (" 26 - 41 ", "number", "41", "26"),
        ("2600041", "number", "41", "26"),
        ("41", "number", "41", None),
        ("00041", "number", "41", None),
        ("9901 0157 0688 0001", "nik", NIK, None),
        ("9901.0157-0688\t0001", "nik", NIK, None),
        ("abcd efgh ijk2", "code", "ABCDEFGHIJK2", None),
        ("ABCD-EFGH-IJK2", "code", "ABCDEFGHIJK2", None),
        ("  sri   HANDAYANI ", "name", "sri HANDAYANI", None),
        ("abcdefghijkl", "name", "abcdefghijkl", None),
        ("Nu\x00man", "name", "Nu man", None),
    ],
)
def test_an_input_is_read_by_its_form(typed: str, kind: str, text: str, year: str | None) -> None:
    query = read_query(typed)
    assert (query.kind, query.text, query.year) == (kind, text, year)


@pytest.mark.parametrize("typed", ["", "  ", "ab", "%%%", "___", "a 1 b", "٤١", "\x00"])
def test_too_little_for_a_name_is_told(typed: str) -> None:
    with pytest.raises(Refused, match="3 huruf"):
        search(typed)


@pytest.mark.parametrize("typed", ["990101570688000", "99010157068800011", "123456"])
def test_a_row_of_digits_that_fits_nothing_is_told_with_its_length(typed: str) -> None:
    with pytest.raises(Refused, match=f"{len(typed)} angka"):
        search(typed)


def test_a_number_is_found_with_and_without_its_year() -> None:
    taken_in()
    taken_in()
    assert numbers("26-00002") == numbers("26-2") == numbers("2") == ["26-00002"]
    assert numbers("25-00002") == numbers("20") == []
    office.clock.simulate(datetime(2027, 1, 4, 2, tzinfo=UTC))
    for _ in range(2):
        taken_in()
    assert numbers("2") == ["27-00002", "26-00002"]
    assert search("2").read_as == "nomor berkas 2, tahun mana pun"
    assert search("26-2").read_as == "nomor berkas 26-00002"


def test_a_nik_is_found_whole_only_and_shown_masked() -> None:
    taken_in()
    taken_in("Budi Santosa", OTHER)
    page = search("9901 0157 0688 0001")
    assert [(row.number, row.nik) for row in page.rows] == [("26-00001", "9901••••••••0001")]
    assert page.read_as == "NIK 9901••••••••0001"
    assert numbers("9901015706880002") == []


def test_a_name_is_found_by_parts_of_its_words_in_any_order_and_case() -> None:
    taken_in("Sri Handayani")
    taken_in("Sri Wahyuni", OTHER)
    assert numbers("handa SRI") == ["26-00001"]
    assert numbers("sri") == ["26-00002", "26-00001"]
    assert numbers("Wahyuni, Sri") == ["26-00002"]
    assert numbers("sri budi") == numbers("sr%i") == numbers("sri_handa") == []
    assert search("sri").read_as == "nama “sri”"


def test_a_code_is_found_also_when_it_has_no_digits() -> None:
    first, second = taken_in(), taken_in()
    assert [row.case_id for row in search(code_of(first).lower()).rows] == [first]
    CaseRow.objects.in_office(balai.OFFICE).filter(pk=second).update(public_code="ABCDEFGHIJKL")
    page = search("abcd efgh ijkl")
    assert page.read_as == "kode pantau" and [row.case_id for row in page.rows] == [second]
    assert search("mnop qrst uvwx").read_as == "nama “mnop qrst uvwx”"


def test_a_row_says_where_the_case_stands() -> None:
    waiting, open_ = taken_in(), taken_in()
    balai.check(waiting, "no", "Ciri payung belum ditulis")
    ended = taken_in()
    who = balai.who("loket-depan")
    assert cases.cancel(balai.OFFICE, ended, who, balai.key(), "Batal").ok
    rows = {row.case_id: row for row in search("sri").rows}
    assert (rows[open_].state, rows[open_].step_n, rows[open_].activity != "") == ("open", 2, True)
    assert rows[waiting].status == "wait"
    assert (rows[ended].state, rows[ended].step_n) == ("cancelled", 0)


def test_no_more_than_fifty_are_shown_and_the_page_says_so() -> None:
    for _ in range(50):
        taken_in()
    assert not search("sri").more
    taken_in()
    page = search("sri")
    assert page.more and len(page.rows) == 50 and page.rows[0].number == "26-00051"


def test_what_is_searched_stands_in_no_address_and_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    taken_in()
    client = Client()
    assert client.login(username="o-loket-depan", password="kata-sandi-uji")
    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        found = client.post("/cari/", {"cari": NIK})
        refused = client.post("/cari/", {"cari": "sr"})
    assert found.status_code == 200 and "26-00001" in found.content.decode()
    assert refused.status_code == 422 and "3 huruf" in refused.content.decode()
    assert NIK not in caplog.text and "Handayani" not in caplog.text
    assert "26-00001" not in client.get("/cari/", {"cari": NIK}).content.decode()
