"""The exact text of a sheet and of its work, and their digests.

A digest is the SHA-256 of canonical JSON: keys sorted, no blanks, defaults left out. The
text that is hashed is the text that is stored, so a stored sheet can always be checked.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

from loket.core.sheet import Sheet, Work


class WorkText(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the work digest covers: the work and the letter, of one procedure."""

    id: str
    work: Work
    letter: str = ""


_ENCODER = msgspec.json.Encoder(order="sorted")
_SHEET = msgspec.json.Decoder(Sheet)
_WORK = msgspec.json.Decoder(WorkText)


def sheet_text(sheet: Sheet) -> str:
    """The canonical text of a sheet."""
    return _ENCODER.encode(sheet).decode()


def work_text(procedure_id: str, work: Work, letter: str = "") -> str:
    """The canonical text of the work of a procedure with its ``letter.typ`` ('' for none)."""
    return _ENCODER.encode(WorkText(procedure_id, work, letter)).decode()


def digest(text: str) -> str:
    """SHA-256 of a canonical text, in hex."""
    return sha256(text.encode()).hexdigest()


def sheet_of(text: str) -> Sheet:
    """The sheet of a canonical text. Raises msgspec.ValidationError for a text that is none."""
    return _SHEET.decode(text)


def work_of(text: str) -> WorkText:
    """The work of a canonical text. Raises msgspec.ValidationError for a text that is none."""
    return _WORK.decode(text)
