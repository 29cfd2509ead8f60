"""``loket serve``: pages and background work in one process."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

import click

from loket.config.cli import refuse, say, start_django


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8123, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat untuk didengarkan")
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True)
@click.option("--without-worker", is_flag=True, help="Pekerja latar dijalankan terpisah")
def serve(port: int, host: str, threads: int, without_worker: bool) -> None:
    """Jalankan Loket sampai dihentikan dengan Ctrl+C."""
    start_django()
    from waitress import create_server

    from loket.cases import api
    from loket.config.wsgi import application

    waiting = _unapplied_migrations()
    if waiting:
        refuse(f"Basis data belum siap ({waiting} migrasi). Jalankan dahulu: make run")
    try:
        server = create_server(application, **_options(host, port, threads))
    except OSError as error:
        refuse(f"Alamat {host}:{port} tidak dapat dipakai: {error.strerror}")
        return
    stop_worker = threading.Event() if without_worker else api.start_worker()

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    say(f"Loket berjalan di http://{host}:{port}/ (Ctrl+C untuk berhenti)")
    try:
        server.run()  # ends at KeyboardInterrupt, after the requests that had begun
    finally:
        stop_worker.set()
        for thread in threading.enumerate():
            if thread.name.startswith("loket-"):
                thread.join(timeout=10)
        say("Loket berhenti.")


def _options(host: str, port: int, threads: int) -> dict[str, Any]:
    from django.conf import settings

    options: dict[str, Any] = {"host": host, "port": port, "threads": threads, "ident": None}
    options["max_request_body_size"] = 64 * 1024 * 1024  # bytes; one file is at most 10 MB
    options["clear_untrusted_proxy_headers"] = True
    if settings.LOKET_HTTPS:  # TLS ends at a proxy on this machine: believe its word alone
        options["trusted_proxy"] = "127.0.0.1"
        options["trusted_proxy_headers"] = {"x-forwarded-for", "x-forwarded-proto"}
    return options


def _unapplied_migrations() -> int:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
