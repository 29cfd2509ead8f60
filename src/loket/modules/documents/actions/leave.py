"""What every action of a letter does alike: its own facts and those of ``ask``, one artifact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import to_builtins

from loket.cases.api import keep
from loket.core.action import ArtifactDraft, Doing, Done, Showing, Upload
from loket.core.fields.moments import written
from loket.core.fields.spec import Field
from loket.core.sheet import Procedure, Step, WorkEntry
from loket.modules.documents import api
from loket.modules.documents.models import Document
from loket.office import api as office

PDF = "application/pdf"


def with_ask(*fields: Field) -> Callable[[Procedure, Step, WorkEntry], tuple[Field, ...]]:
    """Fields of the action, then those that the sheet asks beside them."""

    def fields_of(procedure: Procedure, step: Step, entry: WorkEntry) -> tuple[Field, ...]:
        return (*fields, *entry.ask)

    return fields_of


def artifact(kind: str, label: str, facts: Iterable[str], upload: Upload | None) -> ArtifactDraft:
    """The proof of one kind, with its file when there is one."""
    return ArtifactDraft(
        kind=kind,
        label=label,
        facts=tuple(facts),
        sha256=upload.sha256 if upload else None,
        media_type=upload.media_type if upload else "",
    )


def done(
    doing: Doing,
    kind: str,
    label: str,
    facts: Mapping[str, Any],
    personal: Iterable[str] = (),
    upload: Upload | None = None,
) -> Done:
    """Facts of the action and of ``ask``, and the one artifact that speaks of all of them."""
    asked = {one.name: to_builtins(doing.values.get(one.name)) for one in doing.entry.ask}
    everything = {**to_builtins(dict(facts)), **asked}
    kept = {name: value for name, value in everything.items() if value not in (None, "", [])}
    private = {*personal, *(one.name for one in doing.entry.ask if one.is_personal)}
    return Done(
        facts=kept,
        personal=frozenset(private & kept.keys()),
        artifacts={kind: artifact(kind, label, kept, upload)},
    )


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
    of = key(doing.entry)
    if not of or letter(doing) is not None:
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
