"""SpiffWorkflow with its state saved after every step, as a web process must.

Its best documented setting: the serializer with a converter of its own that leaves the process
definition out of the saved state (the definition is shared, the state refers to it); the state
is loaded from the database before every step. Saved in one transaction with an event, the next
task and, at every seventh step, a register number, in SQLite, WAL, synchronous FULL.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from random import Random
from typing import Any

from loket.config.bench.raw_sql import BODY
from loket.config.bench.timing import quantiles

ROWS = ("terima", "catat", "olah", "periksa", "paraf", "setuju", "nomor")
NAMES = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'


def bpmn() -> str:
    """The seven rows as BPMN: user tasks in a line, behind the fourth the way back."""
    flows = [("start", "terima"), ("terima", "catat"), ("catat", "olah"), ("olah", "periksa")]
    flows += [("periksa", "benar"), ("paraf", "setuju"), ("setuju", "nomor"), ("nomor", "end")]
    parts = [f'<userTask id="{one}" name="{one}"/>' for one in ROWS]
    parts += [
        f'<sequenceFlow id="f{n}" sourceRef="{here}" targetRef="{there}"/>'
        for n, (here, there) in enumerate(flows)
    ]
    return (
        f'<definitions {NAMES} id="d" targetNamespace="loket"><process id="tujuh"'
        ' isExecutable="true"><startEvent id="start"/><endEvent id="end"/>'
        '<exclusiveGateway id="benar" default="on"/>'
        '<sequenceFlow id="on" sourceRef="benar" targetRef="paraf"/>'
        '<sequenceFlow id="back" sourceRef="benar" targetRef="olah">'
        "<conditionExpression>back</conditionExpression></sequenceFlow>"
        f"{''.join(parts)}</process></definitions>"
    )


def run(where: Path, count: int) -> dict[str, Any]:
    """Complete every step of so many instances, in random order."""
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
    from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_str(bpmn().encode())
    spec = parser.get_spec("tujuh")

    class WithoutSpec(BpmnWorkflowConverter):
        def to_dict(self, workflow: Any) -> dict[str, Any]:
            own, workflow.spec = workflow.spec, None
            try:
                saved: dict[str, Any] = super().to_dict(workflow)
            finally:
                workflow.spec = own
            return saved

        def from_dict(self, saved: dict[str, Any]) -> Any:
            saved["spec"] = spec
            return super().from_dict(saved)

    config = {**DEFAULT_CONFIG, BpmnWorkflow: WithoutSpec}
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(config))
    database = _database(where)
    chance, took = Random(7), []
    for one in range(count):
        workflow = BpmnWorkflow(spec)
        workflow.do_engine_steps()
        state = serializer.serialize_json(workflow)
        database.execute("INSERT INTO c VALUES (?, 0, ?)", (one, state))
    looping = {one for one in range(count) if chance.random() < 0.1}
    waiting = list(range(count))
    begun = time.perf_counter()
    while waiting:
        place = chance.randrange(len(waiting))
        one = waiting[place]
        started = time.perf_counter()
        version, state = database.execute(
            "SELECT version, state FROM c WHERE id = ?", (one,)
        ).fetchone()
        workflow = serializer.deserialize_json(state)
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        name = task.task_spec.name
        if name == "periksa":
            task.data["back"] = one in looping
            looping.discard(one)
        task.run()
        workflow.do_engine_steps()
        following = workflow.get_next_task(state=TaskState.READY, manual=True)
        _save(database, one, version, serializer.serialize_json(workflow), name == "nomor")
        took.append(time.perf_counter() - started)
        if following is None:
            waiting[place] = waiting[-1]
            waiting.pop()
    seconds = time.perf_counter() - begun
    mode = database.execute("PRAGMA journal_mode").fetchone()[0]
    level = database.execute("PRAGMA synchronous").fetchone()[0]
    settings = f"journal_mode={mode} synchronous={level}"
    return {"steps": len(took), "seconds": seconds, **quantiles(took), "settings": settings}


def _database(where: Path) -> sqlite3.Connection:
    database = sqlite3.connect(where / "spiff.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.executescript(
        "CREATE TABLE c (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL);"
        "CREATE TABLE e (id INTEGER PRIMARY KEY, c INTEGER, n INTEGER, body TEXT);"
        "CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER, role TEXT, due TEXT);"
        "CREATE TABLE r (book TEXT PRIMARY KEY, last INTEGER NOT NULL);"
        "CREATE INDEX e_c ON e (c, n); CREATE INDEX t_inbox ON t (role, due, id);"
        "CREATE INDEX t_c ON t (c); INSERT INTO r VALUES ('agenda', 0);"
    )
    return database


def _save(database: sqlite3.Connection, one: int, version: int, state: str, number: bool) -> None:
    database.execute("BEGIN IMMEDIATE")
    saved = database.execute(
        "UPDATE c SET version = version + 1, state = ? WHERE id = ? AND version = ?",
        (state, one, version),
    )
    if saved.rowcount != 1:
        raise RuntimeError("the version of a case was another one")
    database.execute("INSERT INTO e (c, n, body) VALUES (?, ?, ?)", (one, version, BODY))
    database.execute("DELETE FROM t WHERE c = ?", (one,))
    database.execute("INSERT INTO t (c, role, due) VALUES (?, 'loket', '2026-11-20')", (one,))
    if number:
        database.execute("UPDATE r SET last = last + 1 WHERE book = 'agenda'")
    database.execute("COMMIT")


def main(arguments: list[str]) -> dict[str, Any]:
    """``DIRECTORY CASES``: the figures of one run."""
    return run(Path(arguments[0]), int(arguments[1]))
