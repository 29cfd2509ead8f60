"""When a paper of a service is needed: by an answer that a step of the same work asks for."""

from __future__ import annotations

from typing import Any

from loket.core.fields.spec import Field
from loket.core.sheet import Paper, Procedure

WORDS = {"yes": "Ya", "no": "Tidak"}


def questions_named(procedure: Procedure, name: str) -> dict[str, Field]:
    """Every question that ``name`` may mean, by the full name of its fact (``permohonan.jenis``);
    ``name`` is full itself or the last part of one."""
    found = {}
    for step in procedure.sheet.steps:
        for entry in procedure.work.of(step.id).entries:
            for spec in entry.ask:
                full = f"{entry.named or step.id}.{spec.name}"
                if name in (full, spec.name):
                    found[full] = spec
    return found


def condition(procedure: Procedure, paper: Paper) -> dict[str, Any] | None:
    """The paper's condition with the full name of its question and, as ``says``, in words. None
    without one, or where no question or more than one bears the name (``sop check`` refuses)."""
    if paper.when is None:
        return None
    found = questions_named(procedure, str(paper.when.get("field")))
    if len(found) != 1:
        return None
    ((full, spec),) = found.items()
    words = " atau ".join(label_of(spec, value) for value in wanted(paper.when))
    return {
        "field": full,
        "is": paper.when.get("is"),
        "says": f"{spec.label.rstrip(' ?.:')}: {words}",
    }


def wanted(when: dict[str, Any]) -> list[str]:
    """The answers of a condition as they are typed; true and false are ``yes`` and ``no``."""
    value = when.get("is")
    values = value if isinstance(value, list | tuple) else [value]
    return [("yes" if one else "no") if isinstance(one, bool) else str(one) for one in values]


def label_of(spec: Field, value: str) -> str:
    """An answer of a choice or of yes and no in words."""
    if spec.type == "yes_no":
        return WORDS.get(value, value)
    return next((one.label for one in spec.options if one.value == value), value)
