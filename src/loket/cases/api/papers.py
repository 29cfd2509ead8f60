"""Where a proof that the office printed itself is printed again.

A module that makes papers registers a function when Django starts; ``cases`` knows no module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from loket.cases.api import store
from loket.cases.models import ArtifactRow
from loket.core.refused import Refused

# office and the facts of a proof, by their full names -> address of the paper, None: not mine
Finder = Callable[[str, Mapping[str, Any]], str | None]
_finders: list[Finder] = []


def papers_are_at(finder: Finder) -> None:
    """Let ``finder`` say where papers of its module are printed."""
    if finder not in _finders:
        _finders.append(finder)


def paper_address(office_id: str, artifact_id: str) -> str | None:
    """The address that prints the paper behind a proof; None where it is no paper of ours.

    Raises Refused ``no_artifact``.
    """
    row = ArtifactRow.objects.in_office(office_id).filter(pk=artifact_id).first()
    case = store.peek(office_id, row.case_id) if row else None
    if row is None or case is None:
        raise Refused("no_artifact", "Bukti itu tidak ditemukan di kantor ini.")
    facts = {name: case.facts.get(name) for name in store.decode_names(row.facts)}
    return next((at for finder in _finders if (at := finder(office_id, facts)) is not None), None)
