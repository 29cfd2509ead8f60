"""Patterns of numbers: what they make, and which are refused with what to write instead."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.core import book

DAY = date(2026, 8, 5)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{n}", "7"),
        ("{n:03}", "007"),
        ("{klasifikasi}/{n}/{unit}/{tahun}", "400.12.2.1/7/427.73/2026"),
        ("{klasifikasi}/{n:02}/{bulan_romawi}/{tahun:2}", "400.12.2.1/07/VIII/26"),
        ("{n}/LEG/{hari:02}.{bulan:02}.{tahun}", "7/LEG/05.08.2026"),
        ("No. {n} ({bulan}-{hari})", "No. 7 (8-5)"),
    ],
)
def test_a_pattern_makes_the_number_of_the_day(pattern: str, number: str) -> None:
    made = book.number(pattern, 7, DAY, classification="400.12.2.1", unit="427.73")
    assert made == number


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("", "tepat satu kali"),
        ("145/{tahun}", "tepat satu kali"),
        ("{n}/{n}", "tepat satu kali"),
        ("{nomor}/{tahun}", "{nomor} yang tidak dikenal"),
        ("{n:3}", "{n:3} yang tidak dikenal"),
        ("{n:09}", "{n:09} yang tidak dikenal"),
        ("{tahun:4}/{n}", "{tahun:4} yang tidak dikenal"),
        ("{n.real}", "yang tidak dikenal"),
        ("{n!r}", "yang tidak dikenal"),
        ("{}", "yang tidak dikenal"),
        ("{n}/{tahun", "tidak berpasangan"),
        ("n}/2026", "tidak berpasangan"),
        ("{tahun}{n}", "menempel"),
        ("{n}{bulan}", "menempel"),
        ("145{n}", "menempel"),
        ("{n}5/A", "menempel"),
        ("{n}\n", "satu baris"),
        ("{n}/" + "x" * 200, "satu baris"),
    ],
)
def test_a_pattern_that_makes_no_sound_numbers_is_refused(pattern: str, words: str) -> None:
    with pytest.raises(book.BadPattern) as bad:
        book.parse(pattern)
    assert words in bad.value.what
    assert bad.value.write


def test_a_large_number_outgrows_its_zeros() -> None:
    assert book.number("{n:03}", 12345, DAY) == "12345"


def test_the_places_of_a_pattern_are_known() -> None:
    assert book.places("{klasifikasi}/{n:03}/{tahun}") == {"klasifikasi", "n", "tahun"}


@given(st.text(alphabet="{}n:0123/a ", max_size=12), st.integers(1, 9999))
def test_no_pattern_breaks_the_reader_and_no_two_numbers_of_a_day_read_alike(
    pattern: str, n: int
) -> None:
    try:
        book.parse(pattern)
    except book.BadPattern:
        return
    assert book.number(pattern, n, DAY) != book.number(pattern, n + 1, DAY)
