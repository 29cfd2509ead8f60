"""The actions of the lost umbrella: the smallest that leave what its sheet owes."""

from __future__ import annotations

from loket.cases.api import registry
from loket.core.action import FINAL, ArtifactDraft, Doing, Done
from loket.core.fields.spec import Field

reverted: list[str] = []


def _data_fields(procedure, step, entry) -> tuple[Field, ...]:  # type: ignore[no-untyped-def]
    return entry.ask


def _note_reverted(doing: Doing) -> None:
    reverted.append(doing.step.id)


def _wants_honesty(doing: Doing) -> dict[str, str]:
    if doing.values.get("temuan") == "bohong":
        return {"temuan": "Tulis yang sebenarnya."}
    return {}


if "test.data" not in registry:

    @registry.action(
        "test.data", leaves={"data"}, fields=_data_fields, check=_wants_honesty,
        revert=_note_reverted,
    )  # fmt: skip
    def data(doing: Doing) -> Done:
        """Keep what was asked."""
        facts = {name: value for name, value in doing.values.items() if value is not None}
        personal = frozenset(one.name for one in doing.entry.ask if one.is_personal)
        draft = ArtifactDraft("data", "Data", tuple(facts))
        return Done(facts=facts, personal=personal, artifacts={"data": draft})

    @registry.action("test.paper", leaves={"document"}, revert=_note_reverted)
    def paper(doing: Doing) -> Done:
        """Leave a paper."""
        return Done(artifacts={"document": ArtifactDraft("document", "Berita acara")})

    @registry.action("test.number", leaves={"register_entry"}, revert=FINAL)
    def number(doing: Doing) -> Done:
        """Give a number that can't be undone."""
        draft = ArtifactDraft("register_entry", "Nomor", ("number",))
        facts = {"number": f"{doing.case.length:03d}/PYG"}
        return Done(facts=facts, artifacts={"register_entry": draft})

    @registry.action("test.ask_outside", leaves={"note"})
    def ask_outside(doing: Doing) -> Done:
        """Ask the guard post of the market."""
        return Done(
            artifacts={"note": ArtifactDraft("note", "Jawaban pos jaga")}, awaits="pos-jaga"
        )
