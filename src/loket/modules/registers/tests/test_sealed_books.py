"""A book changed behind Loket's back is found, and the line is named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.cases import api as cases
from loket.core.office_file import BookFile
from loket.modules.registers import api
from loket.modules.registers.models import BookYear, Carried, Entry
from loket.modules.registers.tests import desk
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO

pytestmark = pytest.mark.django_db
NAME = f"buku/{desk.BOOK}/2026"


@pytest.fixture
def sealed(officers, tmp_path):
    """Three files with their numbers and three lines of the agenda, under a seal."""
    for _ in range(3):
        desk.numbered(officers)
        desk.enter(at=office.clock.now(), subject="Surat masuk")
    return seal()


def seal():
    (made,) = cases.seal_now(JUMAPOLO, office.clock.now())
    return made


def faults():
    return [f"{one.where} {one.what}".strip() for one in cases.verify({})]


def line(n, book=desk.BOOK):
    return Entry.objects.in_office(JUMAPOLO).filter(book__slug=book, year=2026, n=n)


def title(book=desk.BOOK):
    return api.titles(JUMAPOLO)[book]


def test_the_seal_holds_the_last_number_of_every_book(sealed):
    assert (sealed.last[NAME], sealed.last["buku/agenda/2026"]) == (3, 3)
    assert faults() == []


def test_a_seal_covers_the_lines_since_the_one_before(officers, sealed):
    desk.enter(at=office.clock.now())
    second = seal()
    assert second.last["buku/agenda/2026"] == 4
    assert second.roots["buku"] != sealed.roots["buku"]
    assert faults() == []


def test_a_closing_seal_made_late_ends_its_books_with_the_day(officers):
    desk.enter(at=office.clock.now())
    desk.opened(officers)
    office.clock.simulate(office.clock.now() + timedelta(days=1))
    desk.enter(at=office.clock.now())
    (made,) = cases.seal_ended(JUMAPOLO, office.clock.now())
    assert made.last["buku/agenda/2026"] == 1
    assert seal().last["buku/agenda/2026"] == 2
    assert faults() == []


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Perihal lain"},
        {"applicant": "Orang Lain"},
        {"remark": "ditambahkan"},
        {"entered_at": desk.MORNING - timedelta(days=9)},
        {"officer": "999"},
        {"more": '{"x":"y"}'},
    ],
)
def test_an_altered_line_is_named(sealed, change):
    line(2).update(**change)
    (found,) = faults()
    assert f"{title()} tahun 2026, nomor urut 2: isinya diubah sesudah disegel" in found


def test_an_altered_number_is_found_also_before_it_is_sealed(officers):
    desk.numbered(officers)
    line(1).update(number="77/LEG/2026")
    (found,) = faults()
    assert found == f"{title()} tahun 2026, nomor urut 1: nomor di buku bukan nomor di berkasnya."
    line(1).update(number="1/LEG/2026", day="2026-11-01")
    (found,) = faults()
    assert "tanggal di buku bukan tanggal di berkasnya" in found


def test_a_removed_line_is_named_as_a_gap_and_by_the_seal(sealed):
    line(2, "agenda").delete()
    assert faults() == [
        f"segel 1 (20-11-2026) {title('agenda')} tahun 2026, nomor urut 2: barisnya hilang.",
        f"{title('agenda')} tahun 2026: nomor urut 2 tidak ada.",
    ]


def test_the_last_line_removed_with_its_counter_is_found_by_the_seal(sealed):
    line(3, "agenda").delete()
    BookYear.objects.in_office(JUMAPOLO).filter(book__slug="agenda").update(last=2)
    found = faults()
    assert any("nomor urut 3: barisnya hilang" in one for one in found)
    assert any("segel mencatat nomor 3, buku berhenti di 2" in one for one in found)


def test_a_number_beyond_the_counter_is_named(officers):
    desk.enter()
    desk.enter()
    line(2, "agenda").update(n=5)
    assert faults() == [
        f"{title('agenda')} tahun 2026: nomor urut 2–4 tidak ada.",
        f"{title('agenda')} tahun 2026: ada nomor urut 5, padahal pencacahnya 2.",
    ]


def test_a_number_struck_behind_the_seal_is_no_fault_and_sealed_next(officers, sealed):
    who = desk.who(officers, "sekcam")
    at = office.clock.now()
    api.void(JUMAPOLO, desk.BOOK, 2026, 2, reason="salah layanan", who=who, at=at)
    assert faults() == []
    second = seal()
    assert second.no == 2
    assert faults() == []
    line(2).update(void_reason="alasan lain")
    (found,) = faults()
    assert "nomor urut 2: catatan batalnya diubah sesudah disegel" in found
    line(2).update(voided_at=None)
    assert any("catatan batalnya diubah" in one for one in faults())


def test_numbers_that_stand_on_paper_are_no_gap(officers):
    desk.enter()
    api.start_at(
        JUMAPOLO, "agenda", 2026, first=2, last=9, on=desk.MORNING.date(), basis="Listrik padam"
    )
    assert desk.enter().n == 10
    assert faults() == []
    Carried.objects.in_office(JUMAPOLO).filter(book__slug="agenda").delete()
    assert faults() == [f"{title('agenda')} tahun 2026: nomor urut 2–9 tidak ada."]


def test_a_book_that_is_empty_or_all_on_paper_is_whole(officers):
    api.open_book(JUMAPOLO, BookFile("kosong", "Buku kosong", "{n}", source="ours"))
    api.open_book(JUMAPOLO, BookFile("kertas", "Buku kertas", "{n}", source="ours"))
    api.start_at(JUMAPOLO, "kertas", 2026, last=40, on=desk.MORNING.date(), basis="Buku lama")
    assert faults() == []
