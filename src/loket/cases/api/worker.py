"""The worker: wakes the due-tables every few seconds. It holds no work of its own, so it may
die at any moment; what was leased comes back when the lease runs out."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections

from loket.cases.api import outbox, schedule
from loket.office import api as office

PAUSE = 5.0  # seconds between two looks at the due-tables
logger = logging.getLogger("loket.worker")
senders: dict[str, outbox.Send] = {}  # by kind of what leaves; modules add theirs at start


def send_with(kind: str, sender: outbox.Send) -> None:
    """Let ``sender`` send what leaves under this kind; once, when Django starts. It may be asked
    again for the same row when a worker died, and raises ``Unknown`` for what it cannot tell."""
    senders[kind] = sender


def work_once() -> int:
    """Do everything that is due now; how many rows were settled."""
    now = office.clock.now()
    settled = outbox.drain(senders, now)
    for office_id in office.office_ids():
        settled += len(schedule.start_due(office_id, now))
    return settled


def start_worker() -> threading.Event:
    """Run the worker beside the web server in this process; set the event to stop it."""
    stop = threading.Event()

    def run() -> None:
        while not stop.is_set():
            close_old_connections()
            try:
                work_once()
            except Exception:
                # the next look may succeed (database restarting); what was leased comes back
                logger.exception("the worker met an error and goes on")
            stop.wait(PAUSE)

    threading.Thread(target=run, name="loket-worker", daemon=True).start()
    return stop
