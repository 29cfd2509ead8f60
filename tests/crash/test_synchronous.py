"""Every connection waits for the disk: of the pages, of the worker, of the command line."""

from __future__ import annotations

import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from loket.config.sqlite import base
from tests.crash.scratch import Office

FULL = {"sqlite": {"2"}, "postgresql": {"on"}}


def read(log: Path) -> tuple[set[str], set[str]]:
    """Names of the threads that made a connection, and what the database said of them."""
    lines = [line.rsplit(" ", 1) for line in log.read_text().splitlines()]
    return {thread for thread, _ in lines}, {value for _, value in lines}


def test_pages_and_worker_wait_for_the_disk(scratch: Office, tmp_path: Path) -> None:
    log = tmp_path / "connections"
    log.touch()
    arguments = ("-m", "tests.crash.connections", str(log))
    server = scratch.start(*arguments, "serve", "--port", str(scratch.port), log=tmp_path / "out")
    try:
        for _ in range(600):
            threads, _values = read(log)
            if any(one.startswith("loket-worker") for one in threads):
                break
            time.sleep(0.05)
        ask_for_a_page(scratch)
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
    threads, values = read(log)
    assert any(one.startswith("waitress") for one in threads), threads
    assert any(one.startswith("loket-worker") for one in threads), threads
    assert "MainThread" in threads
    assert values == FULL[connection.vendor]


def ask_for_a_page(scratch: Office) -> None:
    """Somebody tries to sign in: a page that reads the database."""
    asked = HTTPConnection("127.0.0.1", scratch.port, timeout=30)
    asked.request("GET", "/masuk/")
    answer = asked.getresponse()
    answer.read()
    token = answer.headers["Set-Cookie"].split("=", 1)[1].split(";")[0]
    form = {"username": "tidak-ada", "password": "salah", "csrfmiddlewaretoken": token}
    headers = {
        "Cookie": f"loket_csrf={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    asked.request("POST", "/masuk/", urlencode(form), headers)
    assert asked.getresponse().status == 200
    asked.close()


@pytest.mark.parametrize(
    "command",
    [["audit", "verify"], ["audit", "seal"], ["case", "log", "1"]],
    ids=lambda command: " ".join(command),
)
def test_the_command_line_waits_for_the_disk(
    scratch: Office, tmp_path: Path, command: list[str]
) -> None:
    log = tmp_path / "connections"
    scratch.run("-m", "tests.crash.connections", str(log), *command)
    threads, values = read(log)
    assert (threads, values) == ({"MainThread"}, FULL[connection.vendor])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks for SQLite")
def test_a_file_that_cannot_keep_the_log_is_refused(tmp_path: Path) -> None:
    """A database that is open read-only without a log cannot be turned to one."""
    path = tmp_path / "db.sqlite3"
    sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close()
    settings = {
        **connection.settings_dict,
        "NAME": f"file:{path}?immutable=1",
        "OPTIONS": {"uri": True},
    }
    # a thread of its own: the browser's tests leave their event loop in this one
    with (
        ThreadPoolExecutor(1) as aside,
        pytest.raises(ImproperlyConfigured, match="journal_mode 'delete'"),
    ):
        aside.submit(lambda: base.DatabaseWrapper(settings, "other").connect()).result()
