"""Writing to SQLite: durable, one at a time, first come first served."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError, connections, transaction

from loket.config.database import database
from loket.config.sqlite import base
from loket.config.sqlite.turns import Turns, turns_of

ALIAS = "turns"


@pytest.fixture
def book(tmp_path, django_db_blocker):
    """A database of its own with one table, open to every thread of the test."""
    connections.databases[ALIAS] = connections.configure_settings(
        {"default": {}, ALIAS: database(tmp_path)}
    )[ALIAS]
    with django_db_blocker.unblock():
        run("CREATE TABLE number (n INTEGER PRIMARY KEY, who TEXT)")
        run("CREATE TABLE page (n INTEGER REFERENCES number (n))")
        yield
        connections[ALIAS].close()
        del connections[ALIAS], connections.databases[ALIAS]


def run(sql, params=None):
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else None


def turns():
    return connections[ALIAS].turn.turns


def in_thread(work):
    errors = []

    def guarded():
        try:
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connections[ALIAS].close()

    thread = threading.Thread(target=guarded)
    thread.errors = errors
    thread.start()
    return thread


def finish(*threads):
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
        assert thread.errors == []


def until(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def free():
    """Whether another connection could write at this moment."""
    if turns().take(0):
        turns().give()
        return True
    return False


def test_every_connection_is_durable_and_strict(book):
    def look():
        assert run("PRAGMA journal_mode") == [("wal",)]
        assert run("PRAGMA synchronous") == [(2,)]  # FULL
        assert run("PRAGMA foreign_keys") == [(1,)]
        assert run("PRAGMA busy_timeout") == [(20_000,)]

    look()
    finish(in_thread(look))


def test_a_transaction_begins_immediate_and_reads_need_no_turn(book):
    with transaction.atomic(using=ALIAS):
        assert not free()

        def read():
            assert run("SELECT count(*) FROM number") == [(0,)]

        finish(in_thread(read))
    assert free()


def test_many_threads_lose_nothing_and_never_meet_a_locked_database(book):
    def work():
        for i in range(25):
            if i % 3:
                with transaction.atomic(using=ALIAS):
                    (top,) = run("SELECT coalesce(max(n), 0) FROM number")[0]
                    run("INSERT INTO number VALUES (%s, 'x')", [top + 1])
            else:
                run("INSERT INTO number SELECT coalesce(max(n), 0) + 1, 'y' FROM number")

    finish(*[in_thread(work) for _ in range(12)])
    assert run("SELECT count(*), max(n) FROM number") == [(300, 300)]
    assert free()


def test_writers_are_served_in_the_order_they_came(book):
    def work(name):
        def write():
            run("INSERT INTO number (who) VALUES (%s)", [name])

        return write

    threads = []
    with transaction.atomic(using=ALIAS):
        for i in range(10):
            threads.append(in_thread(work(f"{i}")))
            until(lambda i=i: turns().waiting == i + 1)
    finish(*threads)
    assert [who for (who,) in run("SELECT who FROM number ORDER BY n")] == list("0123456789")


def test_a_newcomer_does_not_overtake_the_one_who_waits():
    queue, order = Turns(), []
    assert queue.take(0)

    def wait():
        assert queue.take(10)
        order.append("waiter")
        queue.give()

    thread = threading.Thread(target=wait)
    thread.start()
    until(lambda: queue.waiting == 1)
    queue.give()
    assert queue.take(10)
    order.append("newcomer")
    queue.give()
    thread.join()
    assert order == ["waiter", "newcomer"]


def test_one_who_gives_up_waiting_holds_nothing():
    queue = Turns()
    assert queue.take(0)
    assert not queue.take(0.01)
    assert queue.waiting == 0
    queue.give()
    assert queue.take(0)


def test_an_error_or_a_rollback_gives_the_turn_back(book):
    with pytest.raises(ZeroDivisionError), transaction.atomic(using=ALIAS):
        run("INSERT INTO number VALUES (1, 'x')")
        raise ZeroDivisionError
    assert free()
    with pytest.raises(OperationalError):
        run("INSERT INTO nowhere VALUES (1)")
    assert free()
    with pytest.raises(OperationalError), transaction.atomic(using=ALIAS):
        run("INSERT INTO nowhere VALUES (1)")
    assert free()
    assert run("SELECT count(*) FROM number") == [(0,)]


def test_a_refused_commit_gives_the_turn_back(book):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError), transaction.atomic(using=ALIAS):
        run("PRAGMA defer_foreign_keys = ON")
        run("INSERT INTO page VALUES (7)")  # found out at commit
    assert free()


def test_closing_in_mid_transaction_gives_the_turn_back(book):
    def leave():
        run("BEGIN IMMEDIATE")
        run("INSERT INTO number VALUES (1, 'x')")

    finish(in_thread(leave))
    assert free()
    assert run("SELECT count(*) FROM number") == [(0,)]


def test_a_thread_that_dies_without_closing_gives_the_turn_back(book):
    def leave():
        run("BEGIN IMMEDIATE")

    thread = threading.Thread(target=leave)
    thread.start()
    thread.join()
    import gc

    gc.collect()
    assert free()


def test_a_savepoint_keeps_the_turn_of_its_transaction(book):
    with transaction.atomic(using=ALIAS):
        run("INSERT INTO number VALUES (1, 'x')")
        with pytest.raises(ZeroDivisionError), transaction.atomic(using=ALIAS):
            run("INSERT INTO number VALUES (2, 'x')")
            raise ZeroDivisionError
        assert not free()
    assert run("SELECT n FROM number") == [(1,)]


def test_rows_returned_by_an_insert_are_committed_before_the_turn_passes_on(book):
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("INSERT INTO number (who) VALUES ('a'), ('b'), ('c') RETURNING n, who")
        # Not one row is read yet, and another thread already sees and adds.
        finish(in_thread(lambda: run("INSERT INTO number (who) VALUES ('d')")))
        assert cursor.fetchone() == (1, "a")
        assert cursor.fetchmany(1) == [(2, "b")]
        assert list(cursor) == [(3, "c")]
        assert cursor.fetchone() is None
    assert run("SELECT count(*) FROM number") == [(4,)]


def test_one_who_waits_too_long_is_told(book, monkeypatch):
    monkeypatch.setattr(base, "WAIT_SECONDS", 0.05)

    def write():
        with pytest.raises(OperationalError, match="no turn"):
            run("INSERT INTO number VALUES (1, 'x')")

    with transaction.atomic(using=ALIAS):
        finish(in_thread(write))


def test_one_file_has_one_queue_however_it_is_written(tmp_path):
    assert turns_of(tmp_path / "a.sqlite3") is turns_of(str(tmp_path / "x" / ".." / "a.sqlite3"))
    assert turns_of(tmp_path / "a.sqlite3") is not turns_of(tmp_path / "b.sqlite3")
