"""What a book says beside its numbers: plain values in, words and sums out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from loket.core.book import COLUMNS
from loket.core.fields.moments import written

PER_PAGE = 15  # lines of a page; ours: what an A4 sheet on its side holds in two-line rows
USUAL = tuple((label, of) for of, label in COLUMNS.items())  # ours, as most agenda books have it
TAKEN_BACK = "ditarik kembali"
_NIK = re.compile(r"(?<!\d)(\d{6})[ .-]?(\d{6})[ .-]?(\d{4})(?!\d)")
_PLACE = re.compile(r"\{([a-z0-9_.-]+)\}")
_NO_NIK = "NIK dan nomor KK tidak ditulis di buku register. Hapus angka itu."


class Numbers(Struct, frozen=True):
    """How many numbers are ``issued`` (and stand) and how many are ``void``."""

    issued: int = 0
    void: int = 0

    @property
    def all(self) -> int:
        return self.issued + self.void

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers(self.issued + other.issued, self.void + other.void)


class Span(Struct, frozen=True):
    """Numbers ``first`` to ``last``, both included."""

    first: int
    last: int

    def below(self, n: int) -> int:
        """How many of them are smaller than ``n``."""
        return max(0, min(self.last, n - 1) - self.first + 1)


def page_of(n: int) -> int:
    """The page of the book on which the line of a number stands, from 1."""
    return (max(n, 1) - 1) // PER_PAGE + 1


def lines_of(page: int) -> Span:
    """The numbers whose lines stand on a page."""
    return Span((page - 1) * PER_PAGE + 1, page * PER_PAGE)


def missing(numbers: Iterable[int], within: Span, carried: Sequence[Span]) -> list[int]:
    """The numbers of a span that stand neither in the book nor on paper: never any, by design."""
    there = set(numbers)
    return [
        n
        for n in range(within.first, within.last + 1)
        if n not in there and not any(span.first <= n <= span.last for span in carried)
    ]


def hide_nik(text: str) -> str:
    """The text without the figures of a NIK or family card number."""
    return _NIK.sub(lambda found: found[1][:4] + "•" * 8 + found[3], text)


def remark_error(remark: str) -> str | None:
    """Why a remark may not be written into the book, or None."""
    return _NO_NIK if _NIK.search(remark) else None


def subject(template: str, facts: Mapping[str, Any], otherwise: str) -> str:
    """What the number is about: ``Legalisir {permohonan.surat.jenis}`` with the facts of the
    case put in; ``otherwise`` (the title of the service) where nothing is given."""
    text = _PLACE.sub(lambda found: fact_text(facts, found[1]), template).strip()
    return _short(hide_nik(text or otherwise), 300)


def fact_text(facts: Mapping[str, Any], name: str) -> str:
    """A fact as the book writes it; of a list ``step.list.part`` takes that part of each."""
    step, _, rest = name.partition(".")
    first, _, part = rest.partition(".")
    return _short(hide_nik(_text(facts.get(f"{step}.{first}"), part)), 300)


def _text(value: Any, part: str = "") -> str:
    if isinstance(value, list | tuple):
        return ", ".join(text for one in value if (text := _text(one, part)))
    if isinstance(value, Mapping):
        if "sha256" in value:
            return ""  # a file has no words
        inner = value.values() if not part else [value.get(part)]
        return " ".join(text for one in inner if (text := _text(one)))
    if value is None or part:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def late_remark(remark: str, done: date, entered: date) -> str:
    """The remark of a number that was entered later than the work was done."""
    if done == entered:
        return remark
    late = f"dikerjakan {written(done)}, dicatat susulan"
    return f"{remark}; {late}" if remark else late


def void_words(reason: str, name: str, capacity: str) -> str:
    """``salah layanan. Disetujui Endah, Sekretaris Camat.``; a step taken back needs no leave."""
    end = "" if reason.endswith((".", "!", "?")) else "."
    who = f"Disetujui {name}, {capacity}." if capacity else f"Oleh {name}."
    return f"{hide_nik(reason)}{end} {who}"


def in_sentence(title: str) -> str:
    """A title within a sentence: ``buku agenda legalisasi``."""
    return f"b{title[1:]}" if title.startswith("Buku ") else title
