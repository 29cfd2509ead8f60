"""Somebody read the letter and put his initials on it."""

from __future__ import annotations

from loket.cases.api import registry
from loket.core.action import Doing, Done
from loket.core.leaving import done, with_ask
from loket.modules.documents import api
from loket.modules.documents.actions.about import letter, no_letter, shows


def _post(doing: Doing) -> str:
    return doing.procedure.sheet.actor(doing.part).label


def _take_back(doing: Doing) -> None:
    row = letter(doing)
    if row is not None:
        api.take_back_paraf(row, _post(doing))


@registry.action(
    "documents.paraf",
    leaves={"paraf"},
    fields=with_ask(),
    page="documents/paraf.html",
    check=no_letter,
    revert=_take_back,
    shows=shows,
    refers=("of",),
)
def paraf(doing: Doing) -> Done:
    """Paraf pada naskah."""
    row = letter(doing)
    if row is not None:
        api.paraf(row, _post(doing))
    by = api.signed_by(doing.case.office, doing.who)
    facts = {"pemaraf": by.name, "sebagai": by.capacity}
    return done(doing, "paraf", f"Diparaf {by.capacity}", facts, ("pemaraf",))
