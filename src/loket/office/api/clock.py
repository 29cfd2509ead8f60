"""The one clock. Simulated time exists only in demo, scratch and test data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock

from django.conf import settings

from loket.core.refused import Refused

_lock = Lock()
_simulated: datetime | None = None


def now() -> datetime:
    """The present moment, aware, UTC; the simulated one while time is simulated."""
    simulated = _simulated
    return datetime.now(UTC) if simulated is None else simulated


def simulate(moment: datetime) -> None:
    """Let time stand still at this aware moment, for all threads of this process.

    Raises Refused unless ``settings.LOKET_SIMULATION``, ValueError for a naive moment.
    """
    if not settings.LOKET_SIMULATION:
        raise Refused(
            "no_simulation", "Waktu hanya boleh disimulasikan pada data demo atau latihan."
        )
    if moment.tzinfo is None:
        raise ValueError("a simulated moment needs a time zone")
    _set(moment.astimezone(UTC))


def real() -> None:
    """Back to real time."""
    _set(None)


@contextmanager
def simulated(moment: datetime) -> Iterator[None]:
    """Simulated time within the block, and whatever held before after it."""
    before = _simulated
    simulate(moment)
    try:
        yield
    finally:
        _set(before)


def _set(moment: datetime | None) -> None:
    global _simulated
    with _lock:
        _simulated = moment
