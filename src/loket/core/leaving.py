"""What actions that record a deed do alike: fields of ``ask``, facts, the one artifact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import to_builtins

from loket.core.action import ArtifactDraft, Doing, Done, Upload
from loket.core.fields.spec import Field
from loket.core.sheet import Procedure, Step, WorkEntry


def with_ask(*fields: Field) -> Callable[[Procedure, Step, WorkEntry], tuple[Field, ...]]:
    """Fields of the action, then those that the sheet asks beside them."""

    def fields_of(procedure: Procedure, step: Step, entry: WorkEntry) -> tuple[Field, ...]:
        return (*fields, *entry.ask)

    return fields_of


def artifact(
    kind: str, label: str, facts: Iterable[str], upload: Upload | None = None
) -> ArtifactDraft:
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
    """Facts of the action and of ``ask`` as plain JSON (None is no fact; an upload becomes its
    name, type, size and digest), and the one artifact that speaks of all of them."""
    asked = {one.name: doing.values.get(one.name) for one in doing.entry.ask}
    everything = {**facts, **asked}
    kept = {name: to_builtins(value) for name, value in everything.items() if value is not None}
    private = {*personal, *(one.name for one in doing.entry.ask if one.is_personal)}
    return Done(
        facts=kept,
        personal=frozenset(private & kept.keys()),
        artifacts={kind: artifact(kind, label, kept, upload)},
    )
