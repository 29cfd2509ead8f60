"""What every provisional action does alike: fields of ``ask``, facts, the one artifact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from loket.core.action import ArtifactDraft, Doing, Done, Upload
from loket.core.fields.spec import Field
from loket.core.sheet import Procedure, Step, WorkEntry
from loket.modules.record import rules
from loket.office import api as office

_NOBODY = "Hanya pegawai yang dapat mencatat ini."


def title(entry: WorkEntry, default: str) -> str:
    return str(entry.options.get("title") or default)


def with_ask(*fields: Field) -> Callable[[Procedure, Step, WorkEntry], tuple[Field, ...]]:
    def fields_of(procedure: Procedure, step: Step, entry: WorkEntry) -> tuple[Field, ...]:
        return (*fields, *entry.ask)

    return fields_of


def done(
    doing: Doing,
    kind: str,
    label: str,
    facts: Mapping[str, Any],
    personal: Iterable[str] = (),
    upload: Upload | None = None,
) -> Done:
    """Facts of the action and of ``ask``, and the one artifact that speaks of all of them."""
    asked = rules.given({one.name: doing.values.get(one.name) for one in doing.entry.ask})
    kept = {**{name: value for name, value in facts.items() if value is not None}, **asked}
    private = {*personal, *(one.name for one in doing.entry.ask if one.is_personal)}
    draft = ArtifactDraft(
        kind=kind,
        label=label,
        facts=tuple(kept),
        sha256=upload.sha256 if upload else None,
        media_type=upload.media_type if upload else "",
    )
    return Done(facts=kept, personal=frozenset(private & kept.keys()), artifacts={kind: draft})


def signer(doing: Doing) -> tuple[str, str]:
    """Name of the acting officer, and the line over his name."""
    office_id, officer = doing.case.office, doing.who.officer or ""
    name = office.officer_names(office_id, [officer]).get(officer, "")
    return name, rules.signs_as(doing.who, office.post_labels(office_id))


def officer_only(doing: Doing) -> dict[str, str]:
    return {} if doing.who.officer is not None else {"": _NOBODY}
