"""A stamp of the office was put on paper; which, and on how many sheets."""

from __future__ import annotations

from loket.cases.api import registry
from loket.core.action import Doing, Done
from loket.core.fields.spec import Field
from loket.core.leaving import done
from loket.core.sheet import Procedure, Step, WorkEntry


def _stamp(entry: WorkEntry) -> str:
    return str(entry.options.get("stamp") or "Stempel dinas")


def _fields(procedure: Procedure, step: Step, entry: WorkEntry) -> tuple[Field, ...]:
    sheets = Field(
        "lembar",
        "number",
        "Jumlah lembar yang distempel",
        help=f"Bubuhkan {_stamp(entry)} dulu",
        min=1,
        max=999,
        default="1",
    )
    return (sheets, *entry.ask)


@registry.action("documents.stamp", leaves={"stamp"}, fields=_fields)
def stamp(doing: Doing) -> Done:
    """Bubuhkan stempel."""
    name, sheets = _stamp(doing.entry), doing.values["lembar"]
    return done(doing, "stamp", f"{name} pada {sheets} lembar", {"stempel": name, "lembar": sheets})
