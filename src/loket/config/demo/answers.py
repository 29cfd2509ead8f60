"""Answers to any form of a step, as a person would type them; they enter only as form input."""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import date
from struct import pack

from loket.core.fields.spec import Field
from loket.ui.step_form import FormPart

Override = Callable[[str, Field], str | None]
Typed = dict[str, list[str]]


def drawn_signature(seed: int = 0) -> str:
    """A small hand-drawn line as the PNG data URL that the signature pad sends."""
    width, height = 160, 60
    rows = [bytearray(b"\xff" * width) for _ in range(height)]
    for x in range(12, 148):
        y = 30 + ((x * (7 + seed % 5)) % 34) - 17
        for thick in range(3):
            rows[min(height - 1, y + thick)][x] = 0
    raw = b"".join(b"\0" + bytes(row) for row in rows)
    chunks = [
        (b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(raw)),
        (b"IEND", b""),
    ]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return "data:image/png;base64," + b64encode(png).decode()


def answer(parts: Iterable[FormPart], today: date, override: Override) -> Typed:
    """Typed answers for every required field of these parts.

    ``override`` gets the HTML name and the field and may answer first (None: it does not).
    """
    typed: Typed = {}
    for part in parts:
        for spec in part.fields:
            _fill(typed, f"{part.prefix}.{spec.name}", spec, today, override)
    return typed


def _fill(typed: Typed, name: str, spec: Field, today: date, override: Override) -> None:
    given = override(name, spec)
    if given is not None:
        typed[name] = [given]
        return
    if spec.type == "list":
        for row in range(max(1, spec.min or 1)):
            for sub in spec.of:
                _fill(typed, f"{name}.{row}.{sub.name}", sub, today, override)
        return
    if not spec.required:
        return
    typed[name] = [_text(spec, today)]


def _text(spec: Field, today: date) -> str:
    if spec.type == "choice":
        return spec.options[0].value
    if spec.type in ("number", "money"):
        return str(spec.min or 1)
    return {
        "yes_no": "yes",
        "date": today.isoformat(),
        "time": "09:00",
        "signature": drawn_signature(),
        "nik": "9901010101900001",
        "phone": "081200000001",
        "address": "Dusun Krajan RT 01/RW 01",
    }.get(spec.type, "Sesuai berkas")
