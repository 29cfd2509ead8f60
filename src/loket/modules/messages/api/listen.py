"""What an act means to the applicant, laid into the outbox in the act's own transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from loket.cases.api import Stored
from loket.core.action import Outgoing
from loket.modules.messages import rules
from loket.modules.messages.api.sending import KIND


def after_act(stored: Stored) -> Iterator[Outgoing]:
    """At most one message per act, and a look at the clock when the promise is due.

    Nothing for a case whose applicant left no telephone number, or that has no applicant. The
    payload names nobody: who is told, and where, is read from the case when it is sent.
    """
    if not rules.phone_of(stored.case):
        return
    kind = rules.event(stored.procedure, stored.before, stored.case, stored.act)
    if kind is not None:
        yield Outgoing(KIND, _payload(stored, kind))
    due_at = stored.case.due_at
    was_due = stored.before.due_at if stored.before else None
    if due_at is not None and due_at != was_due and stored.case.state == "open":
        yield Outgoing(KIND, _payload(stored, "late"), not_before=due_at)


def _payload(stored: Stored, kind: str) -> dict[str, object]:
    return {
        "kind": kind,
        "case": stored.case_id,
        "seq": stored.seq,
        "number": stored.number,
        "code": stored.public_code,
        "service": stored.procedure.sheet.title,
        "due_at": _iso(stored.case.due_at),
        "at": _iso(stored.now),
        "void": stored.act.data.get("seq") if kind == "corrected" else None,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
