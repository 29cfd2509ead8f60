"""What a scenario fills in, as the form of its step is sent; the rest is answered in general."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from loket.core.fields.spec import Field
from loket.core.scenario import Applicant
from loket.modules.procedures.api.answers import PDF, Answers, Override, answer
from loket.ui.step_form import FormPart

THERE, MISSING = "ada", "tidak_ada"
Fill = Mapping[str, Any]


class Misfit(Exception):
    """The scenario fills in something that the form does not ask."""


def fill_form(
    parts: Iterable[FormPart],
    fill: Fill,
    applicant: Applicant | None,
    today: date,
    override: Override,
) -> Answers:
    """The answers of a situation to these parts: ``fill`` by the prefix of the facts, the
    applicant in his own part, the rest as ``answer`` does. Raises Misfit."""
    parts = tuple(parts)
    said = _said(parts, fill, applicant)

    def told(name: str, spec: Field) -> str | None:
        if name in said:
            return said[name] if isinstance(said[name], str) else None
        return override(name, spec)

    sent = answer(parts, today, told)
    for name, value in said.items():
        if isinstance(value, list):
            _rows(sent, name, value)
        elif isinstance(value, SimpleUploadedFile):
            sent.files[name] = value
    lost = [
        name
        for name, value in said.items()
        if value and not any(one.startswith(name) for one in (*sent.typed, *sent.files))
    ]
    if lost:
        raise Misfit(f"{', '.join(lost)}: diisi, tetapi tidak ditanyakan pada jawaban ini.")
    return sent


def texts(fill: Fill) -> dict[str, str]:
    """What is filled in by a text alone, by prefix: it must stand among the facts afterwards."""
    return {name: value for name, value in fill.items() if isinstance(value, str)}


def _said(parts: tuple[FormPart, ...], fill: Fill, applicant: Applicant | None) -> dict[str, Any]:
    """By HTML name: a text, the rows of a list, or a file."""
    said: dict[str, Any] = {}
    by_name = {part.named: part for part in parts if part.named}
    for name, value in fill.items():
        part = by_name.get(name)
        if part is None:
            raise Misfit(f"{name}: tidak ada di formulir ini ({', '.join(by_name) or 'kosong'}).")
        if isinstance(value, list):
            said |= _papers(part, value)
        elif isinstance(value, dict):
            said |= _fields(part, value)
    for part in parts:
        if applicant is not None and part.prefix.startswith("party."):
            person = {
                "nama": applicant.name,
                "nik": applicant.nik,
                "telepon": applicant.phone,
                "alamat": applicant.address,
            }
            said |= {f"{part.prefix}.{name}": value for name, value in person.items()}
    return said


def _papers(part: FormPart, there: list[str]) -> dict[str, str]:
    """A checklist: the papers named are there, every other one is not."""
    rows = {
        spec.name: f"{part.prefix}.{spec.name}"
        for spec in part.fields
        if THERE in {option.value for option in spec.options}
    }
    wanted = {one.replace("-", "_") for one in there}
    if wanted - rows.keys():
        raise Misfit(f"{part.named}: {', '.join(sorted(wanted - rows.keys()))} bukan dokumennya.")
    # What is not there is left open where an answer may settle it, and refused where it may not.
    settled = {spec.name for spec in part.fields if spec.otherwise}
    return {
        html: THERE if name in wanted else "" if name in settled else MISSING
        for name, html in rows.items()
    }


def _fields(part: FormPart, values: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {spec.name: spec.type for spec in part.fields}
    unknown = sorted(values.keys() - kinds.keys())
    if unknown:
        raise Misfit(f"{part.named}: {', '.join(unknown)} tidak ditanyakan.")
    said: dict[str, Any] = {}
    for name, value in values.items():
        html = f"{part.prefix}.{name}"
        if kinds[name] == "list":
            said[html] = value
        elif kinds[name] == "photo":
            continue  # any picture will do
        elif kinds[name] == "file":
            said[html] = SimpleUploadedFile(str(value), PDF, "application/pdf")
        else:
            said[html] = _typed(value)
    return said


def _rows(sent: Answers, name: str, rows: list[Mapping[str, Any]]) -> None:
    for held in (sent.typed, sent.files):
        for one in [one for one in held if one.startswith(f"{name}.")]:
            del held[one]
    for number, row in enumerate(rows):
        for sub, value in row.items():
            sent.typed[f"{name}.{number}.{sub}"] = [_typed(value)]


def _typed(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
