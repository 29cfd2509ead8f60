"""The server is killed again and again at random moments; what it acknowledged is there."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.crash.scratch import FULL, Office

KILLS = 50 if FULL else 5
CLIENTS = 5  # more sign-ins of one name at once are throttled
MOST_SECONDS = 0.9  # between the first answer of a server and its death


def test_what_was_acknowledged_is_there_once_however_often_the_server_dies(scratch: Office) -> None:
    seed = int(os.environ.get("LOKET_SEED") or random.randrange(10**6))
    print(f"LOKET_SEED={seed}")
    chance = random.Random(seed)
    logs = kill_again_and_again(scratch, chance)
    stored = scratch.stored()
    audit = scratch.loket("audit", "verify", "--format", "json")
    check_logs(logs)
    check_cases(logs, stored)
    check_book(logs, stored)
    assert audit.returncode == 0, audit.stdout + audit.stderr
    assert json.loads(audit.stdout)["faults"] == []


def kill_again_and_again(scratch: Office, chance: random.Random) -> list[dict[str, Any]]:
    """What the clients wrote down while the server was killed KILLS times."""
    stop, port = scratch.data / "stop", str(scratch.port)
    logs = [scratch.data / f"client-{n}.log" for n in range(CLIENTS)]
    server = scratch.serve()
    clients = [scratch.start("-m", "tests.crash.client", port, str(log), str(stop)) for log in logs]
    try:
        wait_for(logs, "opened")
        for _ in range(KILLS):
            wait_for_more(logs)
            time.sleep(chance.uniform(0.02, MOST_SECONDS))
            server.send_signal(signal.SIGKILL)
            server.wait()
            server = scratch.serve()
        wait_for(logs, "number")
        stop.touch()
        assert [client.wait(timeout=90) for client in clients] == [0] * CLIENTS
        server.terminate()
        assert server.wait(timeout=30) == 0
    finally:
        for process in (*clients, server):
            if process.poll() is None:
                process.kill()
                process.wait()
    return [json.loads(line) for log in logs for line in log.read_text().splitlines()]


def wait_for(logs: list[Path], what: str) -> None:
    """Until every client has written this down once."""
    for _ in range(1200):
        if all(log.exists() and what in log.read_text() for log in logs):
            return
        time.sleep(0.05)
    raise AssertionError("the clients do not get to work")


def acknowledged(logs: list[Path]) -> int:
    return sum(log.read_text().count('"case"') for log in logs)


def wait_for_more(logs: list[Path]) -> None:
    """Until the server that has just begun has acknowledged something: however slow the
    machine, every life of it does some work."""
    before = acknowledged(logs)
    for _ in range(6000):
        if acknowledged(logs) > before:
            return
        time.sleep(0.01)
    raise AssertionError("the clients do not get on")


def check_logs(logs: list[dict[str, Any]]) -> None:
    assert [one for one in logs if "refused" in one] == []
    # Without these the server was never killed under a request, and nothing was tried.
    assert sum("lost" in one for one in logs) >= KILLS / 3
    assert sum("done" in one for one in logs) >= KILLS


def check_cases(logs: list[dict[str, Any]], stored: dict[str, Any]) -> None:
    """Each acknowledged application and step is stored, exactly once, under its key."""
    cases = dict(stored["cases"])
    marks = Counter(mark for _, mark in stored["marks"])
    mark_of = dict(stored["marks"])
    answers = Counter(key for key, _ in stored["answers"])
    answered = dict(stored["answers"])
    acts = Counter((case, step) for case, kind, step in stored["acts"] if kind == "completed")
    for one in logs:
        if "opened" in one:
            key, case = one["opened"], one["case"]
            assert case in cases and mark_of[case] == key and marks[key] == 1, one
            assert (answers[key], answered[key]) == (1, case), one
        elif "done" in one:
            assert acts[one["case"], one["step"]] == 1, one
            assert (answers[one["done"]], answered[one["done"]]) == (1, one["case"]), one
    assert max(acts.values()) == 1 and max(marks.values()) == 1
    numbers = sorted(int(number.partition("-")[2]) for number in cases.values())
    assert numbers == list(range(1, len(cases) + 1))


def check_book(logs: list[dict[str, Any]], stored: dict[str, Any]) -> None:
    """No gap, no double, and every number that an officer was told is that of his file."""
    given = [n for n, _, _ in stored["entries"]]
    assert sorted(given) == list(range(1, dict(stored["last"])["legalisasi"] + 1))
    number_of = {case: number for _, number, case in stored["entries"]}
    assert len(number_of) == len(given)
    told = [one for one in logs if "number" in one]
    assert told
    assert all(number_of[one["case"]] == one["number"] for one in told)
