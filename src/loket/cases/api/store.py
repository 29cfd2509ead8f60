"""How a case is read and written: the one file of hand-written SQL on the way of a step.

Everything here runs inside ``writing()``: one transaction, on SQLite behind the one fair
write lock of the database backend, on PostgreSQL with the case row locked.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from msgspec import Struct, json

from loket.cases import rules
from loket.core import chain
from loket.core.act import Act
from loket.core.case import Case, Task
from loket.core.evolve import evolve
from loket.core.refused import Refused
from loket.office import api as office

FAR = timedelta(days=36525)  # behind everything that is due, by age
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CASE = json.Decoder(Case)
_KEPT = json.Decoder(dict[str, tuple[str, Any]])
Write = tuple[str, list[Any]]  # one statement and its values


class Held(Struct):
    """A locked case: its row id, office number, public code, the case, the last act's hash."""

    id: int
    number: str
    public_code: str
    case: Case
    head: str


def writing() -> AbstractContextManager[Any]:
    """The one transaction of a step. All of it is stored, or nothing."""
    return transaction.atomic()


def random_code(length: int) -> str:
    """Random base32 characters: public codes (12), artifact ids (16)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def as_stored(value: datetime | None) -> Any:
    """A moment as the database of this process takes it."""
    if value is None or connection.vendor == "postgresql":
        return value
    if value.tzinfo is UTC:  # as Django writes it, in a third of the time; the core gives UTC
        return value.replace(tzinfo=None).isoformat(" ")
    return connection.ops.adapt_datetimefield_value(value)


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.prepared_cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _run(sql: str, values: list[Any]) -> int:
    with connection.prepared_cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def _many(sql: str, rows: list[list[Any]]) -> None:
    if rows:
        with connection.prepared_cursor() as cursor:
            cursor.executemany(sql, rows)


def write(writes: list[Write]) -> None:
    """Run statements of which no two touch the same row: on PostgreSQL as one, for each costs a
    way to the server and back; on SQLite one after the other."""
    with connection.prepared_cursor() as cursor:
        if connection.vendor != "postgresql":
            for sql, values in writes:
                cursor.execute(sql, values)
            return
        parts = ", ".join(f"w{n} AS ({sql})" for n, (sql, _) in enumerate(writes[:-1]))
        whole = f"WITH {parts} {writes[-1][0]}" if parts else writes[-1][0]
        cursor.execute(whole, [one for _, values in writes for one in values])


def _insert(table_and_columns: str, rows: list[list[Any]]) -> Write:
    """One INSERT of these rows, at least one."""
    marks = f"({', '.join(['%s'] * len(rows[0]))})"
    return (
        f"INSERT INTO {table_and_columns} VALUES {', '.join([marks] * len(rows))}",  # noqa: S608
        [value for row in rows for value in row],
    )


LAST_ID = 2**63 - 1  # an address may hold any digits, a row id not


def check_key(key: str) -> None:
    """Raise Refused unless a form brought the idempotency key it was drawn with."""
    if not 1 <= len(key) <= 40 or not key.isascii() or not key.isprintable():
        raise Refused("key", "Formulir tidak lengkap. Muat ulang halamannya lalu kirim lagi.")


def answer(office_id: str, key: str, content: str) -> tuple[int, str] | None:
    """Case and message already answered under this key. Raises Refused ``key`` when the same
    key came with other content."""
    rows = _rows(
        'SELECT content, "case", message FROM cases_answer WHERE office_id = %s AND key = %s',
        [office_id, key],
    )
    return _same(rows[0], content) if rows else None


def _same(kept: tuple[Any, ...], content: str) -> tuple[int, str]:
    if kept[0] != content:
        raise Refused(
            "key", "Formulir ini sudah pernah dikirim dengan isi lain. Muat ulang halamannya."
        )
    return kept[1], kept[2]


def keep_answer(
    office_id: str, key: str, officer: str, content: str, case_id: int, message: str, at: datetime
) -> Write:
    """The statement that remembers what was answered under this key."""
    row = [office_id, key, officer, content, case_id, message, as_stored(at)]
    return _insert('cases_answer (office_id, key, officer, content, "case", message, at)', [row])


class Begun(Struct):
    """What a command finds under the lock: the case, what was answered under its key already
    (case and message), and the stamp of the office's authority."""

    held: Held
    answered: tuple[int, str] | None
    stamp: str


