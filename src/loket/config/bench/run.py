"""One run of the bench: scratch data, every measurement in a process of its own, peers between."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from loket.config.bench import idle, letters, postgres
from loket.config.bench.figures import Figure, figure
from loket.config.bench.pages import CLIENTS, measure_pages
from loket.config.data_directory import SIMULATION_MARK

VIEWFLOW = {"DJANGO_SETTINGS_MODULE": "loket.config.bench.peers.viewflow_settings"}
GROUPS = ("steps", "pages", "letters", "memory", "reading")
Say = Callable[[str], None]


class Size(Struct, frozen=True):
    """How much is measured. ``pages``: numbers of cases at which pages are asked for."""

    runs: int
    steps: int  # cases of seven rows
    pages: tuple[int, ...]
    seconds: float  # per page and number of clients
    letters: int
    postgresql: bool


FULL = Size(runs=3, steps=800, pages=(10_000, 1_000_000), seconds=5, letters=300, postgresql=True)
QUICK = Size(runs=1, steps=20, pages=(300,), seconds=0.4, letters=10, postgresql=False)


class Bench:
    """Everything a run needs: where scratch data may lie, the packages, the size, whom to tell."""

    def __init__(self, disk: Path, sops: Path, size: Size, say: Say) -> None:
        self.sops, self.size, self.say = sops.absolute(), size, say
        self.place = Path(tempfile.mkdtemp(prefix=".loket-bench-", dir=disk))

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *error: object) -> None:
        shutil.rmtree(self.place, ignore_errors=True)

    def figures(self, groups: tuple[str, ...]) -> list[Figure]:
        """The figures of these groups, in their order."""
        found: list[Figure] = []
        for group in groups:
            found += getattr(self, f"_{group}")()
        return found

    @contextmanager
    def _data(self) -> Iterator[dict[str, str]]:
        """An empty data directory, as the environment that leads to it."""
        data = Path(tempfile.mkdtemp(prefix="data-", dir=self.place))
        (data / SIMULATION_MARK).touch()
        try:
            yield {
                "LOKET_DATA": str(data),
                "LOKET_SOPS": str(self.sops),
                "LOKET_HOSTS": "127.0.0.1",
                "DATABASE_URL": "",
                "DJANGO_SETTINGS_MODULE": "loket.config.settings",
            }
        finally:
            shutil.rmtree(data, ignore_errors=True)

    def _child(self, module: str, *arguments: object, environment: Mapping[str, str]) -> Any:
        command = [sys.executable, "-m", "loket.config.bench.child", module]
        done = subprocess.run(
            [*command, *(str(one) for one in arguments)],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{module} failed:\n{done.stderr}")
        return json.loads(done.stdout)

    # steps

    def _steps(self) -> list[Figure]:
        found = self._on("SQLite", None, 1750)
        if not self.size.postgresql:
            return found
        if postgres.programs() is None:
            self.say("PostgreSQL is not installed: its rows are left out")
            return found
        try:
            with postgres.cluster(self.place) as url:
                return found + self._on("PostgreSQL", url, 900)
        except subprocess.CalledProcessError as failed:
            self.say(f"PostgreSQL did not start, its rows are left out: {failed}")
            return found

    def _on(self, name: str, url: str | None, limit: float) -> list[Figure]:
        """Steps on one database: the product and its peers in turn, so that all meet the same
        machine."""
        took: dict[str, list[float]] = {}
        settings: dict[str, str] = {}
        peers = self._peers(url)
        for run in range(self.size.runs):
            for peer, measure in peers.items():
                self.say(f"steps on {name}, run {run + 1}: {peer}")
                one = measure()
                if one is not None:
                    took.setdefault(peer, []).append(one["steps"] / one["seconds"])
                    settings[peer] = (
                        f"{one['settings']}; p50 {one['p50']:.2f} ms, p95 {one['p95']:.2f} ms"
                    )
        own = took["loket"]
        return [
            figure(
                f"steps per second on {name}, one client, beside {peer}",
                own,
                "steps/s",
                peer=peer,
                peer_values=took.get(peer, ()),
                limit=limit,
                note=f"loket {settings['loket']}"
                + (f" | {peer} {settings[peer]}" if peer in took else " | peer not installed"),
            )
            for peer in peers
            if peer != "loket"
        ]

    def _peers(self, url: str | None) -> dict[str, Callable[[], Any]]:
        count = self.size.steps

        def fresh(module: str, *arguments: object, **more: str) -> Any:
            with self._data() as environment, self._database(url) as address:
                places = {"DIRECTORY": environment["LOKET_DATA"], "URL": address}
                own = [places.get(str(one), one) for one in arguments]
                environment = {**environment, **more, "DATABASE_URL": address}
                return self._child(module, *own, environment=environment)

        def spiff() -> Any:
            return fresh("peers.spiff", "DIRECTORY", count) if find_spec("SpiffWorkflow") else None

        def viewflow() -> Any:
            there = find_spec("viewflow")
            return fresh("peers.viewflow_steps", max(10, count // 5), **VIEWFLOW) if there else None

        raw = "raw SQLite" if url is None else "raw PostgreSQL"
        where = "DIRECTORY" if url is None else "URL"
        peers = {
            "loket": lambda: fresh("steps", count),
            raw: lambda: fresh("raw_sql", where, count * 7),
            "SpiffWorkflow, state saved": spiff,
            "viewflow": viewflow,
        }
        if url is not None:
            del peers["SpiffWorkflow, state saved"]  # it brings no store of its own
        return peers

    @contextmanager
    def _database(self, url: str | None) -> Iterator[str]:
        """An empty database of the cluster; "" on SQLite, whose file lies with the data."""
        if url is None:
            yield ""
            return
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS measured")
            connection.execute("CREATE DATABASE measured")
        yield url.replace("/postgres?", "/measured?")

    # pages

    def _pages(self) -> list[Figure]:
        measured: dict[int, dict[str, dict[int, dict[str, Any]]]] = {}
        for cases in self.size.pages:
            with self._data() as environment:
                self.say(f"pages: loading {cases:,} cases")
                data = environment["LOKET_DATA"]
                loaded = self._child("bulk.load", cases, self.sops, data, environment=environment)
                self.say(
                    f"pages: loaded in {loaded['seconds']:.0f} s, {loaded['cases_act']:,} acts"
                )
                environment["LOKET_SOPS"] = f"{data}/sops"
                measured[cases] = measure_pages(self._child, environment, self.size.seconds)
        return _page_figures(measured)

    # the others

    def _letters(self) -> list[Figure]:
        if not letters.there():
            return []
        with self._data() as environment:
            ran = [
                self._child("letters", self.sops, self.size.letters, environment=environment)
                for _ in range(self.size.runs)
            ]
        values = [one["per_second"] for one in ran]
        note = f"{ran[0]['templates']} templates, {ran[0]['bytes']:,} bytes each, one process"
        return [figure("letters per second, PDF with QR", values, "1/s", limit=100, note=note)]

    def _memory(self) -> list[Figure]:
        self.say("memory: the demo is built and served")
        with self._data() as environment:
            command = [sys.executable, "-c", "from loket.config.cli import main; main()", "demo"]
            built = subprocess.run(
                command,
                env={**os.environ, **environment},
                capture_output=True,
                text=True,
                check=False,
            )
            if built.returncode:
                raise RuntimeError(f"the demo was not built:\n{built.stderr}")
            ran = [idle.resident(self._child, environment) for _ in range(self.size.runs)]
        note = f"loket serve, {ran[0][1]} office(s) looked into, web and worker in one process"
        values = [mb for mb, _ in ran]
        return [figure("resident memory, idle", values, "MB", "lower", limit=250, note=note)]

    def _reading(self) -> list[Figure]:
        with self._data() as environment:
            ran = [
                self._child("reading", self.sops, environment=environment)
                for _ in range(self.size.runs)
            ]
        return [
            figure(
                f"reading {ran[0][count]} sheets",
                [one[seconds] * 1000 for one in ran],
                "ms",
                "lower",
                limit=300,
            )
            for count, seconds in (("sheets", "seconds"), ("many", "many_seconds"))
        ]


def _page_figures(measured: dict[int, dict[str, dict[int, dict[str, Any]]]]) -> list[Figure]:
    smallest, largest = min(measured), max(measured)
    found = []
    for cases, pages in measured.items():
        for name, by_clients in pages.items():
            for clients in CLIENTS:
                one = by_clients[clients]
                trivial = pages["trivial"][clients]["per_second"]
                limited = name == "inbox" and cases == largest
                found.append(
                    figure(
                        f"{name} page, {cases:,} cases, {clients} client(s)",
                        [one["per_second"]],
                        "requests/s",
                        peer=None if name == "trivial" else "trivial page, 3 queries",
                        peer_values=() if name == "trivial" else [trivial],
                        limit=trivial / 2 if limited else None,
                        note=f"p50 {one['p50']:.1f} ms, p95 {one['p95']:.1f} ms,"
                        f" {one['bytes']:,} bytes",
                    )
                )
    if smallest != largest:
        for clients in CLIENTS:
            small = measured[smallest]["inbox"][clients]["p95"]
            found.append(
                figure(
                    f"inbox page, p95 at {largest:,} cases, {clients} client(s)",
                    [measured[largest]["inbox"][clients]["p95"]],
                    "ms",
                    "lower",
                    peer=f"the same at {smallest:,} cases",
                    peer_values=[small],
                    limit=small * 1.3,
                )
            )
    return found
