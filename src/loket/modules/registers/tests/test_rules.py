"""Words and sums of a book."""

from __future__ import annotations

from datetime import date

import pytest

from loket.modules.registers import rules
from loket.modules.registers.rules import Numbers, Span


def test_a_page_holds_fifteen_lines_whatever_was_on_paper():
    assert [rules.page_of(n) for n in (1, 15, 16, 30, 31)] == [1, 1, 2, 2, 3]
    assert rules.lines_of(2) == Span(16, 30)


def test_a_missing_number_is_told_but_not_one_on_paper():
    assert rules.missing([38, 40], Span(31, 40), [Span(1, 37)]) == [39]


def test_sums_add_up():
    assert Numbers(129, 1) + Numbers(14, 1) == Numbers(143, 2)
    assert Numbers(129, 1).all == 130


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("9901015706880001", "9901••••••••0001"),
        ("NIK 990101 570688 0001 milik ibu", "NIK 9901••••••••0001 milik ibu"),
        ("990101-570688-0001", "9901••••••••0001"),
        ("470/12/2026 tanggal 20-11-2026", "470/12/2026 tanggal 20-11-2026"),
        ("rekening 12345678901234567", "rekening 12345678901234567"),
    ],
)
def test_the_figures_of_a_nik_are_hidden(text, shown):
    assert rules.hide_nik(text) == shown


FACTS = {
    "permohonan.surat": [{"jenis": "Ijazah", "jumlah": 2}, {"jenis": "Akta", "jumlah": 1}],
    "permohonan.keperluan": "daftar sekolah",
    "berkas.scan": {"sha256": "aa", "name": "x.pdf"},
    "cap.dibubuhkan": True,
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("Legalisir {permohonan.surat.jenis}", "Legalisir Ijazah, Akta"),
        ("{permohonan.surat}", "Ijazah 2, Akta 1"),
        ("{permohonan.keperluan}", "daftar sekolah"),
        ("{cap.dibubuhkan}", "ya"),
        ("{berkas.scan}", "Legalisir"),
        ("{tidak.ada}", "Legalisir"),
        ("", "Legalisir"),
    ],
)
def test_the_subject_is_made_of_facts(template, text):
    assert rules.subject(template, FACTS, "Legalisir") == text


def test_a_late_entry_tells_the_true_day():
    assert rules.late_remark("", date(2026, 1, 2), date(2026, 1, 2)) == ""
    assert rules.late_remark("", date(2026, 1, 2), date(2026, 1, 3)) == (
        "dikerjakan 02-01-2026, dicatat susulan"
    )


def test_a_title_reads_well_within_a_sentence():
    assert rules.in_sentence("Buku agenda") == "buku agenda"
    assert rules.in_sentence("BHPPK") == "BHPPK"