def begin(office_id: str, case_id: int, key: str, content: str) -> Begun:
    """Lock and read a case of this office, in one statement with all else that a command must
    know first. Raises Refused ``no_case``, ``key``."""
    # PostgreSQL, where it had to wait for the lock, reads the locked row anew but what is joined
    # as it was before: the head read beside it then differs, and the rest is asked once more.
    sql = (
        "SELECT c.id, c.number, c.public_code, c.state_text, c.head,"  # noqa: S608 (our own texts)
        " (SELECT b.head FROM cases_case AS b WHERE b.id = c.id),"
        f' ({office.STAMP_SQL}), a.content, a."case", a.message'
        " FROM cases_case AS c LEFT JOIN cases_answer AS a"
        " ON a.office_id = c.office_id AND a.key = %s"
        " WHERE c.id = %s AND c.office_id = %s"
    )
    if connection.features.has_select_for_update:
        sql += " FOR UPDATE OF c"
    values = [office_id, key, case_id, office_id]
    rows = _rows(sql, values) if case_id <= LAST_ID else []
    if rows and rows[0][4] != rows[0][5]:
        rows = _rows(sql, values)
    if not rows:
        raise Refused("no_case", "Berkas tidak ditemukan di kantor ini.")
    id, number, code, state, head, _, stamp, *kept = rows[0]
    held = Held(id, number, code, _CASE.decode(state), head)
    return Begun(held, None if kept[0] is None else _same(tuple(kept), content), stamp)


def peek(office_id: str, case_id: int) -> Case | None:
    """The case as it stands, unlocked: to show it, or to read a form before the lock."""
    if case_id > LAST_ID:
        return None
    rows = _rows(
        "SELECT state_text FROM cases_case WHERE id = %s AND office_id = %s", [case_id, office_id]
    )
    return _CASE.decode(rows[0][0]) if rows else None


def next_number(office_id: str, year: int) -> str:
    """The next case number of the office's year, gapless: 26-00001."""
    rows = _rows(
        "INSERT INTO cases_counter (office_id, year, last) VALUES (%s, %s, 1)"
        " ON CONFLICT (office_id, year) DO UPDATE SET last = cases_counter.last + 1"
        " RETURNING last",
        [office_id, year],
    )
    return f"{year % 100:02d}-{rows[0][0]:05d}"


def insert_case(
    office_id: str, year: int, case: Case, applicant: str, applicant_nik: str, acts: list[Act]
) -> Held:
    """Store a new case that these acts made; its number is given last before the rows."""
    number = next_number(office_id, year)
    code = random_code(12)
    rows = _rows(
        "INSERT INTO cases_case (office_id, number, year, public_code, procedure, version,"
        " revision, sheet_digest, work_digest, state, applicant, applicant_nik,"
        " opened_at, due_at, waiting_since, closed_at, length, head, state_text) VALUES"
        " (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " RETURNING id",
        [
            office_id, number, year, code, case.procedure, case.version, case.revision,
            case.sheet_digest, case.work_digest, case.state, applicant, applicant_nik,
            as_stored(case.opened_at), as_stored(case.due_at), as_stored(case.waiting_since),
            as_stored(case.closed_at), 0, chain.GENESIS, chain.canonical(case),
        ],
    )  # fmt: skip
    held = Held(rows[0][0], number, code, case, chain.GENESIS)
    writes = fold(office_id, held, None, acts)
    if words := name_rows(office_id, held.id, applicant, as_stored(case.opened_at)):
        writes.insert(0, _insert(_NAME_WORD, words))
    write(writes)
    return held


def name_rows(office_id: str, case_id: int, applicant: str, opened_at: Any) -> list[list[Any]]:
    """What the rows hold by which the search finds the applicant's name."""
    return [[office_id, case_id, word, opened_at] for word in rules.name_words(applicant)]


def append(office_id: str, held: Held, before: Case | None, acts: list[Act]) -> None:
    """Store the acts behind the chain, and the case, tasks and artifacts as they now stand.

    ``held`` is brought up to date. Everything of one call is a fixed number of statements.
    """
    write(fold(office_id, held, before, acts))


def fold(office_id: str, held: Held, before: Case | None, acts: list[Act]) -> list[Write]:
    """The statements of ``append``, not yet run; ``held`` is up to date already."""
    case, head = before, held.head
    act_rows: list[list[Any]] = []
    artifact_rows: list[list[Any]] = []
    for act in acts:
        earlier, case = case, evolve(case, act)
        sealed = chain.seal(act, case.id, case.length, head, _salt)
        head = sealed.hash
        act_rows.append(
            [
                office_id, held.id, case.length, act.kind, act.task, act.by.officer or "",
                as_stored(act.at), sealed.text, chain.canonical(sealed.kept) if sealed.kept else "",
                sealed.hash,
            ]
        )  # fmt: skip
        artifact_rows += _artifact_rows(office_id, held.id, earlier, case, act.done_at)
    assert case is not None
    writes = [_insert(_ACT, act_rows)]
    if artifact_rows:
        writes.append(_insert(_ARTIFACT, artifact_rows))
    writes += _task_writes(office_id, held.id, before, case)
    writes.append(
        (
            "UPDATE cases_case SET state = %s, due_at = %s, waiting_since = %s, closed_at = %s,"
            " length = %s, head = %s, state_text = %s WHERE id = %s",
            [
                case.state, as_stored(case.due_at), as_stored(case.waiting_since),
                as_stored(case.closed_at), case.length, head, chain.canonical(case), held.id,
            ],
        )
    )  # fmt: skip
    held.case, held.head = case, head
    return writes


