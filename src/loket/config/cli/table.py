"""Plain-text tables for the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from textwrap import wrap

GAP = "  "


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], wraps: Sequence[int] = ()) -> str:
    """Rows under their heads; the columns ``wraps`` share what is left of the terminal's width.

    Where the output is no terminal the width is 120. A wrapped column keeps 12 characters.
    """
    natural = [
        max(len(line) for row in [heads, *rows] for line in (row[n].splitlines() or [""]))
        for n in range(len(heads))
    ]
    room = shutil.get_terminal_size((120, 24)).columns - len(GAP) * (len(heads) - 1)
    fixed = sum(width for n, width in enumerate(natural) if n not in wraps)
    widths = list(natural)
    left, waiting = room - fixed, sorted(wraps, key=lambda n: natural[n])
    for position, n in enumerate(waiting):  # narrow columns first: what they spare goes to the rest
        widths[n] = min(natural[n], max(12, left // (len(waiting) - position)))
        left -= widths[n]
    lines = [*_lines(heads, widths), GAP.join("-" * width for width in widths)]
    for row in rows:
        lines += _lines(row, widths)
    return "\n".join(line.rstrip() for line in lines)


def _lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [
        [piece for line in text.splitlines() for piece in wrap(line, width)] or [""]
        for text, width in zip(row, widths, strict=True)
    ]
    height = max(len(cell) for cell in cells)
    return [
        GAP.join(
            (cell[n] if n < len(cell) else "").ljust(width)
            for cell, width in zip(cells, widths, strict=True)
        )
        for n in range(height)
    ]
