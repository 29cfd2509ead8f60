"""The table of characters in the core against the fonts that print them."""

from __future__ import annotations

from unicodedata import category

import pytest
from fontTools.ttLib import TTFont

from loket.core.fields.printable import RANGES, is_printable, unprintable
from loket.core.fields.written import clean_name
from loket.paper.letters import FONTS, render
from loket.paper.tests.data import AT, PLAIN, named

FACES = sorted(FONTS.glob("*.ttf"))


def test_the_table_is_what_every_face_draws():
    assert len(FACES) == 4
    drawn = set.intersection(*(set(TTFont(face)["cmap"].getBestCmap()) for face in FACES))
    wanted = {
        point
        for point in drawn
        if category(chr(point)) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        and point != 0xFFFC
    }
    table = {point for first, last in RANGES for point in range(first, last + 1)}
    assert table == wanted
    assert list(RANGES) == sorted(RANGES)


def test_every_character_of_the_table_is_printed():
    """In lots, so that a faulty one is found; marks stand on a letter, as they do in names."""
    points = [point for first, last in RANGES for point in range(first, last + 1)]
    for start in range(0, len(points), 500):
        shown = " a".join(map(chr, points[start : start + 500]))
        assert render(PLAIN + '#party("nama")', named(shown), AT).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "name", ["Ma'ruf", "Maʼruf", "Ma’ruf", "Ñoño Müller", "Šārah Ḥusnā", "ÉŞĞ"]
)
def test_names_with_marks_of_the_latin_script_pass(name):
    assert unprintable(name) is None
    assert clean_name(name) == name


def test_what_no_letter_can_show_is_found():
    assert unprintable("Siti 😀 Aminah") == "😀"
    assert unprintable("ꦱꦶꦠꦶ") == "ꦱ"
    assert not is_printable("\u001f")
    assert not is_printable("\U0010ffff")
