"""The seal: its tree, its text, and what a printed line must hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from loket.core import seal
from loket.core.chain import GENESIS

TEXTS = st.lists(st.text(max_size=12), max_size=40)
FIRST = seal.Seal(
    "balai", 1, date(2026, 11, 16), False, datetime(2026, 11, 16, 18, tzinfo=UTC), 12, GENESIS,
    3, {"berkas": "ab"}, {"buku/agenda/2026": 4}, {"acts": 9},
)  # fmt: skip


def hashed(*parts: bytes) -> bytes:
    return sha256(b"".join(parts)).digest()


def by_the_book(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word by word."""
    if not leaves:
        return hashed()
    if len(leaves) == 1:
        return hashed(b"\0", leaves[0])
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashed(b"\1", by_the_book(leaves[:k]), by_the_book(leaves[k:]))


@given(TEXTS)
def test_the_root_is_that_of_the_rfc(texts: list[str]) -> None:
    assert seal.root(texts) == by_the_book([text.encode() for text in texts]).hex()


@given(TEXTS.filter(bool), st.data())
def test_every_leaf_can_be_shown_under_the_root_and_no_other(
    texts: list[str], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(texts) - 1))
    other = data.draw(st.text(max_size=12).filter(lambda text: text != texts[index]))
    proof, top = seal.path(texts, index), seal.root(texts)
    assert seal.is_under(texts[index], index, len(texts), proof, top)
    assert not seal.is_under(other, index, len(texts), proof, top)
    assert not seal.is_under(texts[index], index, len(texts), [*proof, top], top)
    assert not seal.is_under(texts[index], len(texts), len(texts), proof, top)


@given(TEXTS.filter(bool), st.data())
def test_a_leaf_changed_added_or_dropped_gives_another_root(
    texts: list[str], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(texts) - 1))
    top = seal.root(texts)
    assert seal.root([*texts[:index], texts[index] + "x", *texts[index + 1 :]]) != top
    assert seal.root([*texts[:index], *texts[index + 1 :]]) != top
    assert seal.root([*texts, "x"]) != top


def test_a_seal_comes_back_from_its_text() -> None:
    assert seal.read(FIRST.text) == FIRST
    assert seal.read(FIRST.text).hash == FIRST.hash


def test_every_word_of_a_seal_is_under_its_hash() -> None:
    changes = [
        {"office": "lain"}, {"no": 2}, {"day": date(2026, 11, 17)}, {"so_far": True},
        {"at": datetime(2026, 11, 17, tzinfo=UTC)}, {"upto": 13}, {"previous": "1" * 64},
        {"opened": 4}, {"roots": {"berkas": "ac"}}, {"last": {"buku/agenda/2026": 5}},
        {"counts": {"acts": 8}},
    ]  # fmt: skip
    assert len(changes) == len(seal.Seal.__struct_fields__)
    assert len({FIRST.hash, *(replace(FIRST, **change).hash for change in changes)}) == 12


@pytest.mark.parametrize(
    "change",
    [
        {"no": 3},
        {"previous": "0" * 64},
        {"upto": 11},
        {"opened": 2},
        {"day": date(2026, 11, 15)},
        {"last": {}},
        {"last": {"buku/agenda/2026": 3}},
        {"office": "lain"},
    ],
)
def test_what_does_not_follow_the_seal_before_is_seen(change: dict[str, object]) -> None:
    second = replace(FIRST, no=2, previous=FIRST.hash)
    assert seal.follows(FIRST, None)
    assert seal.follows(second, FIRST)
    assert not seal.follows(replace(second, **change), FIRST)
    assert not seal.follows(second, None)


def test_a_printed_line_is_read_back_also_when_typed_in_groups() -> None:
    typed = " ".join([*FIRST.line.split()[:4], *seal.groups(FIRST.hash.upper())])
    assert seal.read_lines(["catatan", "", FIRST.line, typed]) == {("balai", 1): FIRST.hash}


@pytest.mark.parametrize(
    "line",
    [
        "LOKET-SEGEL balai 1 2026-11-16",
        "LOKET-SEGEL balai 1 2026-11-16 abc",
        "LOKET-SEGEL balai satu 2026-11-16 " + "a" * 64,
        f"LOKET-SEGEL balai 1 2026-11-16 {'z' * 64}",
    ],
)
def test_a_line_with_the_mark_that_cannot_be_read_is_not_passed_over(line: str) -> None:
    with pytest.raises(ValueError, match="LOKET-SEGEL"):
        seal.read_lines([line])


def test_two_hashes_for_one_seal_are_not_passed_over() -> None:
    with pytest.raises(ValueError, match="LOKET-SEGEL"):
        seal.read_lines([FIRST.line, FIRST.line.replace(FIRST.hash, "a" * 64)])


def test_a_case_comes_back_from_its_leaf() -> None:
    leaf = seal.CaseLeaf(7, "26-00007", 3, "ab")
    assert seal.read_case(leaf.text) == leaf
    lost = seal.CaseLeaf(7, "", 3, "ab")
    assert seal.read_case(lost.text) == lost
