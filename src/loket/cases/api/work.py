"""Doing the work of a step: its actions, one after the other, inside the step's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from loket.cases.api import store
from loket.cases.api.step_parts import EntryPart, entries_of
from loket.core.action import FINAL, Doing, Done, Outgoing
from loket.core.case import Artifact, Case, Task
from loket.core.fields import across
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import Procedure, Step
from loket.core.who import By


class NotDone(Exception):
    """An action refused what was filled in; ``errors`` by html name, shown beside the field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("the form was refused by an action")
        self.errors = dict(errors)


class Result(Struct):
    """What the actions of one form left, with full fact names."""

    facts: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    artifacts: list[Artifact] = field(default_factory=list)
    outgoing: list[Outgoing] = field(default_factory=list)
    awaits: str | None = None
    final: bool = False


class Setting(Struct, frozen=True):
    """The one moment in which the actions of a form run."""

    procedure: Procedure
    case: Case
    task: Task
    exit: str | None
    by: By
    now: datetime
    done_at: datetime
    rules: Rules
    case_row: int
    case_number: str


def do(setting: Setting, parts: list[EntryPart], values: Mapping[str, Mapping[str, Any]]) -> Result:
    """Check every action, then apply them in order. Raises NotDone with all errors together."""
    step = setting.procedure.sheet.step(setting.task.step)
    doings = [
        (one, _doing(setting, step, one, {**values[one.form.prefix], **_computed(one, values)}))
        for one in parts
    ]
    errors = {
        f"{one.form.prefix}.{name}" if name else one.form.prefix: message
        for one, doing in doings
        for name, message in one.action.check(doing).items()
    }
    if errors:
        raise NotDone(errors)
    result = Result()
    for one, doing in doings:
        done = one.action.apply(_with_facts(doing, result))
        _collect(result, step, one, done, _computed(one, values))
    _reuse(result, setting, step)
    _note_manual(result, setting, step)
    return result


def _with_facts(doing: Doing, result: Result) -> Doing:
    """An action of a form sees what those before it in the same form left."""
    if not result.facts and not result.personal:
        return doing
    facts = {**doing.case.facts, **result.facts, **result.personal}
    return replace(doing, case=replace(doing.case, facts=facts))


def _doing(setting: Setting, step: Step, one: EntryPart, values: Mapping[str, Any]) -> Doing:
    return Doing(
        procedure=setting.procedure,
        step=step,
        part=setting.task.part,
        entry=one.entry,
        exit=setting.exit,
        case=setting.case,
        values=values,
        who=setting.by,
        now=setting.now,
        done_at=setting.done_at,
        rules=setting.rules,
        case_row=setting.case_row,
        case_number=setting.case_number,
    )


def _computed(one: EntryPart, values: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """What the sheet computes from the answers to this entry."""
    return across.compute(one.entry.compute, values[one.form.prefix])


def _collect(
    result: Result, step: Step, one: EntryPart, done: Done, counted: Mapping[str, int]
) -> None:
    prefix = one.entry.named or step.id
    result.facts.update({f"{prefix}.{name}": value for name, value in counted.items()})
    for name, value in done.facts.items():
        target = result.personal if name in done.personal else result.facts
        target[f"{prefix}.{name}"] = value
    proved: list[tuple[str, str]] = list(one.entry.proves.items())
    # a file is kept as a proof also where the sheet prints no output for it
    unasked = done.artifacts.keys() - one.entry.proves.values()
    proved += [("", kind) for kind in sorted(unasked) if done.artifacts[kind].sha256]
    for output, kind in proved:
        draft = done.artifacts.get(kind)
        if draft is None:
            raise LookupError(f"{one.action.name} left no {kind} for {step.id}: {output}")
        result.artifacts.append(
            Artifact(
                id=store.random_code(16),
                step=step.id,
                output=output,
                kind=kind,
                label=draft.label,
                facts=tuple(f"{prefix}.{name}" for name in (*draft.facts, *counted)),
                sha256=draft.sha256,
                media_type=draft.media_type,
            )
        )
    result.outgoing += done.outgoing
    result.awaits = result.awaits or done.awaits
    result.final = result.final or one.action.revert == FINAL


def _reuse(result: Result, setting: Setting, step: Step) -> None:
    """Outputs proved by the artifact of another step (``same_as``) keep its id."""
    for _, entry in entries_of(setting.procedure, step, setting.task.part):
        if entry.same_as is None or (entry.exit is not None and entry.exit != setting.exit):
            continue
        for output, kind in entry.proves.items():
            left = reversed([*setting.case.artifacts, *result.artifacts])
            found = (one for one in left if one.step == entry.same_as and one.kind == kind)
            original = next(found, None)
            if original is None:  # a departure passed the step that leaves it
                number = setting.procedure.sheet.step(entry.same_as).n
                raise Refused("no_original", f"Bukti dari langkah {number} belum ada.")
            result.artifacts.append(
                replace(original, step=step.id, output=output, same_as=entry.same_as)
            )


def _note_manual(result: Result, setting: Setting, step: Step) -> None:
    """A deed in the world proves its outputs by a note: that it was done; when and by whom
    stands in the act. The last actor of the row leaves it."""
    through = {*setting.case.done_parts, setting.task.part}
    last = step.mode in ("one", "any") or through >= set(step.actors)
    if setting.procedure.work.of(step.id).manual is None or not last:
        return
    for output in step.outputs:
        result.artifacts.append(
            Artifact(
                id=store.random_code(16),
                step=step.id,
                output=output,
                kind="note",
                label=f"{step.activity}: sudah dikerjakan",
            )
        )


def revert(setting: Setting, parts: list[EntryPart]) -> None:
    """Undo the actions of a form in reverse order, for a take-back."""
    step = setting.procedure.sheet.step(setting.task.step)
    for one in reversed(parts):
        if not isinstance(one.action.revert, str):
            one.action.revert(_doing(setting, step, one, {}))
