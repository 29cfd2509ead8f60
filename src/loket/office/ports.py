"""What an office has to be told by the apps above it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol


class ProcedureTitles(Protocol):
    """Says which SOPs are in force in an office on a day: title by id."""

    def __call__(self, office_id: str, day: date) -> Mapping[str, str]: ...
