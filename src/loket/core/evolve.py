"""``evolve(case, act) -> case``: folding the acts of a case gives the case as it stands.

It computes no time and makes no choice: whatever was decided stands in the act.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import convert
from msgspec.structs import replace

from loket.core.act import Act
from loket.core.case import Artifact, Case, Party, Pending, Task, Undo
from loket.core.move import Move

# acts whose effect their officer may take back
_UNDOABLE = frozenset({"completed", "returned"})


def fold(acts: Iterable[Act]) -> Case:
    """The case that these acts, from its first, have made. Raises ValueError without acts."""
    case: Case | None = None
    for act in acts:
        case = evolve(case, act)
    if case is None:
        raise ValueError("a case has at least one act")
    return case


def evolve(case: Case | None, act: Act) -> Case:
    """The case after this act."""
    if case is None:
        return _opened(act)
    case = replace(case, length=case.length + 1, last_at=act.at)
    if act.kind in ("completed", "returned", "departed", "cancelled", "confirmed", "resumed"):
        return _moved(case, act)
    if act.kind == "taken_up":
        return _with_task(case, act, state="taken", holder=act.by.officer, taken_at=act.done_at)
    if act.kind == "released":
        return _with_task(case, act, state="open", holder=None, taken_at=None)
    if act.kind == "reassigned":
        return _with_task(
            case, act, state="open", holder=None, taken_at=None, assigned=act.data["officer"]
        )
    if act.kind == "awaited":
        return _awaited(case, act)
    if act.kind == "failed":
        return _failed(case, act)
    if act.kind == "suspended":
        since = convert(act.data["waiting_since"], datetime)
        return replace(case, suspended=True, waiting_since=since)
    if act.kind == "taken_back":
        return _taken_back(case, act)
    raise ValueError(f"unknown act {act.kind!r}")


def _opened(act: Act) -> Case:
    data = act.data
    move = convert(data["move"], Move)
    parties = [Party(role, {}) for role in data["parties"]]
    for name, value in act.personal.items():
        if name.startswith("party."):
            _, index, key = name.split(".", 2)
            parties[int(index)].values[key] = value
    return Case(
        id=data["case"],
        procedure=data["procedure"],
        version=data["version"],
        revision=data["revision"],
        sheet_digest=data["sheet"],
        work_digest=data["work"],
        office=data["office"],
        channel=data["channel"],
        opened_at=act.done_at,
        step=move.step,
        tasks=move.opens,
        next_task=1 + len(move.opens),
        due_at=move.due_at,
        waiting_since=move.waiting_since,
        parties=tuple(parties),
        length=1,
        last_at=act.at,
        settled_at=act.done_at,
    )


def _facts(act: Act) -> dict[str, Any]:
    personal = {
        name.removeprefix("facts."): value
        for name, value in act.personal.items()
        if name.startswith("facts.")
    }
    return {**act.data.get("facts", {}), **personal}


def _left(act: Act) -> tuple[Artifact, ...]:
    return convert(act.data.get("artifacts", []), tuple[Artifact, ...])


def _awaited(case: Case, act: Act) -> Case:
    """What was done waits beside the case until the outside has answered."""
    case = _with_task(
        case, act, state="pending", holder=act.by.officer, pending_exit=act.data.get("exit")
    )
    held = Pending(act.task or 0, _facts(act), _left(act))
    return _clocked(replace(case, pending=(*case.pending, held)), act)


def _failed(case: Case, act: Act) -> Case:
    """Nothing of the attempt counts; the task is back on its holder's desk."""
    task = case.task(act.task or 0)
    if task is not None and task.holder and task.taken_at:
        case = _with_task(case, act, state="taken", pending_exit=None, taken_at=act.at)
    else:
        case = _with_task(case, act, state="open", holder=None, pending_exit=None)
    kept = tuple(one for one in case.pending if one.task != act.task)
    return _clocked(replace(case, pending=kept), act)


