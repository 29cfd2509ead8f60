"""Words as they are typed: one line, several lines, an address."""

from __future__ import annotations

import unicodedata

from loket.core.fields.invalid import Invalid
from loket.core.fields.printable import unprintable

ONE_LINE = 200  # characters; ours: fits every printed form seen in the seeds
SEVERAL_LINES = 4000  # characters; ours: about two typed pages
NAME = 120  # characters; ours: SIAK keeps 60, a name with titles is longer
ADDRESS = 300  # characters; ours

# Invisible characters that come along when text is copied from a chat or a PDF.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def _readable(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    lines = (" ".join(line.split()) for line in text.split("\n"))  # a space of any kind is one
    text = "\n".join(lines)
    char = unprintable(text)
    if char is not None and unicodedata.category(char) in _UNSEEN:
        raise Invalid("Ada tanda yang tidak dapat dibaca. Ketik ulang tanpa menyalin.")
    if char is not None:
        raise Invalid(
            f"Tanda {char} tidak dapat dicetak di surat. Hapus, atau tulis dengan huruf Latin."
        )
    return text


def _bounded(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Invalid(f"Terlalu panjang: {len(text)} huruf. Ringkas menjadi {longest} huruf.")
    return text


def clean_text(raw: str) -> str:
    """One line: white space becomes single spaces, ends trimmed. At most 200 characters."""
    return _bounded(" ".join(_readable(raw).split()), ONE_LINE)


def clean_name(raw: str) -> str:
    """The name of a person, titles included. Must hold a letter and no digit; ≤ 120."""
    name = _bounded(" ".join(_readable(raw).split()), NAME)
    if any(char.isdigit() for char in name):
        raise Invalid("Nama tidak berisi angka. Tulis seperti di KTP.")
    if name and not any(char.isalpha() for char in name):
        raise Invalid("Tulis nama seperti di KTP.")
    return name


def clean_long_text(raw: str) -> str:
    """Several lines, each trimmed, no more than one empty line in a row. At most 4,000."""
    lines = [" ".join(line.split()) for line in _readable(raw).split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return _bounded("\n".join(kept).strip("\n"), SEVERAL_LINES)


def clean_address(raw: str) -> str:
    """An address on one line; typed line breaks become commas. At most 300 characters."""
    parts = (" ".join(part.split()).strip(",") for part in _readable(raw).split("\n"))
    return _bounded(", ".join(part for part in parts if part), ADDRESS)
