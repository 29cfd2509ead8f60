"""What the officer's pages show, as plain values. ``loket.cases.api`` fills them, the views and
templates of this app read them; nothing here knows a database or a browser.

Moments are aware UTC datetimes; templates show them in the office's zone. A ``can_…`` answers
three ways: None = allowed now; a sentence = not allowed, and this is why (the button stays
visible and says it); "" = makes no sense here, not shown at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, field

from loket.core.sheet import Procedure, Sheet
from loket.ui.lanes import Progress
from loket.ui.step_form import FormPart, ReadForm

Status = Literal["late", "soon", "ok", "wait", "none"]  # of the promise, never of standard time


class Outcome(Struct, frozen=True):
    """The answer to a command. ``ok``: done, ``message`` says what happened and goes to the
    next page. Else either ``form`` carries errors and all that was typed, or ``refused`` says
    why the whole command may not be (who did it when, not yours, stale …); then ``form`` still
    carries what was typed, if anything was. ``mine``: the file still waits for this officer.
    ``papers``: what was just made to be printed, title and artifact id."""

    ok: bool
    case_id: int | None = None
    message: str = ""
    form: ReadForm | None = None
    refused: str | None = None
    mine: bool = True
    papers: tuple[tuple[str, str], ...] = ()


class InboxRow(Struct, frozen=True, omit_defaults=True):
    """One task that waits for this officer. ``left`` is in office minutes to ``due_at``, less
    than zero when past; None without a due time. ``holder`` has it open (None: nobody)."""

    case_id: int
    task_no: int
    number: str
    applicant: str
    procedure: str
    step_n: int
    steps: int
    activity: str
    part: str
    status: Status
    since: datetime
    due_at: datetime | None = None
    left: int | None = None
    holder: str | None = None
    mine: bool = False
    returned: bool = False
    waits_for: str = ""
    previous: str = ""
    channel: str = ""


class FoundRow(Struct, frozen=True):
    """One case that a search found. ``nik`` is masked, "" without one; ``status`` is that of
    its promise while it is open; ``step_n`` is 0 when it is not."""

    case_id: int
    number: str
    applicant: str
    nik: str
    procedure: str
    state: str
    status: Status
    step_n: int
    steps: int
    activity: str
    opened_at: datetime
    closed_at: datetime | None


class SearchPage(Struct, frozen=True):
    """What a search found, newest first. ``read_as`` says how the input was understood,
    ``more`` that there are older cases than those shown."""

    read_as: str
    rows: tuple[FoundRow, ...]
    more: bool


class InboxPage(Struct, frozen=True, omit_defaults=True):
    """One keyset page of the inbox, most urgent first. ``next`` is the cursor of the page
    after this one (opaque, safe in an address), None on the last."""

    rows: tuple[InboxRow, ...]
    next: str | None = None
    state: Status | None = None


class Exit(Struct, frozen=True, omit_defaults=True):
    """One way out of a step with a decision. ``target``: where it leads, in words."""

    name: str
    label: str
    target: str
    needs_reason: bool = False
    why_not: str | None = None


class ReturnTarget(Struct, frozen=True):
    """An earlier step that this one may be returned to."""

    step_id: str
    label: str


class Colleague(Struct, frozen=True):
    """An officer who may do a task today."""

    officer: str
    name: str


class TaskActs(Struct, frozen=True, omit_defaults=True):
    """What may be done with a live task besides working on it, also by who stands above it.

    ``holder``: with whom it is by name, "" when with the whole post; ``to_post``: it may go
    back there. ``targets``: where a departure may lead, steps and ends; one of the row's tasks
    has them, for a departure ends all tasks of the row.
    """

    task_no: int
    version: int
    n: int
    part: str
    holder: str = ""
    colleagues: tuple[Colleague, ...] = ()
    to_post: bool = False
    targets: tuple[ReturnTarget, ...] = ()
    can_reassign: str | None = ""
    can_depart: str | None = ""


class StepPage(Struct, frozen=True, omit_defaults=True):
    """A task this officer may do now, with its form.

    ``key`` is the idempotency key, new for every rendering. ``taken``: he has taken it up (the
    form shows); otherwise the page offers to take it up, if ``can_take_up``. ``outsider`` says
    for whom it is recorded ("Dicatat untuk Pemohon"). ``after`` says what saving will do.
    ``pending``: all is done but for an answer from outside, which may be entered if
    ``can_answer``.
    """

    task_no: int
    version: int
    key: str
    step_id: str
    n: int
    title: str
    part: str
    parts: tuple[FormPart, ...]
    taken: bool = False
    question: str = ""
    exits: tuple[Exit, ...] = ()
    initial: Mapping[str, Any] = field(default_factory=dict)
    return_to: tuple[ReturnTarget, ...] = ()
    can_take_up: str | None = None
    can_submit: str | None = None
    can_return: str | None = None
    can_release: str | None = None
    can_answer: str | None = ""
    pending: bool = False
    manual: str = ""
    outsider: str = ""
    capacity: str = ""
    after: str = ""


class RowFacts(Struct, frozen=True, omit_defaults=True):
    """What the case adds to one row of its sheet. ``by``: who and when, one line.
    ``minutes``: work minutes used so far. ``outputs``: output name to artifact id.
    ``departed``: where the row was left to otherwise than the sheet says, in words."""

    step_id: str
    by: str = ""
    minutes: int | None = None
    running: bool = False
    outputs: Mapping[str, str] = field(default_factory=dict)
    visits: int = 0
    departed: str = ""


class PartyView(Struct, frozen=True):
    """A party as it may be shown: labels and texts, NIK masked."""

    role: str
    rows: tuple[tuple[str, str], ...]


class ArtifactRow(Struct, frozen=True, omit_defaults=True):
    """A proof in the case. ``has_file``: it can be downloaded."""

    id: str
    label: str
    kind: str
    step_n: int
    output: str
    at: datetime
    by: str = ""
    has_file: bool = False
    media_type: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    void: bool = False


class TimelineEntry(Struct, frozen=True, omit_defaults=True):
    """One act, newest first. ``major`` acts are drawn bold; ``done_at`` is set only when it
    differs from ``at`` (late entry); ``has_scan``: the paper of then can be downloaded; ``back``:
    the file went back, with a reason."""

    seq: int
    at: datetime
    kind: str
    title: str
    by: str = ""
    reason: str = ""
    major: bool = False
    done_at: datetime | None = None
    has_scan: bool = False
    back: bool = False


class CasePage(Struct, frozen=True, omit_defaults=True):
    """Everything the page of one case shows. ``where``: with whom it is now, when not with
    this officer. ``key`` serves the commands of the whole case. ``undo_seq``: the act that
    take-back would undo."""

    case_id: int
    number: str
    applicant: str
    procedure_id: str
    sheet: Sheet
    revision: int
    state: Literal["open", "done", "rejected", "cancelled"]
    status: Status
    channel: str
    opened_at: datetime
    progress: Progress
    key: str
    now: datetime
    rows: tuple[RowFacts, ...] = ()
    steps: tuple[StepPage, ...] = ()
    tasks: tuple[TaskActs, ...] = ()
    parties: tuple[PartyView, ...] = ()
    artifacts: tuple[ArtifactRow, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    public_code: str = ""
    promise: str = ""
    where: str = ""
    due_at: datetime | None = None
    left: int | None = None
    closed_at: datetime | None = None
    waiting_since: datetime | None = None
    waits_for: str = ""
    suspended: bool = False
    undo_seq: int | None = None
    can_take_back: str | None = ""
    can_cancel: str | None = ""
    can_suspend: str | None = ""
    can_resume: str | None = ""


class IntakePage(Struct, frozen=True):
    """The form that opens a case: parties first, then the parts of the first step. ``next``:
    who gets it then, in words. ``late``: the scan of a late entry, where it can be kept."""

    procedure: Procedure
    step: StepPage
    promise: str = ""
    next: str = ""
    late: FormPart | None = None
