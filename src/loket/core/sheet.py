"""The SOP as plain values: the printed sheet and the work that each step really does.

Nothing here reads a file. ``loket.catalogue`` turns a package folder into a
:class:`Procedure`; the engine, the pages and the printed sheet read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field

from loket.core.fields.across import Computed, Required
from loket.core.fields.spec import Field

END_DONE = "end:done"
END_REJECTED = "end:rejected"
END_CANCELLED = "end:cancelled"
ENDS: Mapping[str, str] = {
    END_DONE: "done",
    END_REJECTED: "rejected",
    END_CANCELLED: "cancelled",
}
YES = "yes"
NO = "no"

Mode = Literal["one", "in_order", "each", "any"]

ARTIFACT_KINDS = frozenset(
    [
        "checklist",
        "data",
        "register_entry",
        "document",
        "paraf",
        "signature",
        "stamp",
        "slip",
        "handover",
        "stock_move",
        "card_print",
        "message",
        "file",
        "note",
    ]
)


class Duration(Struct, frozen=True, omit_defaults=True):
    """A time as the sheet prints it.

    ``minutes`` (an hour is 60), ``days`` or ``weeks``, or none when ``open_ended``
    ("Tentative"). A printed zero is ``minutes=0``; a time that is not printed at all is no
    Duration but ``None``. For the clock a printed day is a working day, a week five.
    """

    minutes: int | None = None
    days: int | None = None
    weeks: int | None = None
    open_ended: bool = False


class Promise(Struct, frozen=True, omit_defaults=True):
    """Lead time promised for the whole service: work minutes or days.

    ``calendar`` days where the law counts so, else working days.
    """

    minutes: int | None = None
    days: int | None = None
    calendar: bool = False


class Identity(Struct, frozen=True, omit_defaults=True):
    """The identity block of the printed sheet, in the seed's words; None = not shown."""

    number: str | None = None
    created: str | None = None  # ISO dates
    revised: str | None = None
    effective: str | None = None
    decree: str | None = None
    approved_by: str | None = None
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    warning: str | None = None
    records: tuple[str, ...] = ()


class Actor(Struct, frozen=True, omit_defaults=True):
    """One printed column. ``party`` and ``outside`` mark who is no officer of this office."""

    id: str
    label: str
    party: str | None = None
    outside: str | None = None

    @property
    def is_officer(self) -> bool:
        return self.party is None and self.outside is None


class Decision(Struct, frozen=True):
    """A branch. ``exits`` maps exit name to a step id or ``end:…``; ``decided_by`` are actors."""

    question: str
    exits: dict[str, str]
    decided_by: tuple[str, ...]


class Step(Struct, frozen=True, omit_defaults=True):
    """One printed row.

    ``next`` is always resolved by the reader (a step id or ``end:…``) and is where the row
    leads when it has no decision. ``mode`` says how several ``actors`` share the row.
    """

    id: str
    n: int
    activity: str
    actors: tuple[str, ...]
    next: str
    mode: Mode = "one"
    requirements: tuple[str, ...] = ()
    time: Duration | None = None
    outputs: tuple[str, ...] = ()
    decision: Decision | None = None
    returns: bool = True
    note: str = ""
    inferred: tuple[str, ...] = ()

    def exits(self) -> dict[str, str]:
        """Every way out: exit name to target; a row without decision has the one exit ``yes``."""
        return dict(self.decision.exits) if self.decision else {YES: self.next}

    def deciders(self) -> tuple[str, ...]:
        """Actors of the row who choose an exit; where any one of them does the row, all."""
        if self.decision is None:
            return ()
        return self.actors if self.mode == "any" else self.decision.decided_by


class Sheet(Struct, frozen=True, omit_defaults=True):
    """The printed part of a procedure version."""

    id: str
    version: int
    title: str
    section: str
    identity: Identity
    actors: tuple[Actor, ...]
    steps: tuple[Step, ...]
    promise: Promise | None = None
    inferred: tuple[str, ...] = ()

    def step(self, step_id: str) -> Step:
        """The row with this id. Raises KeyError."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def actor(self, actor_id: str) -> Actor:
        """The column with this id. Raises KeyError."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)


class Paper(Struct, frozen=True, omit_defaults=True):
    """One requirement of the service as the counter ticks it and the portal shows it."""

    id: str
    name: str
    why: str = ""
    when: dict[str, Any] | None = None
    copies: int | None = None
    source: str = ""


class Service(Struct, frozen=True, omit_defaults=True):
    """What the citizen is told; ours where the seed is silent."""

    need: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    cost: str | None = None
    product: str | None = None
    complaints: str | None = None


class Starts(Struct, frozen=True, omit_defaults=True):
    """How a case begins: ``by`` application, schedule, event or procedure."""

    by: Literal["application", "schedule", "event", "procedure"] = "application"
    channels: tuple[str, ...] = ()
    schedule: dict[str, Any] | None = None


class WorkEntry(Struct, frozen=True, omit_defaults=True):
    """One action of a step.

    ``part`` is the actor whose form holds it (None: the row's first actor; for ``each`` and
    ``any`` every actor). ``exit`` limits it to one exit. ``proves`` maps output name to
    artifact kind. ``named`` (``as`` in the file) is the prefix of the facts it leaves.
    ``compute`` and ``require`` are facts and rules across the answers to ``ask``.
    ``same_as`` reuses the artifact of another step instead of doing anything. ``options`` are
    the remaining keys, read by the action itself.
    """

    do: str | None = None
    part: str | None = None
    exit: str | None = None
    proves: dict[str, str] = field(default_factory=dict)
    ask: tuple[Field, ...] = ()
    named: str | None = None
    same_as: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    compute: tuple[Computed, ...] = ()
    require: tuple[Required, ...] = ()


class StepWork(Struct, frozen=True, omit_defaults=True):
    """The work of a step: entries in order, or the reason why it is manual; never both."""

    entries: tuple[WorkEntry, ...] = ()
    manual: str | None = None


class Work(Struct, frozen=True, omit_defaults=True):
    """What makes the sheet run: start, posts bound to actor labels, service facts, actions."""

    starts: Starts
    posts: dict[str, tuple[str, ...]]
    service: Service
    steps: dict[str, StepWork]

    def of(self, step_id: str) -> StepWork:
        return self.steps.get(step_id, StepWork())


class Source(Struct, frozen=True, omit_defaults=True):
    """Where the sheet was read from; not part of any digest."""

    file: str = ""
    lines: tuple[int, int] | None = None
    read_by_two: bool = False


class Procedure(Struct, frozen=True):
    """A runnable SOP: one version of a sheet with one revision of its work."""

    sheet: Sheet
    work: Work
    revision: int
    sheet_digest: str  # SHA-256, hex, of the canonical sheet text
    work_digest: str
    origin: Literal["seed", "loket", "office"] = "seed"
    source: Source = Source()

    @property
    def id(self) -> str:
        return self.sheet.id

    @property
    def office(self) -> str:
        return self.sheet.id.split("/", 1)[0]
