"""viewflow: the same seven rows as its flow of views, driven at its activations.

As its views do: the task's activation, behind the flow's lock (SelectForUpdateLock, which its
manual recommends), is assigned, started and executed in one transaction. Every seventh step
counts a register number in the same transaction.
"""

from __future__ import annotations

import time
from random import Random
from typing import Any

from loket.config.bench.timing import quantiles


def run(count: int) -> dict[str, Any]:
    """Complete every step of so many processes, in random order."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from viewflow.workflow import STATUS
    from viewflow.workflow.models import Task

    from loket.config.bench.peers.viewflow_flow import Seven
    from loket.config.bench.steps import durability

    call_command("migrate", verbosity=0, interactive=False)

    user = User.objects.create(username="loket")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE r (book VARCHAR(20) PRIMARY KEY, last BIGINT NOT NULL)")
        cursor.execute("INSERT INTO r VALUES ('agenda', 0)")
    waiting = [Seven.start.run().pk for _ in range(count)]
    chance, took = Random(7), []
    looping = {one for one in waiting if chance.random() < 0.1}
    begun = time.perf_counter()
    while waiting:
        place = chance.randrange(len(waiting))
        one = waiting[place]
        started = time.perf_counter()
        task = Task.objects.get(process_id=one, status=STATUS.NEW)
        name = task.flow_task.name
        with task.activation() as activation:  # locks, in a transaction, and reads anew
            activation.assign(user)
            activation.start(None)
            if name == "periksa":
                activation.process.data = {"back": one in looping}
                activation.process.save()
                looping.discard(one)
            if name == "nomor":
                with connection.cursor() as cursor:
                    cursor.execute("UPDATE r SET last = last + 1 WHERE book = 'agenda'")
            activation.execute()
        took.append(time.perf_counter() - started)
        if name == "nomor":
            waiting[place] = waiting[-1]
            waiting.pop()
    seconds = time.perf_counter() - begun
    return {"steps": len(took), "seconds": seconds, **quantiles(took), "settings": durability()}


def main(arguments: list[str]) -> dict[str, Any]:
    """``CASES``: the figures of one run."""
    return run(int(arguments[0]))
