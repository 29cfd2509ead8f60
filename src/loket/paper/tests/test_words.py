"""Dates and amounts in words, in Python and in the templates alike."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.paper.letters import render
from loket.paper.tests.data import AT, PLAIN, data, text
from loket.paper.words import (
    day_spelled,
    long_day,
    rupiah,
    rupiah_spelled,
    spelled,
    weekday_day,
)

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (25, "dua puluh lima"),
        (100, "seratus"),
        (1_100, "seribu seratus"),
        (2_026, "dua ribu dua puluh enam"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_021_000, "satu juta dua puluh satu ribu"),
    ],
)
def test_numbers_are_spelled(number, words):
    assert spelled(number) == words


def test_days_and_amounts_are_written_as_letters_write_them():
    assert long_day(DAY) == "25 November 2026"
    assert weekday_day(DAY) == "Rabu, 25 November 2026"
    assert day_spelled(DAY) == (
        "tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam"
    )
    assert rupiah(1_500_000) == "Rp1.500.000"
    assert rupiah(-500) == "-Rp500"
    assert rupiah_spelled(1_500_000) == "satu juta lima ratus ribu rupiah"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 10**12), min_size=20, max_size=20))
def test_templates_spell_as_the_office_does(numbers):
    numbers = [
        *numbers,
        0,
        10,
        11,
        12,
        19,
        20,
        100,
        111,
        1_000,
        1_011,
        11_000,
        100_000,
        10**6,
        10**9,
    ]
    body = " | ".join(f"#spelled({number})" for number in numbers)
    assert " | ".join(map(spelled, numbers)) in text(render(PLAIN + body, data(), AT))


@settings(max_examples=30, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_templates_name_the_day_of_the_week(day):
    body = PLAIN + f'#weekday_day("{day.isoformat()}")'
    assert weekday_day(day) in text(render(body, data(), AT))


def test_small_words_of_templates():
    body = (
        '#counted(4) hari | #clock("09:00") | #clock("") | #inline("a.\\n\\nb.") | #word("a.b") |'
    )
    assert "4 (empat) hari | 09.00 WIB | | a. b | |" in text(render(PLAIN + body, data(), AT))
