"""Answers to any form of a step, as a person would type them; they enter only as form input."""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import date
from struct import pack
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from msgspec import Struct, field

from loket.core.fields.clean import applies
from loket.core.fields.spec import Field
from loket.ui.step_form import FormPart

Override = Callable[[str, Field], str | None]
Typed = dict[str, list[str]]
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Answers(Struct):
    """What a form sends: typed texts and chosen files, by HTML name."""

    typed: Typed = field(default_factory=dict)
    files: dict[str, UploadedFile] = field(default_factory=dict)


def drawn_signature(seed: int = 0) -> str:
    """A small hand-drawn line as the PNG data URL that the signature pad sends."""
    width, height = 160, 60
    rows = [bytearray(b"\xff" * width) for _ in range(height)]
    for x in range(12, 148):
        y = 30 + ((x * (7 + seed % 5)) % 34) - 17
        for thick in range(3):
            rows[min(height - 1, y + thick)][x] = 0
    return "data:image/png;base64," + b64encode(_png(width, height, rows)).decode()


def _png(width: int, height: int, rows: Iterable[bytearray]) -> bytes:
    raw = b"".join(b"\0" + bytes(row) for row in rows)
    chunks = [
        (b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(raw)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def answer(parts: Iterable[FormPart], today: date, override: Override) -> Answers:
    """Answers to every required field of these parts whose condition holds.

    ``override`` gets the HTML name and the field and may answer first (None: it does not).
    """
    answers = Answers()
    known: dict[str, Any] = {}
    for part in parts:
        known |= {name: value for name, value in part.known.items() if name not in known}
        for spec in part.fields:
            name = f"{part.prefix}.{spec.name}"
            if applies(spec, {**known, **_beside(answers, part)}):
                _fill(answers, name, spec, today, override)
            if part.named:
                known[f"{part.named}.{spec.name}"] = _last(answers, name)
    return answers


def _beside(answers: Answers, part: FormPart) -> dict[str, str]:
    """What was answered so far in this part, by field name."""
    return {spec.name: _last(answers, f"{part.prefix}.{spec.name}") for spec in part.fields}


def _last(answers: Answers, name: str) -> str:
    return answers.typed.get(name, [""])[-1]


def _fill(answers: Answers, name: str, spec: Field, today: date, override: Override) -> None:
    given = override(name, spec)
    if given is not None:
        answers.typed[name] = [given]
    elif spec.type == "list":
        for row in range(max(1, spec.min or 1)):
            for sub in spec.of:
                if sub.when is None:
                    _fill(answers, f"{name}.{row}.{sub.name}", sub, today, override)
    elif not spec.required:
        return
    elif spec.type == "file":
        answers.files[name] = SimpleUploadedFile("berkas.pdf", PDF, "application/pdf")
    elif spec.type == "photo":
        photo = _png(2, 2, [bytearray(b"\x40\x90"), bytearray(b"\x90\x40")])
        answers.files[name] = SimpleUploadedFile("foto.png", photo, "image/png")
    else:
        answers.typed[name] = [_text(spec, today)]


def _text(spec: Field, today: date) -> str:
    if spec.default:
        return spec.default
    if spec.type == "choice":
        return spec.options[0].value
    if spec.type in ("number", "money"):
        return str(spec.min or 1)
    if spec.type == "signature":
        return drawn_signature()
    return {
        "yes_no": "yes",
        "date": (today if spec.past else today.replace(year=today.year + 1)).isoformat(),
        "time": "09:00",
        "nik": "9901010101900001",
        "kk": "9901010101200001",
        "nip": "199001012015011999",
        "phone": "081200000001",
        "person": "Warga Rekaan",
        "address": "Dusun Krajan RT 01/RW 01",
        "area": "33.13.05",
    }.get(spec.type, "Sesuai berkas")
