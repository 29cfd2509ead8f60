"""What the tests of the catalogue share: the umbrella, its office, a small world of actions."""

from __future__ import annotations

from pathlib import Path

from loket.core.action import ActionRegistry, Doing, Done
from loket.core.tests import sheets as core_sheets

SHEETS = Path(next(iter(core_sheets.__path__)))
UMBRELLA = SHEETS / "payung-hilang" / "v1"
OFFICE = SHEETS / "office.yaml"
BROKEN = Path(__file__).parent / "broken"


def actions() -> ActionRegistry:
    """The actions the neutral sheets name, which do nothing here."""
    registry = ActionRegistry()
    kinds = {"data": "data", "paper": "document", "number": "register_entry", "ask_outside": "note"}
    for verb, kind in kinds.items():

        @registry.action(f"test.{verb}", leaves=[kind], refers=["of"])
        def nothing(doing: Doing) -> Done:
            """Does nothing."""
            return Done()

    return registry


def folder(root: Path, content: str, name: str = "balai/contoh", version: int = 1) -> Path:
    """A version folder under ``root`` with this sheet."""
    path = root / name / f"v{version}"
    path.mkdir(parents=True, exist_ok=True)
    (path / "sop.yaml").write_text(content, encoding="utf-8")
    return path
