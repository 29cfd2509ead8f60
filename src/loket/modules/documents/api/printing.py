"""A letter on paper: its PDF and its picture, drawn anew from the row at any time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import json

from loket.catalogue import api as catalogue
from loket.core.refused import Refused
from loket.core.who import Who
from loket.modules.documents import rules
from loket.modules.documents.api.reading import block_for, signs_now
from loket.modules.documents.models import Document
from loket.paper import letters

# what is printed aslant over a letter that no longer counts
_STRUCK = {Document.REPLACED: "DIGANTI", Document.VOID: "BATAL"}


def pdf(row: Document, now: datetime, who: Who | None = None) -> bytes:
    """The letter as PDF/A. Unsigned, it carries the block of ``who`` if he may sign it, else of
    the one who is to. Raises Refused ``letter_broken``."""
    template, data = _filled(row, now, who)
    try:
        return letters.render(template, data, row.drafted_at)
    except letters.BadTemplate as bad:
        raise _broken(row, bad) from bad


def picture(row: Document, now: datetime, page: int, who: Who | None = None) -> bytes | None:
    """One page (from 1) as PNG, to look at it where it is to be signed; None past the last."""
    template, data = _filled(row, now, who)
    try:
        pages = letters.pictures(template, data, row.drafted_at)
    except letters.BadTemplate as bad:
        raise _broken(row, bad) from bad
    return pages[page - 1] if 1 <= page <= len(pages) else None


def _broken(row: Document, bad: letters.BadTemplate) -> Refused:
    return Refused(
        "letter_broken",
        f"Naskah {row.title} tidak dapat dicetak: {bad}. Beri tahu penyusun SOP-nya.",
    )


def _filled(row: Document, now: datetime, who: Who | None) -> tuple[str, dict[str, Any]]:
    data: dict[str, Any] = json.decode(row.data_text)
    if row.block_text:
        signature = json.decode(row.block_text)
    else:
        by, _ = signs_now(row, who, now)
        signature = block_for(row, by, now)
    data["signature"] = {**signature, "signed": None}
    data["number"] = row.number or None
    data["date"] = rules.long_day(row.day.isoformat()) if row.day else None
    done = json.decode(row.parafs_text)
    if row.state in _STRUCK:
        data["mark"] = _STRUCK[row.state]
    data["paraf"] = [
        {"post": one["post"], "done": one["post"] in done} for one in data.get("paraf", [])
    ]
    return catalogue.letter(row.work_digest), data
