"""One thing done in a case: appended, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct, field

from loket.core.who import By

KINDS = frozenset(
    [
        "opened",
        "taken_up",
        "released",
        "completed",
        "awaited",
        "confirmed",
        "failed",
        "returned",
        "cancelled",
        "reassigned",
        "suspended",
        "resumed",
        "taken_back",
        "departed",
    ]
)


class Act(Struct, frozen=True, omit_defaults=True):
    """One act. ``at`` is when it was recorded, ``done_at`` when it truly happened (UTC).

    ``data`` is hashed as it stands. ``personal`` is flat (name to value) and enters the hash
    only as salted digests, so that a value can be erased and the chain still holds: facts of
    persons under ``facts.<name>``, values of parties under ``party.<role>.<name>``, free
    text under ``reason``.
    """

    kind: str
    at: datetime
    done_at: datetime
    by: By
    task: int | None = None
    step: str | None = None
    part: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
