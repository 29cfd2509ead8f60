"""The order in which threads write: first come, first served."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from threading import Lock


class Turns:
    """A lock that is handed to the one who has waited longest.

    SQLite lets waiting writers poll, so a lucky thread overtakes again and again and an
    unlucky one waited six seconds under load. Here the holder hands the lock straight to the
    head of the queue; nobody who comes later can snatch it in between.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._queue: deque[Lock] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for the turn, at most ``seconds``. False: it did not come, nothing is held."""
        turn = Lock()
        turn.acquire()
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            self._queue.append(turn)
        if turn.acquire(timeout=seconds):
            return True
        with self._guard:
            if turn in self._queue:
                self._queue.remove(turn)
                return False
        return True  # handed over in the moment we gave up

    def give(self) -> None:
        """Hand the turn to the next in the queue. Only the holder may call this."""
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._taken = False

    @property
    def waiting(self) -> int:
        """How many wait now."""
        return len(self._queue)


class Turn:
    """One connection's hold on the turns of its database; taking and giving are idempotent."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.held = False

    def take(self, seconds: float) -> bool:
        if not self.held:
            self.held = self.turns.take(seconds)
        return self.held

    def give(self) -> None:
        if self.held:
            self.held = False
            self.turns.give()


_all: dict[str, Turns] = {}
_all_guard = Lock()


def turns_of(database: str | Path) -> Turns:
    """The one queue of this process for a database file."""
    key = str(database)
    if ":memory:" not in key and not key.startswith("file:"):
        key = str(Path(database).resolve())
    with _all_guard:
        return _all.setdefault(key, Turns())
