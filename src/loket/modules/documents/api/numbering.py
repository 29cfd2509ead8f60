"""The number of a letter, as a register gave it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct


class Number(Struct, frozen=True):
    """A number of a register: as written, its day, and its place in the book."""

    text: str
    day: date
    book: str
    year: int
    n: int

    def columns(self) -> dict[str, Any]:
        """The columns of a letter that hold it."""
        return {
            "number": self.text,
            "day": self.day,
            "book": self.book,
            "book_year": self.year,
            "book_n": self.n,
        }


def number_in(facts: Mapping[str, Any], prefix: str) -> Number | None:
    """The number that ``registers.enter`` left under this prefix, or None."""
    if f"{prefix}.nomor" not in facts:
        return None
    return Number(
        text=str(facts[f"{prefix}.nomor"]),
        day=date.fromisoformat(str(facts[f"{prefix}.tanggal"])),
        book=str(facts.get(f"{prefix}.buku", "")),
        year=int(facts.get(f"{prefix}.tahun", 0)),
        n=int(facts.get(f"{prefix}.urut", 0)),
    )
