"""The books in the browser: on the screen, on paper, as a spreadsheet, and who may strike."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from loket.modules.registers import api
from loket.modules.registers.models import Entry, Export
from loket.modules.registers.tests import desk
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO

pytestmark = pytest.mark.django_db
BOOK = "/buku/agenda/2026/"
NIK = "9901015706880001"


def at(officers, post):
    client = Client()
    client.force_login(officers[post].user)
    return client


def seen(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer
    return answer.content.decode()


def fill(count, **more):
    for _ in range(count):
        desk.enter(post="jfu", **more)


def test_the_shelf_shows_every_book_with_its_next_number(officers):
    fill(2)
    page = seen(at(officers, "jfu"), "/buku/")
    assert "Buku agenda legalisasi" in page
    assert "003/AGD/2026" in page
    assert seen(at(officers, "jfu"), "/buku/?tahun=2025")
    assert seen(at(officers, "jfu"), "/buku/?tahun=x")


def test_a_book_opens_at_its_last_page_and_carries_the_sums_over(officers):
    fill(17)
    camat = desk.who(officers, "camat")
    api.void(JUMAPOLO, "agenda", 2026, 3, reason="dobel", who=camat, at=office.clock.now())
    client = at(officers, "jfu")
    last = seen(client, BOOK)
    assert "017/AGD" in last.replace("/<wbr>", "/")
    assert 'id="n15"' not in last
    for row in (
        "<td>14</td><td>1</td><td>15</td>",
        "<td>2</td><td>0</td><td>2</td>",
        "<td>16</td><td>1</td><td>17</td>",
    ):
        assert row in last
    first = seen(client, f"{BOOK}?nomor=3")
    assert "BATAL" in first
    assert "Disetujui Sri Wahyuni, S.Sos., Camat." in first
    assert 'class=" fifth"' in first


@pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999999999999999", "٣", "999"])
def test_whatever_number_is_asked_for_a_page_is_shown(officers, asked):
    fill(2)
    assert 'id="n2"' in seen(at(officers, "jfu"), f"{BOOK}?nomor={asked}")


def test_an_empty_year_is_an_empty_page(officers):
    assert "Belum ada nomor di tahun ini" in seen(at(officers, "jfu"), "/buku/agenda/2019/")
    for address in ("/buku/hilang/2026/", "/buku/agenda/1/", "/buku/agenda/99999999999999/"):
        seen(at(officers, "jfu"), address, 404)


def test_no_page_and_no_file_ever_shows_a_nik(officers):
    fill(1, applicant=f"Sri {NIK}", subject=NIK, remark=f"NIK {NIK}")
    client = at(officers, "camat")
    export = client.post(f"{BOOK}ekspor/").content
    cells = [str(one.value) for row in load_workbook(BytesIO(export)).active for one in row]
    pages = [seen(client, one) for one in (BOOK, f"{BOOK}cetak/", f"{BOOK}batal/?nomor=1")]
    for text in (*pages, *cells):
        assert NIK not in text
    assert "9901••••••••0001" in pages[0]


def test_the_printed_book_has_the_letterhead_on_every_page(officers):
    fill(17)
    page = seen(at(officers, "jfu"), f"{BOOK}cetak/?dari=1&sampai=17")
    assert page.count("KECAMATAN JUMAPOLO") == 2
    assert page.count('class="paper book"') == 2
    assert "Halaman 2 dari 2" in page
    assert seen(at(officers, "jfu"), f"{BOOK}cetak/?dari=17&sampai=1", 404)
    assert seen(at(officers, "jfu"), f"{BOOK}cetak/").count('class="paper book"') == 1


def test_the_spreadsheet_holds_text_and_dates_and_no_formula(officers):
    fill(1, applicant="=1+1", subject="+62\x07 x", remark="@SUM(A1)")
    fill(2)
    camat = desk.who(officers, "camat")
    api.void(JUMAPOLO, "agenda", 2026, 2, reason="dobel", who=camat, at=office.clock.now())
    answer = at(officers, "jfu").post(f"{BOOK}ekspor/", {"dari": "1", "sampai": "2"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="buku-agenda-2026.xlsx"'
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0][:4] == ["No. urut", "Nomor", "Tanggal", "Nama pemohon"]
    assert rows[1][0] == 1
    assert rows[1][2].strftime("%Y-%m-%d") == "2026-11-20"
    assert rows[1][3:5] == ["=1+1", "+62 x"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert rows[2][-1].startswith("BATAL: dobel. Disetujui")
    assert len(rows) == 3
    kept = Export.objects.in_office(JUMAPOLO).get()
    assert (kept.first, kept.last, kept.officer) == (1, 2, str(officers["jfu"].pk))


def strike(client, n, **answers):
    typed = {f"batal.{name}": text for name, text in answers.items()}
    return client.post(f"{BOOK}batal/", {"nomor": str(n), **typed})


def test_the_post_above_strikes_in_the_browser(officers):
    fill(2)
    client = at(officers, "sekcam")
    assert "Batalkan nomor…" in seen(client, BOOK)
    assert "002/AGD/2026" in seen(client, f"{BOOK}batal/?nomor=2")
    answer = strike(client, 2, alasan="salah buku", setuju="yes")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{BOOK}?nomor=2#n2"
    assert Entry.objects.in_office(JUMAPOLO).get(n=2).void_as == "Sekretaris Camat"


def test_without_reason_or_consent_nothing_is_struck_and_what_was_typed_stays(officers):
    fill(1)
    client = at(officers, "camat")
    answer = strike(client, 1, alasan="salah", setuju="no")
    assert answer.status_code == 422
    assert 'value="salah"' in answer.content.decode()
    assert strike(client, 1, alasan=f"NIK {NIK}", setuju="yes").status_code == 422
    assert strike(client, 1, setuju="yes").status_code == 422
    assert Entry.objects.in_office(JUMAPOLO).get(n=1).voided_at is None


def test_who_does_not_stand_above_gets_no_form(officers):
    fill(1)
    client = at(officers, "jfu")
    assert "Batalkan nomor…" not in seen(client, BOOK)
    seen(client, f"{BOOK}batal/?nomor=1", 403)
    assert strike(client, 1, alasan="salah", setuju="yes").status_code == 403
    assert Entry.objects.in_office(JUMAPOLO).get(n=1).voided_at is None


def test_struck_already_or_unknown_is_told(officers):
    fill(1)
    camat = at(officers, "camat")
    strike(camat, 1, alasan="salah", setuju="yes")
    assert strike(camat, 1, alasan="lagi", setuju="yes").status_code == 409
    assert camat.get(f"{BOOK}batal/?nomor=1").status_code == 302
    assert camat.get(f"{BOOK}batal/?nomor=77").headers["Location"] == BOOK
    assert camat.get(f"{BOOK}batal/").headers["Location"] == BOOK
