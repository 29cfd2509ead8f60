"""The contract of actions: what a module must say so that a step can use it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from loket.core.case import Case
from loket.core.fields.spec import Field
from loket.core.rulebook import Rules
from loket.core.sheet import ARTIFACT_KINDS, Procedure, Step, WorkEntry
from loket.core.who import By, Who


class Upload(Struct, frozen=True):
    """A file that passed the check of its type: name as sent, media type as sniffed, size in
    bytes, SHA-256 in hex. The bytes lie in the blob store under that digest."""

    name: str
    media_type: str
    size: int
    sha256: str


class Doing(Struct, frozen=True):
    """Everything an action may look at while a step is being done.

    ``values`` are the cleaned answers of this action's own fields, by field name. ``who`` is
    the officer in the capacity in which he acts now. Times are UTC; ``done_at`` is the true
    time of the work (differs from ``now`` only in late entry). ``case_row`` is the row of the
    case as addresses carry it (0: none), ``case_number`` the office's number of it (26-00001).
    """

    procedure: Procedure
    step: Step
    part: str
    entry: WorkEntry
    exit: str | None
    case: Case
    values: Mapping[str, Any]
    who: By
    now: datetime
    done_at: datetime
    rules: Rules
    case_row: int = 0
    case_number: str = ""


class ArtifactDraft(Struct, frozen=True, omit_defaults=True):
    """What an action leaves for one output. ``facts`` name facts that this action set."""

    kind: str
    label: str
    facts: tuple[str, ...] = ()
    sha256: str | None = None
    media_type: str = ""


class Outgoing(Struct, frozen=True, omit_defaults=True):
    """Something that leaves the office after commit, through the outbox; not before the moment
    ``not_before`` (UTC), where one is given."""

    kind: str
    payload: dict[str, Any]
    not_before: datetime | None = None


class Done(Struct, frozen=True, omit_defaults=True):
    """What an action did. ``facts`` are merged into the case, names without prefix: the shell
    puts the entry's ``as`` (or the step id) and a dot before them. ``personal`` names those
    that are personal data. ``artifacts`` are keyed by artifact kind. ``awaits`` names an
    outside answer that must come before the step is complete."""

    facts: dict[str, Any] = field(default_factory=dict)
    personal: frozenset[str] = frozenset()
    artifacts: dict[str, ArtifactDraft] = field(default_factory=dict)
    outgoing: tuple[Outgoing, ...] = ()
    awaits: str | None = None


class Showing(Struct, frozen=True):
    """What an action may look at to draw its part of a page: the case as it stands, the officer
    who looks, and when (UTC)."""

    procedure: Procedure
    step: Step
    entry: WorkEntry
    case: Case
    who: Who
    now: datetime


FieldsOf = Callable[[Procedure, Step, WorkEntry], tuple[Field, ...]]
Check = Callable[[Doing], Mapping[str, str]]
Revert = Callable[[Doing], None]
Shows = Callable[[Showing], Mapping[str, Any]]
FINAL = "final"


class Action(Struct, frozen=True):
    """One registered action. ``check`` reads only and answers errors by field name (empty:
    all is well). ``revert`` undoes its rows at a take-back; FINAL forbids the take-back.
    ``shows`` gives its page part what it draws beside the fields. ``refers`` are options that name
    another entry of the work, by its ``as``."""

    name: str
    leaves: frozenset[str]
    fields: FieldsOf
    page: str
    check: Check
    apply: Callable[[Doing], Done]
    revert: Revert | str
    purpose: str
    shows: Shows | None = None
    refers: tuple[str, ...] = ()


def _no_fields(procedure: Procedure, step: Step, entry: WorkEntry) -> tuple[Field, ...]:
    return entry.ask


def _no_errors(doing: Doing) -> Mapping[str, str]:
    return {}


def _nothing_to_revert(doing: Doing) -> None:
    return None


class ActionRegistry:
    """The actions there are, by name. An object, so that tests bring their own."""

    def __init__(self) -> None:
        self._actions: dict[str, Action] = {}

    def action(
        self,
        name: str,
        *,
        leaves: Iterable[str],
        fields: FieldsOf = _no_fields,
        page: str = "",
        check: Check = _no_errors,
        revert: Revert | str = _nothing_to_revert,
        shows: Shows | None = None,
        refers: Iterable[str] = (),
    ) -> Callable[[Callable[[Doing], Done]], Callable[[Doing], Done]]:
        """Register the decorated function as action ``name``.

        Raises ValueError for a name that is taken or malformed, for an artifact kind that
        does not exist, and for a function without docstring (its first line is shown).
        """

        def register(apply: Callable[[Doing], Done]) -> Callable[[Doing], Done]:
            kinds = frozenset(leaves)
            unknown = kinds - ARTIFACT_KINDS
            purpose = (apply.__doc__ or "").strip().split("\n", 1)[0]
            if name in self._actions:
                raise ValueError(f"action {name!r} is registered twice")
            if name.count(".") != 1:
                raise ValueError(f"action {name!r}: the name must be <module>.<verb>")
            if unknown:
                raise ValueError(f"action {name!r}: unknown artifact kinds {sorted(unknown)}")
            if not purpose:
                raise ValueError(f"action {name!r} has no docstring")
            self._actions[name] = Action(
                *(name, kinds, fields, page, check, apply, revert, purpose, shows),
                refers=tuple(refers),
            )
            return apply

        return register

    def get(self, name: str) -> Action:
        """The action of this name. Raises KeyError."""
        return self._actions[name]

    def __contains__(self, name: object) -> bool:
        return name in self._actions

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(sorted(self._actions.values(), key=lambda action: action.name))
