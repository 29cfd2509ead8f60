"""The two clocks: a case is due by its promise, a task by the promise less the rest.

The whole rule in words: docs/developers/engine.md.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from loket.core import worktime
from loket.core.calendar import Calendar
from loket.core.flow import MINUTES_OF_A_DAY, first_step, rest_after, span
from loket.core.sheet import Procedure, Promise


def promise_of(procedure: Procedure) -> Promise | None:
    """The promise of the service; ours where an applicant has none printed: the standard time
    of the whole way, rounded up to working days. None: no applicant, no due time."""
    sheet = procedure.sheet
    if sheet.promise is not None:
        return sheet.promise
    if not any(actor.party for actor in sheet.actors):
        return None
    first = first_step(sheet)
    whole = span(first) + rest_after(procedure, first.id)
    return Promise(days=max(1, whole.days + ceil(whole.minutes / MINUTES_OF_A_DAY)))


def case_due(procedure: Procedure, opened_at: datetime, calendar: Calendar) -> datetime | None:
    """When the promise ends: n working minutes later, or the close of the n-th working day
    (ours: the day of intake is day 0), or n calendar days later where the law says so."""
    promise = promise_of(procedure)
    if promise is None:
        return None
    if promise.minutes is not None:
        return worktime.add_minutes(calendar, opened_at, promise.minutes)
    days = promise.days or 0
    if promise.calendar:
        return opened_at + timedelta(days=days)
    return worktime.add_workdays(calendar, opened_at, days)


def task_due(
    procedure: Procedure, step_id: str, due_at: datetime | None, calendar: Calendar
) -> datetime | None:
    """By when the task of this step must be done for the promise still to be kept."""
    if due_at is None:
        return None
    rest = rest_after(procedure, step_id)
    moment = due_at
    if rest.days:
        moment = worktime.subtract_workdays(calendar, moment, rest.days)
    return worktime.subtract_minutes(calendar, moment, rest.minutes) if rest.minutes else moment


def pushed(due_at: datetime | None, stood_still: int, calendar: Calendar) -> datetime | None:
    """The due time after the clock stood still for so many work minutes."""
    if due_at is None or stood_still <= 0:
        return due_at
    return worktime.add_minutes(calendar, due_at, stood_still)
