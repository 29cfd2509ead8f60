"""What waits for an officer, most urgent first, in pages that cost the same at any depth."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

from django.db.models import Q
from msgspec import Struct

from loket.cases.api.newest_acts import last_acts
from loket.cases.api.page_types import InboxPage, InboxRow, Status
from loket.cases.api.store import LAST_ID, posts_key
from loket.cases.models import TaskRow
from loket.catalogue import api as catalogue
from loket.core import checks, worktime
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import Procedure
from loket.core.who import Who
from loket.office import api as office

SOON = 120  # office minutes before a task endangers the promise (ours)
CHANNELS = {"counter": "Loket", "portal": "Portal", "whatsapp": "WhatsApp", "system": "Jadwal"}
MOVES = ("opened", "completed", "confirmed", "returned", "departed", "taken_back")


class _Task(Struct):
    """What a line of the inbox needs of a task and its case, and no more: the stored case itself
    is a hundred times as long. The fields are named as the columns are."""

    pk: int
    case_id: int
    no: int
    step: str
    part: str
    state: str
    outsider: bool
    waiting: bool
    holder: str
    opened_at: datetime
    due_at: datetime | None
    sort_at: datetime
    case__number: str
    case__applicant: str
    case__sheet_digest: str
    case__work_digest: str


class _Clock:
    """Standings at one moment; many tasks of a page are due at the same time."""

    def __init__(self, rules: Rules, now: datetime) -> None:
        self.rules, self.now = rules, now
        self.known: dict[tuple[bool, datetime | None], tuple[Status, int | None]] = {}

    def status(self, waiting: bool, due_at: datetime | None) -> tuple[Status, int | None]:
        found = self.known.get((waiting, due_at))
        if found is None:
            found = self.known[waiting, due_at] = status_of(waiting, due_at, self.now, self.rules)
        return found


def inbox(
    office_id: str,
    who: Who,
    *,
    state: Status | None = None,
    after: str | None = None,
    limit: int = 50,
) -> InboxPage:
    """One page of the tasks that ``who`` may do today. ``after`` is the cursor of the page
    before; one that makes no sense begins at the top."""
    now = office.clock.now()
    rules = office.rules(office_id, now)
    tasks = TaskRow.objects.in_office(office_id).filter(_mine(office_id, who, rules))
    tasks = tasks.filter(Q(assigned="") | Q(assigned=who.officer or ""))
    if state is not None:
        tasks = tasks.filter(_in_state(state, rules, now))
    place = _place(after)
    if place is not None:
        at, pk = place
        tasks = tasks.filter(Q(sort_at__gt=at) | Q(sort_at=at, pk__gt=pk))
    ordered = tasks.order_by("sort_at", "pk").values_list(*_Task.__struct_fields__)
    found = [_Task(*row) for row in ordered[: limit + 1]]
    shown = found[:limit]
    last = _last_moves(office_id, [task.case_id for task in shown])
    officers = {task.holder for task in shown} | {officer for _, officer, _ in last.values()}
    names = office.officer_names(office_id, [one for one in officers if one])
    clock = _Clock(rules, now)
    rows = tuple(_row(office_id, task, who, clock, last, names) for task in shown)
    more = found[limit - 1] if len(found) > limit else None
    return InboxPage(rows=rows, next=_cursor(more) if more else None, state=state)


_MINE: dict[tuple[str, str], tuple[tuple[Procedure, ...], Who, Rules, Q]] = {}
MINE_KEPT = 4096


def _mine(office_id: str, who: Who, rules: Rules) -> Q:
    """Tasks of the posts this officer may act for, as keys of the inbox index."""
    procedures = catalogue.approved(office_id)
    # All three are the very same objects until something about them was changed.
    known = _MINE.get((office_id, who.officer or ""))
    if known and known[0] is procedures and known[1] is who and known[2] is rules:
        return known[3]
    if len(_MINE) >= MINE_KEPT:
        _MINE.clear()
    mine = _may_act_for(procedures, who, rules)
    _MINE[office_id, who.officer or ""] = procedures, who, rules, mine
    return mine


def _may_act_for(procedures: tuple[Procedure, ...], who: Who, rules: Rules) -> Q:
    whole: set[str] = set()
    partly: dict[str, set[str]] = {}
    refused: set[str] = set()
    for procedure in procedures:
        for posts in procedure.work.posts.values():
            key = posts_key(posts)
            try:
                checks.capacity_of(tuple(posts), procedure.id, who, rules)
            except Refused:
                refused.add(key)
            else:
                whole.add(key)
                partly.setdefault(key, set()).add(procedure.id)
    mine = Q(posts_key__in=sorted(whole - refused))
    for key in sorted(whole & refused):
        mine |= Q(posts_key=key, procedure__in=sorted(partly[key]))
    return mine


def _in_state(state: Status, rules: Rules, now: datetime) -> Q:
    if state == "wait":
        return Q(waiting=True)
    if state == "none":
        return Q(waiting=False, due_at=None)
    soon = worktime.add_minutes(rules.calendar, now, SOON)
    running = Q(waiting=False)
    return {
        "late": running & Q(due_at__lt=now),
        "soon": running & Q(due_at__gte=now, due_at__lt=soon),
        "ok": running & Q(due_at__gte=soon),
    }[state]


def status_of(
    waiting: bool, due_at: datetime | None, now: datetime, rules: Rules
) -> tuple[Status, int | None]:
    """How the promise stands, and the office minutes left to the due time (less than zero:
    past). Late means that the promise is in danger or broken, not that a step took long."""
    if due_at is None:
        return ("wait" if waiting else "none"), None
    if due_at < now:
        left = -worktime.minutes_between(rules.calendar, due_at, now)
        return ("wait" if waiting else "late"), left
    left = worktime.minutes_between(rules.calendar, now, due_at)
    if waiting:
        return "wait", left
    return ("soon" if left < SOON else "ok"), left


def _last_moves(office_id: str, cases: list[int]) -> dict[int, tuple[str, str, datetime]]:
    return last_acts(office_id, cases, MOVES)


def _row(
    office_id: str,
    task: _Task,
    who: Who,
    clock: _Clock,
    last: dict[int, tuple[str, str, datetime]],
    names: dict[str, str],
) -> InboxRow:
    procedure: Procedure = catalogue.get(task.case__sheet_digest, task.case__work_digest)
    step = procedure.sheet.step(task.step)
    actor = procedure.sheet.actor(task.part)
    status, left = clock.status(task.waiting, task.due_at)
    kind, officer, at = last.get(task.case_id, ("", "", task.opened_at))
    local = office.local(office_id, at)
    when = (
        f"{local:%H.%M}"
        if local.date() == office.local(office_id, clock.now).date()
        else f"{local:%d-%m}"
    )
    return InboxRow(
        case_id=task.case_id,
        task_no=task.no,
        number=task.case__number,
        applicant=task.case__applicant,
        procedure=procedure.sheet.title,
        step_n=step.n,
        steps=len(procedure.sheet.steps),
        activity=step.activity,
        part=actor.label,
        status=status,
        since=task.opened_at,
        due_at=task.due_at,
        left=left,
        holder=names.get(task.holder) if task.holder else None,
        mine=bool(task.holder) and task.holder == who.officer,
        returned=kind == "returned",
        waits_for=_waits_for(task, actor.label),
        previous=f"{names.get(officer, 'Pemohon')} · {when}",
        channel="",
    )


def _waits_for(task: _Task, label: str) -> str:
    if task.outsider:
        return label if task.waiting else ""
    return "jawaban dari luar" if task.state == "pending" else ""


def _cursor(task: _Task) -> str:
    return urlsafe_b64encode(f"{task.sort_at.isoformat()}|{task.pk}".encode()).decode()


def _place(cursor: str | None) -> tuple[datetime, int] | None:
    if not cursor:
        return None
    try:
        written, number = urlsafe_b64decode(cursor.encode()).decode().split("|")
        at, pk = datetime.fromisoformat(written), int(number)
    except ValueError:
        return None
    sound = at.tzinfo is not None and 2000 <= at.year <= 2300 and 0 <= pk <= LAST_ID
    return (at, pk) if sound else None