_ACT = "cases_act (office_id, case_id, seq, kind, task_no, officer, at, text, kept, hash)"
_ARTIFACT = (
    "cases_artifact (office_id, id, case_id, seq, step, output, kind, label, facts, sha256,"
    " media_type, at, void)"
)
_NAME_WORD = "cases_name_word (office_id, case_id, word, opened_at)"
_TASK = (
    "cases_task (office_id, case_id, no, version, procedure, step, part, posts_key, state,"
    " outsider, waiting, holder, assigned, opened_at, taken_at, due_at, sort_at)"
)


def _salt() -> str:
    return secrets.token_hex(16)


def _artifact_rows(
    office_id: str, case_id: int, before: Case | None, case: Case, at: datetime
) -> list[list[Any]]:
    """Rows for what this act added; what waits for an outside answer is not yet there."""
    known = len(before.artifacts) if before else 0
    return [
        [
            office_id, one.id, case_id, case.length, one.step, one.output, one.kind, one.label,
            chain.canonical(one.facts), one.sha256 or "", one.media_type,
            as_stored(at), False,
        ]
        for one in case.artifacts[known:]
        if one.same_as is None  # the original has its row
    ]  # fmt: skip


def void_artifacts(case_id: int, ids: Iterable[str]) -> None:
    """Strike the artifacts of an act that was taken back; their rows stay."""
    _many(
        "UPDATE cases_artifact SET void = %s WHERE case_id = %s AND id = %s",
        [[True, case_id, one] for one in ids],
    )


def _task_writes(office_id: str, case_id: int, before: Case | None, after: Case) -> list[Write]:
    """What makes the rows of the live tasks those of ``after``."""
    waiting = after.waiting_since is not None
    was_waiting = before is not None and before.waiting_since is not None
    old = {task.no: task for task in before.tasks} if before else {}
    new = {task.no: task for task in after.tasks}
    gone = [no for no in old if no not in new]
    fresh = [task for no, task in new.items() if no not in old]
    changed = [
        task
        for no, task in new.items()
        if no in old and (old[no] != task or waiting != was_waiting)
    ]
    writes: list[Write] = []
    if gone:
        marks = ", ".join(["%s"] * len(gone))
        delete = f"DELETE FROM cases_task WHERE case_id = %s AND no IN ({marks})"  # noqa: S608
        writes.append((delete, [case_id, *gone]))
    writes += [
        (
            "UPDATE cases_task SET version = %s, state = %s, waiting = %s, holder = %s,"
            " assigned = %s, taken_at = %s, due_at = %s, sort_at = %s"
            " WHERE case_id = %s AND no = %s",
            [
                task.version, task.state, waiting, task.holder or "", task.assigned or "",
                as_stored(task.taken_at), as_stored(task.due_at), as_stored(_sort(task, waiting)),
                case_id, task.no,
            ],
        )
        for task in changed
    ]  # fmt: skip
    if fresh:
        rows = task_rows(office_id, case_id, after.procedure, fresh, waiting)
        writes.append(_insert(_TASK, rows))
    return writes


def task_rows(
    office_id: str, case_id: int, procedure: str, tasks: Iterable[Task], waiting: bool
) -> list[list[Any]]:
    """What the rows of live tasks hold; ``waiting``: the clock of their case stands still."""
    return [
        [
            office_id, case_id, task.no, task.version, procedure, task.step, task.part,
            posts_key(task.posts), task.state, task.is_outsider, waiting, task.holder or "",
            task.assigned or "", as_stored(task.opened_at), as_stored(task.taken_at),
            as_stored(task.due_at), as_stored(_sort(task, waiting)),
        ]
        for task in tasks
    ]  # fmt: skip


def posts_key(posts: Iterable[str]) -> str:
    """The key under which the tasks of these bound posts stand in the inbox index."""
    return "|".join(posts)


def _sort(task: Task, waiting: bool) -> datetime:
    """Most urgent first; then what has no due time, by age; what waits for others last."""
    opened = task.opened_at or datetime(2000, 1, 1, tzinfo=UTC)
    if waiting:
        return (task.due_at or opened) + 2 * FAR
    return task.due_at or opened + FAR


def sealed(office_id: str, case_id: int) -> list[tuple[str, chain.Kept, str]]:
    """All acts of a case as stored: text, erasable values, hash, in order."""
    rows = _rows(
        "SELECT text, kept, hash FROM cases_act WHERE office_id = %s AND case_id = %s ORDER BY seq",
        [office_id, case_id],
    )
    return [(text, _KEPT.decode(kept) if kept else {}, hash_) for text, kept, hash_ in rows]


def acts(office_id: str, case_id: int) -> list[tuple[Act, str]]:
    """All acts of a case in order with their hashes; erased values come back as None."""
    return [(chain.unseal(text, kept), hash_) for text, kept, hash_ in sealed(office_id, case_id)]


def decode_names(text: str) -> list[str]:
    """The names of facts that an artifact row keeps as a JSON list."""
    return json.decode(text, type=list[str])
