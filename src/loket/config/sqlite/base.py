"""Django's SQLite backend with the promises an office needs.

Every connection: write-ahead log and ``synchronous=FULL`` (a commit survives a power cut), both
read back and refused where the file system does not keep them; foreign keys. Every transaction
is IMMEDIATE, and every write of this process, transaction or single statement, first waits for
its turn (:mod:`loket.config.sqlite.turns`). Writers of another process (a command line beside
the running office) are met by ``busy_timeout``.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base as django_sqlite

from loket.config.sqlite.turns import Turn, turns_of

WAIT_SECONDS = 20.0
CHECKPOINT_PAGES = 4000
FULL = 2  # PRAGMA synchronous: the log is on the disk before a commit is answered
_READS = ("SELECT", "PRAGMA", "EXPLAIN", "VALUES")


def _only_reads(query: str) -> bool:
    # A WITH may end in an INSERT, so it counts as a write: a turn too many does no harm.
    return query.lstrip(" \t\r\n(").upper().startswith(_READS)


class Cursor(django_sqlite.SQLiteCursorWrapper):
    """Takes the turn before the first write, gives it back when no transaction is left open."""

    turn: Turn
    _rows: Iterator[Any] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        self._rows = None
        if self.turn.held or _only_reads(query):
            return super().execute(query, params)
        with _Write(self):
            super().execute(query, params)
            if self.description is not None and not self.connection.in_transaction:
                # INSERT … RETURNING commits when its last row is read: read it in our turn.
                self._rows = iter(super().fetchall())
        return self

    def executemany(self, query: str, param_list: Any) -> Any:
        self._rows = None
        if self.turn.held:
            return super().executemany(query, param_list)
        with _Write(self):
            return super().executemany(query, param_list)

    def fetchone(self) -> Any:
        return super().fetchone() if self._rows is None else next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        size = self.arraysize if size is None else size
        if self._rows is None:
            return super().fetchmany(size)
        return list(islice(self._rows, size))

    def fetchall(self) -> list[Any]:
        return super().fetchall() if self._rows is None else list(self._rows)

    def convert_query(self, query: Any, *, param_names: Any = None) -> str:
        if param_names is None:
            return _with_question_marks(query)
        return super().convert_query(query, param_names=param_names)

    def __next__(self) -> Any:
        return super().__next__() if self._rows is None else next(self._rows)


@lru_cache(maxsize=512)
def _with_question_marks(query: str) -> str:
    # The same texts come again and again, and the search for their marks is a tenth of a step.
    converted: str = django_sqlite.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return converted


class _Write:
    """One statement that writes and found no turn held."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor

    def __enter__(self) -> None:
        if not self.cursor.turn.take(WAIT_SECONDS):
            raise sqlite3.OperationalError("database is locked: no turn to write")

    def __exit__(self, *error: object) -> None:
        if not self.cursor.connection.in_transaction:
            self.cursor.turn.give()


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """See the module. A turn is given back by commit, rollback and close."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turn = Turn(turns_of(self.settings_dict["NAME"]))
        # A thread that dies in a transaction drops its connection without closing it.
        weakref.finalize(self, self.turn.give).atexit = False

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        self.transaction_mode = "IMMEDIATE"
        params.setdefault("timeout", WAIT_SECONDS)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        self.turn.give()
        # Test runs change NAME after this object is made, so it is read at each connection.
        self.turn.turns = turns_of(self.settings_dict["NAME"])
        connection = super().get_new_connection(conn_params)
        (journal,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        # A checkpoint stops the writer: every 200 steps or so, not every 50 (bounds the log at
        # 16 MB; what is committed is on the disk either way).
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
        if synchronous != FULL or journal not in ("wal", "memory"):  # memory: some tests
            connection.close()
            raise ImproperlyConfigured(
                f"SQLite keeps journal_mode {journal!r}, synchronous {synchronous}; Loket needs"
                " wal and 2 (is the data directory on a network share?)"
            )
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.turn = self.turn
        return cursor

    def prepared_cursor(self) -> Any:
        """As on PostgreSQL; here every cursor keeps its statements prepared."""
        return self.cursor()

    def _commit(self) -> None:
        super()._commit()
        self.turn.give()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self.turn.give()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self.turn.give()
