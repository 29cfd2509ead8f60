"""The random codes that citizens get on paper: of a file, of a letter."""

from __future__ import annotations

import re

LENGTH = 12  # base32 characters: 60 bits, so that guessing finds nothing
_LIKE = str.maketrans("0189", "OIBG")  # not in base32, but read for these
_FILLER = re.compile(r"[^0-9A-Z]+")


def grouped(code: str) -> str:
    """Twelve characters in groups of four, easier to read out: ``ABCD-EFGH-IJKL``."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read(typed: str) -> str | None:
    """The code somebody typed: spaces, hyphens and small letters are forgiven, and digits that
    look like a letter. None when it can be no code."""
    code = _FILLER.sub("", typed.upper()).translate(_LIKE)
    return code if len(code) == LENGTH and code.isascii() else None
