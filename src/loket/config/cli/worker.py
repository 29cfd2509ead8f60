"""``loket worker``: the background work alone, beside web processes that leave it out."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import click

from loket.config.cli import say, start_django


@click.command()
def worker() -> None:
    """Kerjakan yang di latar belakang sampai dihentikan dengan Ctrl+C."""
    start_django()
    from loket.cases import api

    stop = api.start_worker()
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    say("Pekerja latar berjalan (Ctrl+C untuk berhenti)")
    ended.wait()
    stop.set()
    for thread in threading.enumerate():
        if thread.name.startswith("loket-"):
            thread.join(timeout=10)
    say("Pekerja latar berhenti.")
