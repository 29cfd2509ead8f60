"""The SOPs that authority may be limited to. The catalogue, which lies above, says them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from loket.office.ports import ProcedureTitles

_source: list[ProcedureTitles] = []


def titles_come_from(source: ProcedureTitles) -> None:
    """Let this say which SOPs are in force; once, when Django starts."""
    _source[:] = [source]


def procedure_titles(office_id: str, day: date) -> Mapping[str, str]:
    """Title by id of the SOPs in force that day."""
    return _source[0](office_id, day) if _source else {}
