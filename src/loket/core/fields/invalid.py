"""The one way a field says that an answer will not do."""

from __future__ import annotations

from collections.abc import Mapping


class Invalid(Exception):
    """An answer that cannot be taken, in Indonesian words that say what to do.

    ``errors`` maps a place inside the answer to its message: ``""`` is the field itself,
    ``"nik"`` a part of it, ``"0.name"`` a part of the first item of a list.
    """

    def __init__(self, errors: str | Mapping[str, str]) -> None:
        self.errors: dict[str, str] = {"": errors} if isinstance(errors, str) else dict(errors)
        super().__init__("; ".join(self.errors.values()))

    @property
    def message(self) -> str:
        """The first message."""
        return next(iter(self.errors.values()))
