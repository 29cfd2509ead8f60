"""Numbers follow each other within the office's year, and none is ever given twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from loket.core.office_file import BookFile, CarriedFile
from loket.core.refused import Refused
from loket.modules.registers import api
from loket.modules.registers.models import BookYear, Carried, Entry
from loket.modules.registers.tests import desk
from loket.modules.registers.tests.desk import MORNING, enter
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO, office_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("officers")]


def test_a_book_counts_from_one_and_writes_its_pattern() -> None:
    first, second = enter(), enter()
    assert (first.n, first.number, first.day) == (1, "001/AGD/2026", date(2026, 11, 20))
    assert second.number == "002/AGD/2026"


def test_each_book_counts_for_itself() -> None:
    enter()
    assert enter("legalisasi").n == 1


def test_the_year_ends_at_midnight_of_the_offices_own_zone() -> None:
    last = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)  # 23.59.59 WIB
    enter(at=MORNING)
    assert enter(at=last).number == "002/AGD/2026"
    assert enter(at=last + timedelta(seconds=1)).number == "001/AGD/2027"
    assert [one.n for one in desk.lines("agenda", 2026)] == [1, 2]


def test_a_number_that_was_rolled_back_was_never_given() -> None:
    enter()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enter()
        raise ZeroDivisionError
    assert enter().n == 2


def test_a_late_entry_gets_the_next_number_of_today_and_tells_its_true_day() -> None:
    enter()
    late = enter(done_at=MORNING - timedelta(days=2), remark="listrik padam")
    assert late.day == date(2026, 11, 20)
    assert desk.lines("agenda")[1].values["keterangan"] == (
        "listrik padam; dikerjakan 18-11-2026, dicatat susulan"
    )


def test_the_classification_comes_from_the_book_or_from_the_work() -> None:
    book = BookFile("surat", "Buku surat", "{klasifikasi}/{n}/{unit}/{tahun}", unit="427.73")
    api.open_book(JUMAPOLO, book)
    with pytest.raises(Refused, match="kode klasifikasinya belum ditetapkan"):
        enter("surat")
    assert enter("surat", classification="470").number == "470/1/427.73/2026"


def test_an_unknown_book_and_a_bad_pattern_are_refused() -> None:
    with pytest.raises(Refused, match="Buku hilang belum ada"):
        enter("hilang")
    with pytest.raises(Refused, match="menempel"):
        api.open_book(JUMAPOLO, BookFile("x", "Buku X", "{tahun}{n}"))


def test_a_changed_pattern_changes_the_numbers_to_come_alone() -> None:
    enter()
    api.open_book(JUMAPOLO, BookFile("agenda", "Buku agenda", "{n}/B/{tahun}"))
    enter()
    assert [one.number for one in desk.lines("agenda")] == ["001/AGD/2026", "2/B/2026"]


def carry(last: int, **more: object) -> None:
    asked = {"on": date(2026, 3, 13), "basis": "buku kertas", **more}
    api.start_at(JUMAPOLO, "agenda", 2026, last=last, **asked)  # type: ignore[arg-type]


def test_a_book_begun_on_paper_goes_on_behind_its_last_number() -> None:
    carry(37)
    assert api.book_shown(JUMAPOLO, "agenda", 2026).next == "038/AGD/2026"
    assert enter().n == 38
    shown = api.book_shown(JUMAPOLO, "agenda", 2026)
    assert (shown.on_paper, shown.numbers.issued, shown.last) == (37, 1, 38)
    assert api.page(JUMAPOLO, "agenda", 2026).missing == ()
    assert api.totals(JUMAPOLO, "agenda", 2026, 39).all == 1


def test_paper_used_while_the_power_was_off_is_carried_on_too() -> None:
    enter()
    carry(4, first=2, on=date(2026, 11, 19))
    assert enter().n == 5
    assert api.page(JUMAPOLO, "agenda", 2026).missing == ()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"last": 9, "first": 5}, "harus dilanjutkan dari 2"),
        ({"last": 1}, "harus dilanjutkan dari 2"),
        ({"last": 9, "first": 2, "on": date(2025, 12, 31)}, "tidak ditutup pada 31-12-2025"),
    ],
)
def test_what_would_leave_a_gap_or_give_a_number_twice_is_refused(more, words) -> None:
    enter()
    with pytest.raises(Refused, match=words):
        carry(**more)
    assert enter().n == 2


def test_reading_the_offices_file_again_carries_on_once() -> None:
    file = office_file()
    carried = CarriedFile(2026, 211, date(2026, 11, 1), source="buku kertas")
    book = BookFile("legalisasi", "Buku agenda legalisasi", "{n}/LEG/{tahun}", carried=(carried,))
    file = type(file)(**{**{n: getattr(file, n) for n in file.__struct_fields__}, "books": (book,)})
    office.load_office(file)
    assert enter("legalisasi").number == "212/LEG/2026"
    office.load_office(file)
    assert enter("legalisasi").n == 213
    assert Carried.objects.in_office(JUMAPOLO).count() == 1


def test_no_entry_is_ever_changed_by_the_next() -> None:
    for _ in range(3):
        enter(remark="biasa")
    counter = BookYear.objects.in_office(JUMAPOLO).get(book__slug="agenda")
    rows = Entry.objects.in_office(JUMAPOLO).filter(book__slug="agenda")
    assert counter.last == rows.count() == 3


def test_another_offices_book_is_unknown_here() -> None:
    enter()
    with pytest.raises(Refused, match="belum ada"):
        api.page("tetangga", "agenda", 2026)
