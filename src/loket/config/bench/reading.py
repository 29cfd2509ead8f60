"""Reading sheets: those of the directory, and as many as the whole catalogue will hold."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

ALL = 146  # sheets that the seeds hold


def main(arguments: list[str]) -> dict[str, Any]:
    """``SOPS``: seconds for the sheets that are there, and for 146 copies of them."""
    sops = Path(arguments[0])
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as place:
        copies = _copies(sops, Path(place))
        own, many = _read(sops), _read(copies)
    return {"sheets": own[0], "seconds": own[1], "many": many[0], "many_seconds": many[1]}


def _copies(sops: Path, to: Path) -> Path:
    shutil.copytree(sops / "parameters", to / "parameters")
    packages = sorted(sops.glob("*/*/v*"))
    for office in {one.parts[-3] for one in packages}:
        (to / office).mkdir()
        shutil.copy(sops / office / "office.yaml", to / office)
    for number in range(ALL):
        package = packages[number % len(packages)]
        office, procedure, version = package.parts[-3:]
        target = to / office / f"{procedure}-{number}" / version
        shutil.copytree(package, target)
        sheet = target / "sop.yaml"
        text = sheet.read_text("utf-8")
        sheet.write_text(
            re.sub(rf"(?m)^id: {office}/{procedure}\b", f"id: {office}/{procedure}-{number}", text),
            "utf-8",
        )
    return to


def _read(directory: Path) -> tuple[int, float]:
    from loket.catalogue import api as catalogue

    begun = time.perf_counter()
    library = catalogue.read_all(directory)
    return len(library.procedures), time.perf_counter() - begun
