"""Who is told of every act that is stored, in its own transaction.

A module registers a function when Django starts. It gets plain values and answers what is to
leave the office; that is laid into the outbox beside the act, so that both are there or neither.
A listener that answers nothing costs no statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from loket.cases.api import outbox
from loket.core.act import Act
from loket.core.action import Outgoing
from loket.core.case import Case
from loket.core.evolve import evolve
from loket.core.sheet import Procedure


class Stored(Struct, frozen=True):
    """One act that was just stored. ``case_id`` is the row of the case, ``number`` the office's
    number of it, ``public_code`` what its applicant knows it by; ``before`` is None for the act
    that opened it; ``seq`` counts the acts from 1. ``now`` is UTC."""

    office_id: str
    case_id: int
    number: str
    public_code: str
    before: Case | None
    case: Case
    act: Act
    seq: int
    procedure: Procedure
    now: datetime


Listener = Callable[[Stored], Iterable[Outgoing]]
_listeners: dict[str, Listener] = {}


def on_act(name: str, listener: Listener) -> None:
    """Let ``listener`` answer what leaves after each act. ``name`` (the module's) keeps its rows
    in the outbox apart from those of the actions and of other listeners."""
    _listeners[name] = listener


def tell(
    office_id: str,
    case_id: int,
    number: str,
    public_code: str,
    before: Case | None,
    after: Case,
    acts: Sequence[Act],
    procedure: Procedure,
    now: datetime,
) -> None:
    """Tell everybody of the acts that led from ``before`` to ``after``. Runs in their
    transaction."""
    if not _listeners:
        return
    earlier = before
    for act in acts:
        case = after if act is acts[-1] else evolve(earlier, act)
        told = Stored(
            office_id, case_id, number, public_code, earlier, case, act, case.length, procedure, now
        )
        for name, listener in _listeners.items():
            outbox.put(office_id, case_id, case.length, listener(told), now, source=name)
        earlier = case
