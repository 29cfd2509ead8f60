"""The closing sheet of an office's day as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import json

_TEMPLATE = Path(__file__).parent / "closing.typ"


def closing_sheet(data: Mapping[str, Any], at: datetime) -> bytes:
    """The sheet with these data, made at ``at``: the same data and time give the same bytes.

    Uses the fonts that Typst carries and no others. Raises RuntimeError where the template and
    the data do not fit.
    """
    import typst  # here: it takes 50 MB, and an office at work seldom needs it

    compiler = typst.Compiler(
        _TEMPLATE.read_bytes(),
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"data": json.encode(data).decode()},
    )
    made = compiler.compile(format="pdf", timestamp=int(at.timestamp()))
    assert isinstance(made, bytes)  # one PDF, not a list of pages
    return made
