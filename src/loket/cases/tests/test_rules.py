"""How a name is taken apart to be found."""

from __future__ import annotations

import pytest

from loket.cases.rules import LONGEST_WORD, behind, name_words, typed_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Sri Handayani", ("sri", "handayani")),
        ("Drs. H. Nu'man, M.Si.", ("drs", "h", "nu", "man", "m", "si")),
        ("Renée Renée", ("renee",)),
        ("Siti-Aminah (alm)", ("siti", "aminah", "alm")),
        ("", ()),
        ("محمد", ()),
    ],
)
def test_a_name_is_kept_as_its_plain_words(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


def test_what_no_name_can_hold_finds_nothing() -> None:
    assert typed_words("sr%i") is typed_words("sri_handa") is typed_words("...") is None
    assert typed_words("SRI handa, sri") == ("handa", "sri")


@pytest.mark.parametrize("word", ["sri", "haz", "z", "zz", "a9", "9"])
def test_the_range_of_a_beginning_holds_its_words_and_no_other(word: str) -> None:
    end = behind(word)
    assert word < end and word + "z" * (LONGEST_WORD - len(word)) < end
    for other in ("sr", "srj", "hb", "hay", "a", "b", "aa", "y", "0", "zy"):
        assert (word <= other < end) == other.startswith(word)
