"""A scratch office on a database of its own, and the processes that work on it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[2]
FULL = os.environ.get("LOKET_FULL") == "1"  # make test-all


class Office:
    """Where the data lies, and how a process of this office is started."""

    def __init__(self, data: Path, database_url: str | None) -> None:
        self.data = data
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LOKET_", "DJANGO_")) and name != "DATABASE_URL"
        }
        self.environment = {**kept, "LOKET_DATA": str(data), "LOKET_SIMULATION": "1"}
        if database_url:
            self.environment["DATABASE_URL"] = database_url
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def start(self, *arguments: str, log: Path | None = None) -> subprocess.Popen[bytes]:
        """Python with these arguments, in the environment of the office."""
        out = log.open("ab") if log is not None else None
        try:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=out,
                stderr=out,
            )
        finally:
            if out is not None:
                out.close()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def loket(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("-c", "from loket.config.cli import main; main()", *arguments)

    def serve(self) -> subprocess.Popen[bytes]:
        """A running server, which has answered once."""
        server = self.start(
            "-c",
            "from loket.config.cli import main; main()",
            *("serve", "--port", str(self.port)),
            log=self.data / "serve.log",
        )
        for _ in range(600):
            try:
                urlopen(f"http://127.0.0.1:{self.port}/masuk/", timeout=5).close()
            except (URLError, ConnectionError, TimeoutError):
                if server.poll() is not None:
                    raise AssertionError((self.data / "serve.log").read_text()) from None
                time.sleep(0.05)
            else:
                return server
        raise AssertionError("loket serve does not answer")

    def stored(self) -> dict[str, Any]:
        told = self.run("-m", "tests.crash.stored")
        assert told.returncode == 0, told.stderr
        found: dict[str, Any] = json.loads(told.stdout)
        return found


class Template:
    """An office that was built once; each test works on a copy of it.

    On PostgreSQL where DATABASE_URL names a server, a database of its own there; else SQLite.
    """

    def __init__(self, data: Path) -> None:
        self.data, self.server = data, os.environ.get("DATABASE_URL")
        self.name = f"loket_crash_{os.getpid()}"
        self.copies = 0

    def build(self) -> None:
        if self.server:
            _administer(self.server, sql.SQL("CREATE DATABASE {}").format(_named(self.name)))
        built = Office(self.data, self._url(self.name)).run("-m", "tests.crash.build")
        assert built.returncode == 0, built.stderr

    def drop(self) -> None:
        if self.server:
            _administer(self.server, sql.SQL("DROP DATABASE {}").format(_named(self.name)))

    @contextmanager
    def copy(self, data: Path) -> Iterator[Office]:
        """A copy of the office in this empty directory."""
        shutil.copytree(self.data, data, dirs_exist_ok=True)
        self.copies += 1
        name = f"{self.name}_{self.copies}"
        if self.server:
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            _administer(self.server, create.format(_named(name), _named(self.name)))
        try:
            yield Office(data, self._url(name))
        finally:
            if self.server:
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                _administer(self.server, drop.format(_named(name)))

    def _url(self, name: str) -> str | None:
        return self.server.replace("/postgres?", f"/{name}?") if self.server else None


def _named(name: str) -> sql.Identifier:
    return sql.Identifier(name)


def _administer(server: str, statement: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
