"""Steps per second: cases of seven rows, completed one step at a time by their officers.

Measured is ``cases.api.submit`` whole, as a page calls it, less HTTP: the form is read, the
officer's authority and the task's version checked, the action run, the act decided and chained,
act, tasks, case and answer stored, at every seventh step a number of a register; one durable
transaction per step. About one case in ten goes back once. Opening the cases is not timed.
"""

from __future__ import annotations

import time
from itertools import count
from random import Random
from typing import Any

from loket.config.bench.office_at_work import OFFICE, SEVEN, found
from loket.config.bench.timing import quantiles

LOOPS = 0.1  # of the cases go back once


def run(cases_count: int) -> dict[str, Any]:
    """Complete every step of so many cases, in random order; seconds, steps, quantiles."""
    from loket.cases import api as cases
    from loket.office import api as office

    who = found(office.clock.now())
    keys = count(1)
    chance = Random(7)  # the same order each time
    opened = []
    for _ in range(cases_count):
        outcome = cases.open_case(OFFICE, SEVEN, who["loket"], {}, {}, f"o{next(keys)}")
        if not outcome.ok or outcome.case_id is None:
            raise RuntimeError(f"a case was not opened: {outcome.refused}")
        opened.append(outcome.case_id)
    looping = {one for one in opened if chance.random() < LOOPS}
    rows = ["loket", "loket", "operator", "kasi", "kasi", "kepala", "loket"]
    # where each case stands: its row from 0, its task, which counts up with every step
    at = dict.fromkeys(opened, 0)
    task = dict.fromkeys(opened, 1)
    waiting = list(opened)
    took: list[float] = []
    begun = time.perf_counter()
    while waiting:
        place = chance.randrange(len(waiting))
        one = waiting[place]
        row = at[one]
        data: dict[str, list[str]] = {}
        if row == 3:
            goes_back = one in looping
            looping.discard(one)
            data = (
                {"exit": ["no"], "reason": ["Data belum benar"]} if goes_back else {"exit": ["yes"]}
            )
            at[one] = 1 if goes_back else row
        started = time.perf_counter()
        outcome = cases.submit(
            OFFICE, one, task[one], 1, who[rows[row]], data, {}, f"s{next(keys)}"
        )
        took.append(time.perf_counter() - started)
        if not outcome.ok:
            raise RuntimeError(f"a step was refused: {outcome.refused} {outcome.form}")
        at[one] += 1
        task[one] += 1
        if at[one] == len(rows):
            waiting[place] = waiting[-1]
            waiting.pop()
    seconds = time.perf_counter() - begun
    for one in opened[:50]:
        cases.verify_case(OFFICE, one)
    return {"steps": len(took), "seconds": seconds, **quantiles(took), "settings": durability()}


def durability() -> str:
    """What the database promises at a commit, as it says itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            values = []
            for pragma in ("journal_mode", "synchronous"):
                cursor.execute(f"PRAGMA {pragma}")
                values.append(f"{pragma}={cursor.fetchone()[0]}")
            return " ".join(values)
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, commit = cursor.fetchone()
        return f"fsync={fsync} synchronous_commit={commit}"


def main(arguments: list[str]) -> dict[str, Any]:
    """``CASES``: the figures of one run."""
    return run(int(arguments[0]))
