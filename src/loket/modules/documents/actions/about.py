"""What every action of a letter asks alike: which letter, what day, its print."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from loket.cases.api import keep
from loket.core.action import Doing, Showing, Upload
from loket.core.fields.moments import written
from loket.core.sheet import WorkEntry
from loket.modules.documents import api
from loket.modules.documents.models import Document
from loket.office import api as office

PDF = "application/pdf"


def key(entry: WorkEntry) -> str:
    """The letter that this entry is about; "" where it is about a paper made elsewhere."""
    return str(entry.options.get("of") or "")


def letter(doing: Doing) -> Document | None:
    """The letter that this entry is about, as it counts now."""
    of = key(doing.entry)
    return api.current(doing.case.office, doing.case.id, of) if of else None


def printed(row: Document, at: datetime) -> Upload:
    """The letter as it is now, kept as a file."""
    content = api.pdf(row, at)
    return Upload(f"{row.title}.pdf", PDF, len(content), keep(content))


def no_letter(doing: Doing) -> dict[str, str]:
    """The error when the entry is about a letter that nobody has drafted."""
    if not key(doing.entry) or letter(doing) is not None:
        return {}
    return {"": "Naskahnya belum disusun. Kembalikan berkas ke langkah yang menyusunnya."}


def shows(showing: Showing) -> dict[str, Any]:
    """The letter of the entry, for the page part to draw."""
    of = key(showing.entry) or (showing.entry.named or showing.step.id)
    office_id = showing.case.office
    return {
        "letter": api.shown(office_id, showing.case.id, of, showing.who, showing.now),
    }


def day_of(doing: Doing) -> str:
    """The office's day on which the work was truly done, ISO."""
    return office.local_day(doing.case.office, doing.done_at).isoformat()


def day_words(doing: Doing) -> str:
    return written(office.local_day(doing.case.office, doing.done_at))
