"""Letters per second: the office's own templates with their sample data and a QR code each."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def there() -> bool:
    """Whether this Loket makes letters."""
    return all(find_spec(f"loket.{one}") for one in ("paper.letters", "catalogue.check.letter"))


def main(arguments: list[str]) -> dict[str, Any]:
    """``SOPS COUNT``: letters per second of one process, one after the other."""
    from loket.catalogue import api as catalogue

    letters = import_module("loket.paper.letters")
    sample = import_module("loket.catalogue.check.letter").sample
    library = catalogue.read_all(Path(arguments[0]))
    papers = [
        (one.letter, sample(one.procedure, library.offices.get(one.procedure.office), False))
        for one in library.packages
        if one.letter and one.procedure
    ]
    at, size = datetime(2026, 11, 20, 2, tzinfo=UTC), 0
    if not papers:
        raise LookupError("no SOP has a letter")
    for template, data in papers:  # the first of each template compiles it
        letters.render(template, data, at)
    count = int(arguments[1])
    begun = time.perf_counter()
    for number in range(count):
        template, data = papers[number % len(papers)]
        code = f"http://127.0.0.1:8123/v/{number:012d}"
        size += len(letters.render(template, {**data, "qr": code}, at))
    seconds = time.perf_counter() - begun
    return {"per_second": count / seconds, "bytes": size // count, "templates": len(papers)}
