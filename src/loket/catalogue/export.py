"""Procedures as ``loket sop export --format json`` prints them; the form is a contract with
programs outside, described in ``docs/developers/sheet.md``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from loket.core.sheet import NO, YES, Duration, Procedure, Step, WorkEntry


def export(procedures: Iterable[tuple[Procedure, str]]) -> dict[str, Any]:
    """The export of procedures with their status (draft, in_force, superseded, revoked)."""
    return {"procedures": [export_one(procedure, status) for procedure, status in procedures]}


def status_in_directory(procedure: Procedure) -> str:
    """The status of a package that is only a folder: what Loket drafted is a draft."""
    return "draft" if procedure.origin == "loket" else "in_force"


def export_one(procedure: Procedure, status: str) -> dict[str, Any]:
    """One procedure: times as printed, actors by their label in printed order."""
    sheet = procedure.sheet
    promise = None
    if sheet.promise is not None:
        promise = {
            "minutes": sheet.promise.minutes,
            "days": sheet.promise.days,
            "inferred": "promise" in sheet.inferred,
        }
    return {
        "id": sheet.id,
        "office": procedure.office,
        "section": sheet.section,
        "title": sheet.title,
        "number": sheet.identity.number,
        "effective": sheet.identity.effective,
        "version": sheet.version,
        "revision": procedure.revision,
        "status": status,
        "origin": procedure.origin,
        "promise": promise,
        "steps": [_step(procedure, step) for step in sheet.steps],
    }


def _step(procedure: Procedure, step: Step) -> dict[str, Any]:
    work = procedure.work.of(step.id)
    labels = {actor.id: actor.label for actor in procedure.sheet.actors}
    time = step.time
    return {
        "n": step.n,
        "id": step.id,
        "activity": step.activity,
        "actors": [labels.get(actor, actor) for actor in step.actors],
        "requirements": list(step.requirements),
        "minutes": None if time is None else time.minutes,
        "days": None if time is None else _days(time),
        "open_ended": time is not None and time.open_ended,
        "outputs": list(step.outputs),
        "decision": _decision(step),
        "do": [name for entry in work.entries for name in _actions(procedure, entry)],
        "manual": work.manual is not None,
    }


def _actions(procedure: Procedure, entry: WorkEntry) -> list[str]:
    """The action of an entry; for ``same_as`` the one whose artifact it takes over."""
    if entry.do is not None:
        return [entry.do]
    kinds = set(entry.proves.values())
    others = procedure.work.of(entry.same_as or "").entries
    return [one.do for one in others if one.do and kinds & set(one.proves.values())]


def _decision(step: Step) -> dict[str, Any] | None:
    if step.decision is None:
        return None
    exits = step.decision.exits
    return {
        "question": step.decision.question,
        "yes": exits.get(YES, ""),
        "no": exits.get(NO, ""),
        "others": {name: target for name, target in exits.items() if name not in (YES, NO)},
    }


def _days(time: Duration) -> int | None:
    """Days as printed; a week is 7."""
    return 7 * time.weeks if time.weeks is not None else time.days
