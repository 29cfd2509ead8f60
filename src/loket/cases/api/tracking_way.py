"""The way of a file as its applicant may read it: rows of the sheet, posts, minutes."""

from __future__ import annotations

from collections.abc import Sequence

from loket.cases.api.history import standing
from loket.cases.api.step_parts import entry_parts
from loket.cases.api.tracking_types import TrackStep
from loket.core.act import Act
from loket.core.case import Case
from loket.core.fields.masked import without_persons
from loket.core.sheet import ENDS, YES, Procedure, Sheet, Step

YOU = "Anda"
THERE, MISSING = "ada", "tidak_ada"  # answers of a checklist of papers
ERASED = "(alasan sudah dihapus menurut masa simpan)"
_MOVES = ("completed", "confirmed", "returned", "departed")
_ENDED = {"done": "berkas selesai", "rejected": "permohonan ditolak", "cancelled": "dibatalkan"}


def way_of(
    procedure: Procedure, case: Case, acts: Sequence[Act], names: Sequence[str]
) -> tuple[TrackStep, ...]:
    """What was done in order, what is being done, and what is still to come if all goes well.

    Taken-back acts are as if they had never been. A step between desks is told without words.
    """
    kept = standing(acts)
    past = [_past(procedure, act, names) for act in kept if act.kind in _MOVES]
    if case.state != "open":
        return tuple(past)
    here = [_here(procedure, case, task.part) for task in case.tasks]
    return (*past, *here, *_still_to_come(procedure, case))


def _by(sheet: Sheet, part: str) -> str:
    actor = sheet.actor(part)
    return YOU if actor.party is not None else actor.label


def _past(procedure: Procedure, act: Act, names: Sequence[str]) -> TrackStep:
    sheet = procedure.sheet
    step = sheet.step(act.step or "")
    target = _target(step, act)
    back = target is not None and _is_back(sheet, step, target)
    return TrackStep(
        n=step.n,
        activity=step.activity,
        by=_by(sheet, act.part or step.actors[0]),
        look="back" if back else "past",
        standard=step.time,
        minutes=act.data.get("work_minutes"),
        at=act.done_at,
        note=_where(sheet, target) if back and target else "",
        said=_reason(act, names) if back and _is_told(procedure, target) else "",
    )


def _target(step: Step, act: Act) -> str | None:
    """Where the act led; None while the row went on with its next actor."""
    if act.kind in ("returned", "departed"):
        return str(act.data["to"])
    exit_name = act.data["move"].get("exit")
    return step.exits()[exit_name] if exit_name is not None else None


def _is_back(sheet: Sheet, step: Step, target: str) -> bool:
    if target in ENDS:
        return ENDS[target] != "done"
    return sheet.step(target).n <= step.n


def _where(sheet: Sheet, target: str) -> str:
    if target in ENDS:
        return _ENDED[ENDS[target]].capitalize()
    return f"Dikembalikan ke langkah {sheet.step(target).n}"


def _is_told(procedure: Procedure, target: str | None) -> bool:
    """Whether the words of this act are for the applicant: he must act on them, or it is over.
    What officers write to each other stays between them (ours)."""
    if target is None:
        return False
    if target in ENDS:
        return True
    sheet = procedure.sheet
    return sheet.actor(sheet.step(target).actors[0]).party is not None


def _reason(act: Act, names: Sequence[str]) -> str:
    """The officer's words without the persons he may have named."""
    if "reason" in act.personal and act.personal["reason"] is None:
        return ERASED
    return without_persons(str(act.personal.get("reason") or ""), names)


def said_to_applicant(
    procedure: Procedure, case: Case, acts: Sequence[Act], names: Sequence[str]
) -> str:
    """Why the file lies with him, or ended without a result; "" where nothing was said."""
    for act in reversed(standing(acts)):
        if act.kind == "cancelled":
            return _reason(act, names)
        if act.kind in _MOVES:
            target = _target(procedure.sheet.step(act.step or ""), act)
            return _reason(act, names) if _is_told(procedure, target) else ""
    return ""


def _here(procedure: Procedure, case: Case, part: str) -> TrackStep:
    step = procedure.sheet.step(case.step)
    task = next(one for one in case.tasks if one.part == part)
    return TrackStep(
        n=step.n,
        activity=step.activity,
        by=_by(procedure.sheet, part),
        look="here",
        standard=step.time,
        at=task.opened_at,
        note="Menunggu jawaban dari luar" if task.state == "pending" else "",
    )


def _still_to_come(procedure: Procedure, case: Case) -> list[TrackStep]:
    """The rows from the next on, when every decision is yes."""
    sheet = procedure.sheet
    seen, at = {case.step}, sheet.step(case.step)
    found: list[TrackStep] = []
    while True:
        target = at.exits().get(YES, at.next)
        if target in ENDS or target in seen:
            return found
        seen.add(target)
        at = sheet.step(target)
        by = ", ".join(dict.fromkeys(_by(sheet, part) for part in at.actors))
        found.append(TrackStep(at.n, at.activity, by, "todo", at.time))


def papers(procedure: Procedure, case: Case) -> list[tuple[str, bool]]:
    """The papers of the service as the checklists saw them last, with whether they are there;
    those nobody was asked for are left out."""
    seen: dict[str, tuple[str, bool]] = {}
    for step in procedure.sheet.steps:
        for part in step.actors:
            for one in entry_parts(procedure, step, part):
                for spec in one.form.fields:
                    answer = case.facts.get(f"{one.entry.named or step.id}.{spec.name}")
                    if spec.type == "choice" and answer in (THERE, MISSING):
                        seen[spec.name] = spec.label, answer == THERE
    return list(seen.values())


def papers_missing(procedure: Procedure, case: Case) -> tuple[str, ...]:
    """The papers that were not there at the last look."""
    return tuple(label for label, there in papers(procedure, case) if not there)
