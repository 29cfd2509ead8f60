"""What provisional records may say: plain values in, errors and texts out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from loket.core.action import Upload
from loket.core.fields.spec import Field, Option
from loket.core.sheet import NO, Paper, WorkEntry
from loket.core.who import By

THERE, MISSING, NOT_NEEDED = "ada", "tidak_ada", "tidak_diperlukan"
REMARK = "catatan_"
_ANSWERS = (Option(THERE, "Ada"), Option(MISSING, "Tidak ada"))
_CONDITIONAL = (*_ANSWERS, Option(NOT_NEEDED, "Tidak diperlukan"))


def field_name(paper_id: str) -> str:
    """The name of a paper as a field and as a fact."""
    return paper_id.replace("-", "_")


def paper_fields(
    papers: Iterable[Paper], conditions: Mapping[str, dict[str, Any] | None] | None = None
) -> tuple[Field, ...]:
    """One choice and one optional remark per paper; a conditional paper may be not needed.

    ``conditions`` by paper id say which answer decides that (``loket.core.papers``); a
    conditional paper without one is decided by the clerk.
    """
    fields: list[Field] = []
    for paper in papers:
        name = field_name(paper.id)
        copies = f" ({paper.copies} lembar)" if paper.copies else ""
        answers = _CONDITIONAL if paper.when else _ANSWERS
        when = (conditions or {}).get(paper.id)
        fields += [
            Field(
                name,
                "choice",
                paper.name + copies,
                help=paper.why,
                options=answers,
                when=when,
                otherwise=NOT_NEEDED if when else "",
            ),
            Field(REMARK + name, "text", f"Catatan: {paper.name}", required=False),
        ]
    return tuple(fields)


def missing_papers(
    papers: Iterable[Paper], values: Mapping[str, Any], exit: str | None, by: By
) -> dict[str, str]:
    """Errors for required papers that are not there; none when the file is turned down.

    ours: a conditional paper that is ``tidak_ada`` counts as missing too; where it does not
    apply it is ``tidak_diperlukan`` whatever was ticked.
    """
    if exit == NO:
        return {}
    if by.party is not None or by.recorded_for is not None:
        remedy = "Minta pemohon melengkapinya dulu; berkas belum dapat diterima."
    else:
        remedy = "Kembalikan berkas kepada pemohon dengan alasannya."
    return {
        field_name(paper.id): f"{paper.name} tidak ada. {remedy}"
        for paper in papers
        if values.get(field_name(paper.id)) == MISSING
    }


def checklist_label(papers: Iterable[Paper], values: Mapping[str, Any]) -> str:
    """``Daftar periksa: 3 dari 3 berkas ada``; papers not needed do not count."""
    answers = [values.get(field_name(paper.id)) for paper in papers]
    asked = [answer for answer in answers if answer != NOT_NEEDED]
    return f"Daftar periksa: {asked.count(THERE)} dari {len(asked)} berkas ada"


def title(entry: WorkEntry, default: str) -> str:
    """The heading that the sheet gives an entry, else this one."""
    return str(entry.options.get("title") or default)


def all_empty(values: Mapping[str, Any]) -> bool:
    """Whether nothing was filled in: a record of nothing proves nothing."""
    return all(value is None or value == "" or value == [] for value in values.values())


def number_key(number: str) -> str:
    """The form in which two numbers of a book are the same: ``012`` and ``12``, ``A / 1`` and
    ``a/1``. ours: leading zeros and spaces are habits of the pen, not part of the number."""
    parts = re.split(r"([^0-9a-z]+)", "".join(number.casefold().split()))
    return "".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def number_taken(number: str, book: str, year: int) -> str:
    """The message for a number that stands in the book already."""
    return (
        f"Nomor {number} sudah dipakai di {book} tahun {year} untuk berkas lain. "
        "Periksa buku, lalu tulis nomor yang benar."
    )


def first_upload(values: Mapping[str, Any]) -> Upload | None:
    """The first file among the answers."""
    return next((value for value in values.values() if isinstance(value, Upload)), None)


def long_day(iso: str) -> str:
    """``2026-11-20`` as ``20-11-2026``."""
    return f"{date.fromisoformat(iso):%d-%m-%Y}"
