"""Which forms a task asks for: one part per action of the actor who does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from loket.cases.api.registry import registry
from loket.core.action import Action
from loket.core.fields.spec import Field
from loket.core.sheet import Procedure, Step, WorkEntry
from loket.ui.step_form import FormPart


class EntryPart(Struct, frozen=True):
    """One work entry with its action and the prefix of its form fields."""

    entry: WorkEntry
    action: Action
    form: FormPart


PARTY_FIELDS: tuple[Field, ...] = (
    # ours: the seeds never itemise what the counter writes of the applicant
    Field("nik", "nik", "NIK", help="16 angka"),
    Field("nama", "text", "Nama lengkap", help="Seperti tertulis di KTP-el", max=120),
    Field("alamat", "address", "Alamat", help="Dusun/jalan, RT/RW, desa"),
    Field("telepon", "phone", "Nomor HP/WhatsApp", required=False, help="Untuk memberi kabar"),
)


def entries_of(procedure: Procedure, step: Step, part: str) -> list[tuple[int, WorkEntry]]:
    """The entries of this actor in a step, with their place in the file (``same_as`` too)."""
    shared = step.mode in ("each", "any")
    return [
        (index, entry)
        for index, entry in enumerate(procedure.work.of(step.id).entries, start=1)
        if (entry.part or (part if shared else step.actors[0])) == part
    ]


def entry_parts(
    procedure: Procedure, step: Step, part: str, facts: Mapping[str, Any] | None = None
) -> list[EntryPart]:
    """The forms of this actor in this step, in the order of the file. ``facts`` of the case
    settle what depends on an answer of an earlier step."""
    parts = []
    for index, entry in entries_of(procedure, step, part):
        if entry.do is None:
            continue
        action = registry.get(entry.do)
        fields = action.fields(procedure, step, entry)
        asked = [str(one.when["field"]) for one in fields if one.when]
        parts.append(
            EntryPart(
                entry,
                action,
                FormPart(
                    prefix=f"{index}.{action.name}",
                    action=action.name,
                    title=str(entry.options.get("title", action.purpose)),
                    page=action.page,
                    fields=fields,
                    facts={"entry": entry, "exit": entry.exit, "service": procedure.work.service},
                    named=entry.named or step.id,
                    known={name: facts[name] for name in asked if name in facts} if facts else {},
                ),
            )
        )
    return parts


def owed_on(parts: list[EntryPart], exit_name: str | None) -> list[EntryPart]:
    """The forms that count when this exit is taken; without a decision all of them."""
    return [one for one in parts if one.entry.exit is None or one.entry.exit == exit_name]


def party_part(role: str, label: str) -> FormPart:
    """The form of the applicant himself at intake."""
    return FormPart(
        prefix=f"party.{role}",
        action="",
        title=label,
        page="cases/applicant.html",
        fields=PARTY_FIELDS,
        facts={},
    )
