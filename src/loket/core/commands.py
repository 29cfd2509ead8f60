"""What may be asked of a case. Each command is decided by ``loket.core.engine.decide``.

``task`` is the number of a task of the case and ``version`` the version that the asker saw;
a command on a task that moved on since is refused with who did it. Reasons are personal data
(free text) and never hashed in clear.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct, field

from loket.core.case import Artifact, Party


class Open(Struct, frozen=True):
    """Begin a case. ``channel`` is counter, portal, system …

    ``done_at`` earlier than now is a late entry and wants a ``late_reason``; the promise runs
    from it.
    """

    case_id: str
    channel: str
    parties: tuple[Party, ...] = ()
    done_at: datetime | None = None
    late_reason: str = ""


class TakeUp(Struct, frozen=True):
    """Begin a task: the work time of the step runs from here."""

    task: int
    version: int


class Release(Struct, frozen=True):
    """Put a task back for the others of the post."""

    task: int
    version: int


class Complete(Struct, frozen=True):
    """Finish a task through an exit (None: the actor decides nothing).

    ``facts`` and ``personal`` are full fact names to plain JSON values (dates as ISO text),
    ``artifacts`` what was left.
    ``awaits`` names an outside answer: the task is then pending until Confirm or Fail.
    ``final``: one of its actions can't be undone, so neither can the act be taken back.
    ``done_at`` earlier than now is a late entry and wants a ``late_reason``; ``late_scan`` is
    the SHA-256 of the paper's scan.
    """

    task: int
    version: int
    exit: str | None = None
    reason: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    artifacts: tuple[Artifact, ...] = ()
    awaits: str | None = None
    final: bool = False
    done_at: datetime | None = None
    late_reason: str = ""
    late_scan: str | None = None


class Confirm(Struct, frozen=True):
    """The outside answered yes: the pending task is complete with what it answered."""

    task: int
    version: int
    facts: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    artifacts: tuple[Artifact, ...] = ()


class Fail(Struct, frozen=True):
    """The outside answered no: the task is back on its holder's desk."""

    task: int
    version: int
    reason: str


class Return(Struct, frozen=True):
    """Leave the step without any exit, to an earlier step of the way walked (None: the one
    before). Both parts of ``dikembalikan``: the reason is read by the one it goes back to."""

    task: int
    version: int
    reason: str
    to: str | None = None


class Cancel(Struct, frozen=True):
    """End the case: withdrawn by the applicant, or opened by mistake."""

    reason: str


class Reassign(Struct, frozen=True):
    """Give a task to one officer by name (None: to the post again)."""

    task: int
    version: int
    officer: str | None
    reason: str


class Suspend(Struct, frozen=True):
    """Stop the clock: the case waits for something outside the office."""

    reason: str


class Resume(Struct, frozen=True):
    """Let the clock run again."""

    reason: str = ""


class TakeBack(Struct, frozen=True):
    """Undo one's own last move (act number ``seq``) before the next actor acted."""

    seq: int
    reason: str


class Depart(Struct, frozen=True):
    """Go on otherwise than the sheet: from this task's step to ``to`` (a step or ``end:…``)."""

    task: int
    version: int
    to: str
    reason: str


Command = (
    Open
    | TakeUp
    | Release
    | Complete
    | Confirm
    | Fail
    | Return
    | Cancel
    | Reassign
    | Suspend
    | Resume
    | TakeBack
    | Depart
)
