"""How a name is taken apart to be found: plain values in and out."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40
_BETWEEN = re.compile(r"[\s,.'’`/-]+")
_PLAIN = re.compile(r"[0-9a-z]+")


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters of the plain alphabet, each once, in their order."""
    found = (word for part in _parts(name) for word in _PLAIN.findall(part))
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in found))


def typed_words(typed: str) -> tuple[str, ...] | None:
    """The beginnings of words that somebody looks for; None: no name can hold what he typed."""
    parts = [part[:LONGEST_WORD] for part in _parts(typed)]
    if not parts or not all(_PLAIN.fullmatch(part) for part in parts):
        return None
    return tuple(dict.fromkeys(sorted(parts, key=len, reverse=True)))


def behind(word: str) -> str:
    """The first text that sorts behind every word which begins so, in any alphabet's order that
    puts figures before letters."""
    last = word[-1]
    if last == "z":
        return behind(word[:-1]) if len(word) > 1 else "zz" + "z" * LONGEST_WORD
    return word[:-1] + ("a" if last == "9" else chr(ord(last) + 1))


def _parts(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return [part for part in _BETWEEN.split(bare.casefold()) if part]
