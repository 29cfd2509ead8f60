"""A case as it stands, and one task of it. ``loket.core.evolve`` folds acts into these."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, field

CaseState = Literal["open", "done", "rejected", "cancelled"]
TaskState = Literal["open", "taken", "pending"]


class Task(Struct, frozen=True, omit_defaults=True):
    """A part of a case now waiting for an actor. A finished task is no longer in the case.

    ``no`` counts from 1 within the case. ``version`` rises with each change and is the guard
    of every command. ``party``/``outside`` are set when the row belongs to somebody who is no
    officer; ``posts`` are then those of the neighbouring row, who may record it for him.
    """

    no: int
    step: str
    part: str
    state: TaskState = "open"
    version: int = 1
    posts: tuple[str, ...] = ()
    party: str | None = None
    outside: str | None = None
    assigned: str | None = None  # officer id, by reassign
    holder: str | None = None  # officer id, while taken or pending
    opened_at: datetime | None = None
    taken_at: datetime | None = None
    due_at: datetime | None = None
    pending_exit: str | None = None  # what was chosen before the outside answer

    @property
    def is_outsider(self) -> bool:
        return self.party is not None or self.outside is not None


class Artifact(Struct, frozen=True, omit_defaults=True):
    """The stored thing that proves an output. ``facts`` are names of facts of the case."""

    id: str
    step: str
    output: str
    kind: str
    label: str = ""
    facts: tuple[str, ...] = ()
    sha256: str | None = None
    media_type: str = ""
    same_as: str | None = None  # the step whose artifact this is


class Party(Struct, frozen=True, omit_defaults=True):
    """A person or body of the case: role, and what the counter typed (personal data).

    A role may stand twice (two saksi); their order tells them apart.
    """

    role: str
    values: dict[str, Any] = field(default_factory=dict)


class Pending(Struct, frozen=True, omit_defaults=True):
    """What was done for a task whose answer from outside is still to come."""

    task: int
    facts: dict[str, Any] = field(default_factory=dict)
    artifacts: tuple[Artifact, ...] = ()


class Undo(Struct, frozen=True, omit_defaults=True):
    """What a take-back needs: the state that the last move left behind."""

    seq: int  # number of the act that moved
    officer: str
    task: Task
    step: str
    walked: tuple[str, ...]
    done_parts: tuple[str, ...]
    siblings: tuple[Task, ...]
    facts: dict[str, Any]  # overwritten values
    added: tuple[str, ...]  # names that did not exist before
    artifacts: int
    waiting_since: datetime | None
    due_at: datetime | None
    settled_at: datetime | None = None


class Case(Struct, frozen=True, omit_defaults=True):
    """One run of a procedure.

    ``step`` is the current row, ``done_parts`` the actors of it who are through, ``walked``
    the way from the start to the row before. ``due_at`` is the promise (None: no promise).
    ``waiting_since`` is set while the clock stands still: the case waits for the applicant or
    an outside body, or is suspended. ``pending`` holds what counts only once the outside has
    answered. ``length`` counts its acts, ``last_at`` is when the last was recorded,
    ``settled_at`` the latest true time at which it moved: nothing that follows is earlier.
    """

    id: str
    procedure: str
    version: int
    revision: int
    sheet_digest: str
    work_digest: str
    office: str
    channel: str
    opened_at: datetime
    state: CaseState = "open"
    suspended: bool = False
    step: str = ""
    walked: tuple[str, ...] = ()
    done_parts: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    next_task: int = 1
    due_at: datetime | None = None
    waiting_since: datetime | None = None
    closed_at: datetime | None = None
    parties: tuple[Party, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    artifacts: tuple[Artifact, ...] = ()
    pending: tuple[Pending, ...] = ()
    undo: Undo | None = None
    length: int = 0
    last_at: datetime | None = None
    settled_at: datetime | None = None

    def task(self, no: int) -> Task | None:
        for task in self.tasks:
            if task.no == no:
                return task
        return None

    def party(self, role: str) -> Party | None:
        for party in self.parties:
            if party.role == role:
                return party
        return None
