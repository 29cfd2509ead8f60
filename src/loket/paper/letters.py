"""A letter: its template and its data as a PDF/A-2b, the same bytes for the same input."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timezone
from pathlib import Path
from threading import local
from typing import Any
from unicodedata import combining

import typst

from loket.paper import qr

LOOK = Path(__file__).parent / "look"  # loket.typ, and nothing that a template may not read
FONTS = Path(__file__).parent / "fonts"

# A template reads loket.typ and nothing else. Without these words Typst has no way to a package
# or to code made of text, and so none to data being read as markup either.
# Only with its colon is the import certain to end there (``"…".replace(…)`` is a source as well),
# and comments count too: where one begins cannot be told without reading Typst.
_OWN_IMPORT = re.compile(r'\bimport\s+"/loket\.typ"\s*:')
_FORBIDDEN = re.compile(r"\b(import|include|eval|plugin|std)\b")
_HERE = re.compile(r"┌─ \S*__typst_py_bytes__\.typ:(\d+):")
_NO_PICTURE = re.compile(r'the text `"(.+?)"` could not be displayed')

# A word longer than a line has no place to break but between its letters.
_LONG_WORD = re.compile(r"\S{28,}")
_MAY_BREAK = "\u200b"
_SHOWN = ("title", "number", "office", "words", "party", "signature", "paraf")

SCREEN = 110.0  # dots per inch of a picture: a page as wide as a desk shows it

_kept = local()


class BadTemplate(Exception):
    """A template that does not compile. ``line`` is that of the template, None if unknown."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.message = message
        self.line = line
        super().__init__(message if line is None else f"baris {line}: {message}")


def render(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """PDF/A-2b of a ``letter.typ`` text with this data (docs/developers/letters.md).

    ``data`` is JSON-able and reaches the template as values, never as markup. ``at`` (with its
    time zone) is the only moment the paper knows: same template, data and moment, same bytes.
    Raises BadTemplate; ValueError for a moment without zone or a ``qr`` that no code can hold.
    """
    pdf = _compile(template, data, at, format="pdf", pdf_standards=["a-2b"])
    assert isinstance(pdf, bytes)
    return pdf


def pictures(template: str, data: Mapping[str, Any], at: datetime) -> list[bytes]:
    """The pages of the same letter as PNG, to be looked at on a screen. Raises as ``render``."""
    pages = _compile(template, data, at, format="png", ppi=SCREEN)
    return [pages] if isinstance(pages, bytes) else list(pages)


def _compile(
    template: str, data: Mapping[str, Any], at: datetime, **how: Any
) -> bytes | list[bytes]:
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a letter is rendered at a moment with its time zone")
    forbid(template)
    shown = {name: _breakable(data[name]) for name in _SHOWN if name in data}
    inputs = {"data": json.dumps({**data, **shown}, ensure_ascii=False)}
    if data.get("qr"):
        inputs["qr"] = qr.svg(data["qr"])
    # a PDF counts in seconds, and Typst refuses a moment that is finer
    timestamp = at.astimezone(timezone(offset) if offset else UTC).replace(microsecond=0)
    try:
        made = _compiler().compile(
            input=template.encode(), sys_inputs=inputs, timestamp=timestamp, **how
        )
    except typst.TypstError as error:
        raise _bad(error) from error
    assert made is not None  # it is, only when written to a file
    return made


def forbid(template: str) -> None:
    """Refuse a template that reaches for more than ``/loket.typ``. Raises BadTemplate."""
    for number, line in enumerate(template.splitlines(), start=1):
        found = _FORBIDDEN.search(_OWN_IMPORT.sub("", line))
        if found:
            raise BadTemplate(
                f'"{found[1]}" tidak boleh dipakai: templat hanya membaca "/loket.typ".', number
            )


def _breakable(value: Any) -> Any:
    if isinstance(value, str):
        return _LONG_WORD.sub(lambda word: _loosened(word[0]), value)
    if isinstance(value, Mapping):
        return {name: one if name == "crest" else _breakable(one) for name, one in value.items()}
    return [_breakable(one) for one in value] if isinstance(value, list | tuple) else value


def _loosened(word: str) -> str:
    # A mark stays with the letter it stands on.
    return "".join(char if combining(char) else _MAY_BREAK + char for char in word)[1:]


def _bad(error: typst.TypstError) -> BadTemplate:
    here = _HERE.findall(error.diagnostic)
    message = error.message
    lacking = _NO_PICTURE.search(message)
    if lacking:
        message = f'Tanda "{lacking[1]}" tidak dapat dicetak: huruf surat tidak memuatnya.'
    return BadTemplate(message, int(here[0]) if here else None)


def _compiler() -> typst.Compiler:
    # One per thread: a shared one raises.
    compiler: typst.Compiler | None = getattr(_kept, "compiler", None)
    if compiler is None:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )
        compiler = typst.Compiler(root=str(LOOK), font_paths=fonts, ignore_system_fonts=True)
        _kept.compiler = compiler
    return compiler
