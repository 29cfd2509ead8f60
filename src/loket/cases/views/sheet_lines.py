"""The rows of a case's sheet as the template draws them: flow, facts, open forms."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from loket.cases.api.late_entry import LATE_PART
from loket.cases.api.page_types import CasePage, RowFacts, StepPage
from loket.core.sheet import Sheet
from loket.ui import lanes
from loket.ui.bound_form import BoundPart, ErrorLine, bind, error_lines
from loket.ui.step_form import ReadForm


class Output(Struct, frozen=True):
    """A printed output and the artifact that proves it ("" while there is none)."""

    name: str
    artifact_id: str


class OpenForm(Struct, frozen=True):
    """A task's form in its row. ``typed`` and ``wrong`` are answers outside the parts and what
    is wrong with them, by name: exit, reason, done_at, late_reason. ``late`` asks for the scan
    of a late entry, ``scope`` begins the ids of this form."""

    step: StepPage
    parts: list[BoundPart]
    late: BoundPart
    scope: str
    errors: list[ErrorLine]
    typed: Mapping[str, str]
    wrong: Mapping[str, str]


class SheetLine(Struct, frozen=True):
    """One row of the sheet with everything around it."""

    row: lanes.Row
    facts: RowFacts
    labels: str
    outputs: tuple[Output, ...]
    forms: list[OpenForm] = field(default_factory=list)


def sheet_lines(
    page: CasePage, form: ReadForm | None = None, task_no: int | None = None
) -> list[SheetLine]:
    """All rows in order. ``form`` is what was sent for task ``task_no`` and not accepted."""
    forms: dict[str, list[OpenForm]] = {}
    for step in page.steps:
        sent = form if step.task_no == task_no else None
        forms.setdefault(step.step_id, []).append(_open_form(step, sent))
    facts = {row.step_id: row for row in page.rows}
    drawn = lanes.draw(page.sheet, page.progress, parted=frozenset(forms))
    return [
        _line(page.sheet, row, facts.get(row.step.id, RowFacts(row.step.id)), forms)
        for row in drawn
    ]


def _open_form(step: StepPage, sent: ReadForm | None) -> OpenForm:
    scope = str(step.task_no)
    *parts, late = bind([*step.parts, LATE_PART], sent, step.initial, scope=scope)
    typed = {name: texts[-1] for name, texts in sent.typed.items() if texts} if sent else {}
    wrong = {name: text for name, text in sent.errors.items() if "." not in name} if sent else {}
    errors = error_lines([*parts, late], sent, scope)
    return OpenForm(step, parts, late, scope, errors, typed, wrong)


def _line(
    sheet: Sheet, row: lanes.Row, facts: RowFacts, forms: Mapping[str, list[OpenForm]]
) -> SheetLine:
    return SheetLine(
        row=row,
        facts=facts,
        labels=", ".join(sheet.actor(actor).label for actor in row.step.actors),
        outputs=tuple(Output(name, facts.outputs.get(name, "")) for name in row.step.outputs),
        forms=forms.get(row.step.id, []),
    )
