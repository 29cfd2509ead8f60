"""The one way the core says no."""

from __future__ import annotations


class Refused(Exception):
    """A command that may not be done now; ``reason`` is one Indonesian sentence for the user.

    ``code`` is stable and for programs: ``task_done``, ``not_yours``, ``stale`` …
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
