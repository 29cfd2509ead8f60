"""The applicant's page of his file: the same acts as the officer's, told by post."""

from __future__ import annotations

from datetime import datetime

from loket.cases.api import store
from loket.cases.api.pages import promise_words
from loket.cases.api.step_parts import entry_parts
from loket.cases.api.tracking_types import State, TrackClock, TrackPage
from loket.cases.api.tracking_way import papers_missing, said_to_applicant, way_of
from loket.cases.models import CaseRow
from loket.catalogue import api as catalogue
from loket.core import flow, public_code, worktime
from loket.core.act import Act
from loket.core.case import Case
from loket.core.evolve import evolve
from loket.core.opening_hours import opening_hours
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import Procedure
from loket.office import api as office
from loket.office.api import unscoped


def track(code: str) -> TrackPage:
    """The page behind a code. Raises Refused ``no_case`` for a wrong code and for one that
    stands for nothing alike: nobody learns which codes there are.

    12 characters are 60 bits, so that guessing finds nothing and needs no brake of its own.
    """
    wanted = public_code.read(code)
    row = None
    if wanted is not None:
        with unscoped("the code alone says which office's file it is"):
            row = CaseRow.objects.all().filter(public_code=wanted).first()
    if row is None:
        raise Refused("no_case", "Tidak ada berkas dengan kode ini.")
    office_id = row.office_id
    acts = [act for act, _ in store.acts(office_id, row.pk)]
    states = _states(acts)
    case = states[-1]
    procedure = catalogue.get(case.sheet_digest, case.work_digest)
    now = office.clock.now()
    rules = office.rules(office_id, now)
    names = _names(office_id, procedure, acts, case)
    state = _state(procedure, case, now)
    service = procedure.work.service
    return TrackPage(
        office=office.office(office_id),
        code=row.public_code,
        number=row.number,
        title=procedure.sheet.title,
        product=service.product or "",
        complaints=service.complaints or "",
        hours=opening_hours(rules.calendar, office.local_day(office_id, now)),
        state=state,
        now=now,
        opened_at=case.opened_at,
        due_at=case.due_at,
        closed_at=case.closed_at,
        waiting_since=case.waiting_since,
        promise=promise_words(procedure),
        step_n=procedure.sheet.step(case.step).n,
        steps=len(procedure.sheet.steps),
        where=", ".join(procedure.sheet.actor(task.part).label for task in case.tasks),
        said=said_to_applicant(procedure, case, acts, names),
        missing=papers_missing(procedure, case) if state == "waits" else (),
        returned=_came_back(procedure, acts, case),
        kept=None if case.due_at is None or case.closed_at is None else _kept(case),
        clock=_clock(case, acts, states, now, rules),
        way=way_of(procedure, case, acts, names),
    )


def _names(office_id: str, procedure: Procedure, acts: list[Act], case: Case) -> list[str]:
    """Whoever must not be read in an officer's words: the parties, the persons of the forms, and
    the officers at work."""
    officers = {act.by.officer for act in acts if act.by.officer}
    parties = [str(party.values.get("nama") or "") for party in case.parties]
    asked = {
        f"{one.entry.named or step.id}.{spec.name}"
        for step in procedure.sheet.steps
        for part in step.actors
        for one in entry_parts(procedure, step, part)
        for spec in one.form.fields
        if spec.type == "person"
    }
    persons = [str(case.facts.get(name) or "") for name in sorted(asked)]
    return [*parties, *persons, *office.officer_names(office_id, officers).values()]


def _states(acts: list[Act]) -> list[Case]:
    """The case after each of its acts."""
    states: list[Case] = []
    for act in acts:
        states.append(evolve(states[-1] if states else None, act))
    return states


def _state(procedure: Procedure, case: Case, now: datetime) -> State:
    if case.state != "open":
        return case.state
    if case.suspended:
        return "suspended"
    if flow.hands_over(procedure, case.step):
        return "ready"
    if case.tasks and all(task.party is not None for task in case.tasks):
        return "waits"
    if case.waiting_since is not None:
        return "outside"
    return "late" if case.due_at is not None and case.due_at < now else "running"


def _came_back(procedure: Procedure, acts: list[Act], case: Case) -> bool:
    """Whether the file waits for the applicant because something was missing."""
    sheet = procedure.sheet
    last = next((act for act in reversed(acts) if "move" in act.data and act.step), None)
    if last is None or last.step is None or case.state != "open":
        return False
    return sheet.step(last.step).n >= sheet.step(case.step).n and last.kind != "opened"


def _kept(case: Case) -> bool:
    return bool(case.closed_at and case.due_at and case.closed_at <= case.due_at)


def _clock(
    case: Case, acts: list[Act], states: list[Case], now: datetime, rules: Rules
) -> TrackClock:
    """How the office's minutes went since the file was opened, by whether its clock ran."""
    worked = waited = 0
    moments = [*(act.at for act in acts[1:]), case.closed_at or now]
    start = case.opened_at
    for state, end in zip(states, moments, strict=True):
        minutes = worktime.minutes_between(rules.calendar, start, end)
        if state.waiting_since is not None:
            waited += minutes
        else:
            worked += minutes
        start = max(start, end)
    return TrackClock(worked, waited, _left(case, now, rules))


def _left(case: Case, now: datetime, rules: Rules) -> int | None:
    """Office minutes to the promise; while the clock stands still, from when it stopped."""
    at = case.closed_at or case.waiting_since or now
    if case.due_at is None:
        return None
    if case.due_at < at:
        return -worktime.minutes_between(rules.calendar, case.due_at, at)
    return worktime.minutes_between(rules.calendar, at, case.due_at)
