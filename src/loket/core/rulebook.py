"""What the law and the office set for one day: calendar, who is present, parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from loket.core.calendar import Calendar


class Rules(Struct, frozen=True):
    """The rules of one office on the day of a command.

    ``present``: posts with a holder on duty today (definitive, Plt or Plh). ``on_duty``: ids of
    the officers at work today; what another holds is free for the post (None: not known, then
    nothing is). ``superior``:
    each post's post above, None at the top. ``parameters``: dated values in force today.
    """

    calendar: Calendar
    present: frozenset[str] = frozenset()
    superior: Mapping[str, str | None] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    on_duty: frozenset[str] | None = None

    def is_above(self, upper: str, lower: str) -> bool:
        """Whether ``upper`` stands above ``lower`` in the tree of posts."""
        seen: set[str] = set()
        post = self.superior.get(lower)
        while post is not None and post not in seen:
            if post == upper:
                return True
            seen.add(post)
            post = self.superior.get(post)
        return False
