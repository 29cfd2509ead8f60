"""The worker: wakes the due-tables every few seconds. It holds no work of its own, so it may
die at any moment; what was leased comes back when the lease runs out."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta

from django.db import close_old_connections

from loket.cases.api import outbox, schedule, seal, seal_copy
from loket.office import api as office

SEAL_AGAIN = timedelta(minutes=5)  # ours: after a seal that could not be made
PAUSE = 5.0  # seconds between two looks at the due-tables
logger = logging.getLogger("loket.worker")
senders: dict[str, outbox.Send] = {}  # by kind of what leaves; modules add theirs at start
_next_look: dict[str, datetime] = {}  # by office: when a day may be waiting for its seal


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
        settled += _seal_ended(office_id, now)
    return settled + seal_copy.hand_over_due(now)


def _seal_ended(office_id: str, now: datetime) -> int:
    """Seal the days that are over; looked for once a day, and at the start of the process."""
    if now < _next_look.get(office_id, now):
        return 0
    try:
        made = seal.seal_ended(office_id, now)
    except Exception:
        # one office that cannot be sealed stops neither the others nor the due-tables
        logger.exception("the days of %s were not sealed; tried again", office_id)
        _next_look[office_id] = now + SEAL_AGAIN
        return 0
    _next_look[office_id] = seal.end_of(office_id, office.local_day(office_id, now))
    return len(made)


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
