"""What the settings of a numbered book may say: the pattern of its numbers, its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

LONGEST = 100  # characters of a number; ours
_PIECE = re.compile(r"\{([^{}]*)\}|([^{}]+)|([{}])")
_SIZED = re.compile(r"([a-z_]+)(?::(\d{1,2}))?\Z")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# name -> the sizes that may follow it: {n:03} is three digits with zeros in front
_SIZES: Mapping[str, frozenset[str]] = {
    "n": frozenset(f"0{digits}" for digits in range(2, 9)),
    "klasifikasi": frozenset(),
    "unit": frozenset(),
    "tahun": frozenset({"2"}),
    "bulan": frozenset({"02"}),
    "bulan_romawi": frozenset(),
    "hari": frozenset({"02"}),
}
WORDS = ", ".join(
    ["{n}", "{n:03}", *(f"{{{name}}}" for name in _SIZES if name != "n"), "{tahun:2}"]
)

# what a column may show, beside a fact of the case (``step.name``)
COLUMNS: Mapping[str, str] = {
    "nomor": "Nomor",
    "tanggal": "Tanggal",
    "pemohon": "Nama pemohon",
    "perihal": "Perihal",
    "berkas": "Nomor berkas",
    "petugas": "Petugas",
    "keterangan": "Keterangan",
}
FACT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z][a-z0-9_]*){1,2}\Z")


class BadPattern(ValueError):
    """A pattern that makes no numbers: ``what`` is wrong, what to ``write`` instead."""

    def __init__(self, what: str, write: str) -> None:
        super().__init__(f"{what} {write}")
        self.what = what
        self.write = write


class Piece(Struct, frozen=True):
    """One piece of a pattern: ``text`` as it stands, or the place ``name`` with its size."""

    text: str = ""
    name: str = ""
    size: str = ""


def parse(pattern: str) -> tuple[Piece, ...]:
    """The pieces of a pattern such as ``{klasifikasi}/{n:03}/{unit}/{tahun}``.

    Raises BadPattern: an unknown place, not exactly one ``{n}``, or an ``{n}`` that runs into
    the figures beside it, so that two numbers could read alike.
    """
    pieces: list[Piece] = []
    for inner, text, brace in _PIECE.findall(pattern):
        if brace:
            raise BadPattern(
                f'Pola "{pattern}" memuat kurung kurawal yang tidak berpasangan.',
                "Tulis setiap tempat di antara { dan }.",
            )
        pieces.append(Piece(text=text) if text else _place(pattern, inner))
    if not pattern.isprintable() or len(pattern) > LONGEST:
        raise BadPattern(
            f'Pola "{pattern[:LONGEST]}" tidak dapat dicetak sebagai satu baris.',
            f"Tulis paling banyak {LONGEST} huruf dalam satu baris.",
        )
    _check_place_of_n(pattern, pieces)
    return tuple(pieces)


def _place(pattern: str, inner: str) -> Piece:
    found = _SIZED.match(inner)
    name, size = (found[1], found[2] or "") if found else (inner, "")
    if name not in _SIZES or (size and size not in _SIZES[name]):
        raise BadPattern(
            f'Pola "{pattern}" memuat {{{inner}}} yang tidak dikenal.', f"Pilih: {WORDS}."
        )
    return Piece(name=name, size=size)


def _check_place_of_n(pattern: str, pieces: list[Piece]) -> None:
    at = [place for place, piece in enumerate(pieces) if piece.name == "n"]
    if len(at) != 1:
        raise BadPattern(
            f'Pola "{pattern}" harus memuat nomor urut tepat satu kali.',
            "Tulis {n} atau {n:03} satu kali.",
        )
    before = pieces[at[0] - 1] if at[0] else Piece(text=" ")
    after = pieces[at[0] + 1] if at[0] + 1 < len(pieces) else Piece(text=" ")
    if before.name or after.name or before.text[-1].isdigit() or after.text[0].isdigit():
        raise BadPattern(
            f'Pola "{pattern}": nomor urut menempel pada angka lain.',
            "Pisahkan dengan garis miring atau titik: {klasifikasi}/{n}/{tahun}.",
        )


def places(pattern: str) -> frozenset[str]:
    """The names of the places in a pattern. Raises BadPattern."""
    return frozenset(piece.name for piece in parse(pattern) if piece.name)


def number(pattern: str, n: int, day: date, *, classification: str = "", unit: str = "") -> str:
    """The ``n``-th number of the year of ``day``. Raises BadPattern."""
    values = {
        "klasifikasi": classification,
        "unit": unit,
        "bulan_romawi": _ROMAN[day.month - 1],
    }
    figures = {"n": n, "tahun": day.year, "bulan": day.month, "hari": day.day}

    def written(piece: Piece) -> str:
        if not piece.name:
            return piece.text
        if piece.name in values:
            return values[piece.name]
        if piece.name == "tahun" and piece.size:
            return f"{day.year % 100:02d}"
        return f"{figures[piece.name]:{piece.size or 'd'}}"

    return "".join(written(piece) for piece in parse(pattern))
