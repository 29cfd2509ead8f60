"""Loading: copies of walked cases, in order of time, a batch to a transaction."""

from __future__ import annotations

import os
import time
from base64 import b32encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from loket.config.bench.bulk import people, rows
from loket.config.bench.bulk.templates import Template, filled, moved
from loket.core import chain

OPEN = 0.05  # of the cases wait for somebody
WEEKS = 48  # over which the closed ones are spread, ending three weeks ago
WHOLE = 0.25  # of the closed cases went all the way, the others were cancelled early
OFFICES = 5
SHARE = 0.6  # of all cases lie in the first office, the rest evenly in the others
BATCH = 5000
DAY = timedelta(days=1)


class Copy:
    """One template moved to one week, ready to be filled many times."""

    def __init__(self, template: Template, by: timedelta) -> None:
        self.template, self.by = template, by
        days: dict[str, str] = {}
        for one in template.numbers:
            before, after = rows.local_day(one.at), rows.local_day(one.at + by)
            days[f'{one.key}.tanggal":"{before.isoformat()}'] = (
                f'{one.key}.tanggal":"{after.isoformat()}'
            )
            days[f"tanggal {before:%d-%m-%Y}"] = f"tanggal {after:%d-%m-%Y}"
        self.texts = [moved(one, by, days) for one in template.texts]
        self.state = moved(template.state, by, days)
        self.labels = [moved(one, by, days) for one in template.labels]
        self.at = lru_cache(maxsize=None)(lambda moment: rows.stored(moment, by))
        self.days = [rows.local_day(one.at + by) for one in template.numbers]
        self.year = rows.local_day(template.case.opened_at + by).year


def _code(length: int) -> str:
    return b32encode(os.urandom(20))[:length].decode()


class Loader:
    """Makes the rows of copies; the counters of numbers go on where the walked cases stopped."""

    def __init__(self, first_case: int, counters: rows.Counters) -> None:
        self.case, self.counters, self.person = first_case, counters, 0

    def add(self, batch: rows.Batch, copy: Copy) -> None:
        """The rows of one more case."""
        template = copy.template
        self.case, self.person = self.case + 1, self.person + 1
        name, nik = people.name(self.person), people.nik(self.person)
        salts = {"nama": os.urandom(16).hex(), "nik": os.urandom(16).hex()}
        values = {
            "case": _code(26),
            "name": name,
            "nik": nik,
            "salt.nama": salts["nama"],
            "salt.nik": salts["nik"],
            "digest.nama": chain.digest(salts["nama"], name),
            "digest.nik": chain.digest(salts["nik"], nik),
        }
        for n in range(len(template.artifacts)):
            values[f"artifact{n}"] = _code(16)
        for n, one in enumerate(template.numbers):
            number, count = self.counters.next_number(template.office, one, copy.days[n])
            values[f"number{n}"] = number
            values[f"urut{n}"] = f'{one.key}.urut":{count}'
            batch.entry(template, copy, n, self.case, count, number, name)
        head = chain.GENESIS
        for n, pieces in enumerate(copy.texts):
            values["previous"] = head
            text = filled(pieces, values)
            head = sha256(text.encode()).hexdigest()
            batch.act(template, copy, n, self.case, text, filled(template.kept[n], values), head)
        for n in range(len(template.artifacts)):
            label = filled(copy.labels[n], values)
            batch.artifact(template, copy, n, self.case, values[f"artifact{n}"], label)
        in_year = self.counters.next_case(template.office, copy.year)
        state = filled(copy.state, values)
        batch.case(template, copy, self.case, in_year, _code(12), name, nik, head, state)


def plan(found: dict[str, list[Template]], count: int, now: datetime) -> Iterator[Copy]:
    """Which template is copied when: week by week, the open ones in the last three."""
    chance = Random(7)
    offices = sorted(found)
    weights = [SHARE] + [(1 - SHARE) / max(1, len(offices) - 1)] * (len(offices) - 1)
    done_ones = {one: [t for t in found[one] if t.case.state == "done"] for one in offices}
    cancelled = {one: [t for t in found[one] if t.case.state == "cancelled"] for one in offices}
    waiting = {one: [t for t in found[one] if t.is_open] for one in offices}
    opened = max(3, round(count * OPEN))
    monday = (now - DAY * now.weekday()).replace(hour=0, minute=0, second=0, microsecond=0)
    done = 0
    for week in range(WEEKS + 3):
        recent = week >= WEEKS
        upto = (
            (count - opened) * (week + 1) // WEEKS
            if not recent
            else count - opened + opened * (week - WEEKS + 1) // 3
        )
        start = monday - timedelta(weeks=WEEKS + 3 - week)
        moved_here: dict[int, Copy] = {}
        for _ in range(upto - done):
            office = chance.choices(offices, weights)[0]
            closed = done_ones if chance.random() < WHOLE else cancelled
            own = waiting[office] if recent else closed[office]
            template = own[chance.randrange(len(own))]
            copy = moved_here.get(id(template))
            if copy is None:
                first = template.case.opened_at
                weeks = (start - (first - DAY * first.weekday())).days // 7
                copy = moved_here[id(template)] = Copy(template, timedelta(weeks=weeks))
            yield copy
        done = max(done, upto)


def load(count: int, sops: Path, scratch: Path) -> dict[str, Any]:
    """Fill the scratch database with so many cases; how long it took and what there is."""
    from django.core.management import call_command

    from loket.config.bench.bulk.walk import walked
    from loket.office import api as office

    begun = time.perf_counter()
    call_command("migrate", verbosity=0, interactive=False)
    found = walked(sops, scratch, OFFICES if count >= 10_000 else 2)
    walking = time.perf_counter() - begun
    now = office.clock.now()
    with rows.Sink() as sink:
        loader = Loader(sink.last_case(), rows.Counters())
        batch = rows.Batch()
        for copy in plan(found, count, now):
            loader.add(batch, copy)
            if len(batch.cases) >= BATCH:
                sink.write(batch)
                batch = rows.Batch()
        sink.write(batch)
        loader.counters.store()
    seconds = time.perf_counter() - begun
    rows.verify(sorted(found), loader.case, 200)
    return {"cases": count, "seconds": seconds, "walking": walking, **rows.sizes()}


def main(arguments: list[str]) -> dict[str, Any]:
    """``CASES SOPS DIRECTORY``: what was loaded."""
    return load(int(arguments[0]), Path(arguments[1]), Path(arguments[2]))