def _clocked(case: Case, act: Act) -> Case:
    move = convert(act.data["move"], Move)
    return replace(
        case,
        tasks=tuple(_with_due(task, move) for task in case.tasks),
        due_at=move.due_at,
        waiting_since=move.waiting_since,
        settled_at=_later(case, act),
    )


def _later(case: Case, act: Act) -> datetime:
    return max(act.done_at, case.settled_at or act.done_at)


def _with_results(case: Case, act: Act) -> Case:
    """Facts and artifacts of the act, behind those that waited for its answer."""
    for held in case.pending:
        if held.task == act.task and act.kind == "confirmed":
            case = replace(
                case,
                facts={**case.facts, **held.facts},
                artifacts=(*case.artifacts, *held.artifacts),
            )
    artifacts = _left(act)
    return replace(
        case, facts={**case.facts, **_facts(act)}, artifacts=(*case.artifacts, *artifacts)
    )


def _with_task(case: Case, act: Act, **changes: Any) -> Case:
    tasks = tuple(
        replace(task, version=task.version + 1, **changes) if task.no == act.task else task
        for task in case.tasks
    )
    return replace(case, tasks=tasks, undo=None)  # another act came: no take-back any more


def _moved(case: Case, act: Act) -> Case:
    move = convert(act.data["move"], Move)
    undo = _undo(case, act, move)
    kept = tuple(_with_due(task, move) for task in case.tasks if task.no not in move.closes)
    case = _with_results(case, act)
    return replace(
        case,
        step=move.step,
        walked=move.walked,
        done_parts=move.done_parts,
        tasks=(*kept, *move.opens),
        next_task=case.next_task + len(move.opens),
        due_at=move.due_at,
        waiting_since=move.waiting_since,
        suspended=case.suspended and act.kind == "confirmed" and move.ended is None,
        pending=tuple(one for one in case.pending if one.task not in move.closes),
        settled_at=_later(case, act),
        state=move.ended or case.state,
        closed_at=act.at if move.ended else case.closed_at,
        undo=undo,
    )


def _with_due(task: Task, move: Move) -> Task:
    if str(task.no) not in move.dues:
        return task
    return replace(task, due_at=move.dues[str(task.no)])


def _undo(case: Case, act: Act, move: Move) -> Undo | None:
    task = case.task(act.task or 0)
    if act.kind not in _UNDOABLE or act.by.officer is None or act.data.get("final") or not task:
        return None
    facts = _facts(act)
    return Undo(
        seq=case.length,
        officer=act.by.officer,
        task=task,
        step=case.step,
        walked=case.walked,
        done_parts=case.done_parts,
        siblings=tuple(other for other in case.tasks if other.no != task.no),
        facts={name: case.facts[name] for name in facts if name in case.facts},
        # sorted: the stored text of an act sorts its names, and the fold must not differ by that
        added=tuple(sorted(name for name in facts if name not in case.facts)),
        artifacts=len(case.artifacts),
        waiting_since=case.waiting_since,
        due_at=case.due_at,
        settled_at=case.settled_at,
    )


def _taken_back(case: Case, act: Act) -> Case:
    undo = case.undo
    if undo is None:
        raise ValueError("nothing to take back")
    facts = {name: value for name, value in case.facts.items() if name not in undo.added}
    task = replace(undo.task, version=undo.task.version + 2)  # newer than any page still open
    tasks = sorted((*undo.siblings, task), key=lambda one: one.no)
    return replace(
        case,
        state="open",
        closed_at=None,
        step=undo.step,
        walked=undo.walked,
        done_parts=undo.done_parts,
        tasks=tuple(tasks),
        facts={**facts, **undo.facts},
        artifacts=case.artifacts[: undo.artifacts],
        waiting_since=undo.waiting_since,
        due_at=undo.due_at,
        settled_at=undo.settled_at,
        undo=None,
    )
