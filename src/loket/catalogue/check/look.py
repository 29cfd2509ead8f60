"""What every check looks at, and where it writes its findings."""

from __future__ import annotations

from collections.abc import Callable

from loket.catalogue.finding import Finding
from loket.core.action import ActionRegistry
from loket.core.office_file import OfficeFile
from loket.core.sheet import ENDS, Procedure, Step, StepWork, WorkEntry

Path = tuple[str | int, ...]


class Look:
    """One procedure under check. ``office`` is None when its file could not be read."""

    def __init__(
        self,
        procedure: Procedure,
        office: OfficeFile | None,
        actions: ActionRegistry,
        file: str,
        line_of: Callable[[Path], int],
    ) -> None:
        self.procedure = procedure
        self.sheet = procedure.sheet
        self.work = procedure.work
        self.office = office
        self.actions = actions
        self.findings: list[Finding] = []
        self.steps: dict[str, Step] = {step.id: step for step in self.sheet.steps}
        self._file = file
        self._line_of = line_of

    def fault(self, path: Path, code: str, what: str, why: str, write: str) -> None:
        """Note a fault at a place of the sheet, e.g. ``("steps", "periksa", "decision")``."""
        at = ".".join(str(part) for part in path)
        line = self._line_of(path)
        self.findings.append(Finding(self._file, line, code, what, why, write, at))

    def leads_to(self, step: Step) -> list[str]:
        """The steps that really exist behind a step's exits."""
        return [target for target in step.exits().values() if target in self.steps]

    def reached_from(self, start: str) -> set[str]:
        """Every step that can come after ``start`` (itself only when a loop leads back)."""
        seen: set[str] = set()
        waiting = self.leads_to(self.steps[start])
        while waiting:
            step_id = waiting.pop()
            if step_id not in seen:
                seen.add(step_id)
                waiting += self.leads_to(self.steps[step_id])
        return seen

    def targets_exist(self) -> bool:
        """Whether every exit leads to a step or an end."""
        return all(
            target in self.steps or target in ENDS
            for step in self.sheet.steps
            for target in step.exits().values()
        )

    def work_of(self, step: Step) -> StepWork:
        return self.work.of(step.id)


def parts_of(step: Step, entry: WorkEntry) -> tuple[str, ...]:
    """The actors on whose form an entry stands (docs/developers/sheet.md)."""
    if entry.part is not None:
        return (entry.part,)
    return step.actors if step.mode in ("each", "any") else step.actors[:1]
