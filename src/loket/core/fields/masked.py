"""What of a person may stand where others read it: initials of a name, words without numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

DOT = "•"
LONG_NUMBER = 6  # digits; ours: from here on it may be a NIK, KK, telephone or birth date
_LONG = re.compile(rf"[0-9](?:[ .\-]?[0-9]){{{LONG_NUMBER - 1},}}")
_SHORTEST = 3  # a shorter word is also a common word


def masked_name(name: str) -> str:
    """``Siti Nurjanah`` as ``S••• N•••••••``: the bearer knows himself, a finder nobody."""
    return " ".join(word[0] + DOT * (len(word) - 1) for word in name.split())


def without_persons(text: str, names: Iterable[str]) -> str:
    """Free text without long numbers and without these names, whole or word by word."""
    words = {word for name in names for word in re.split(r"\W+", name) if len(word) >= _SHORTEST}
    for word in sorted(words, key=lambda one: (-len(one), one)):
        text = re.sub(rf"\b{re.escape(word)}\b", DOT * 3, text, flags=re.IGNORECASE)
    return _LONG.sub(DOT * 3, text)
