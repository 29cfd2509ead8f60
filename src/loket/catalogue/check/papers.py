"""Conditions of papers: the question they look at is asked, and can be answered so."""

from __future__ import annotations

from difflib import get_close_matches

from loket.catalogue.check.look import Look
from loket.core.fields.spec import Field
from loket.core.papers import questions_named, wanted
from loket.core.sheet import Paper

_WHY = "Daftar periksa menentukan sendiri dari jawaban itu apakah dokumen diperlukan."


def check_papers(look: Look) -> None:
    """Each ``when`` of a paper names one question of the work, and answers that it has."""
    for paper in look.work.service.papers:
        if paper.when is None:
            continue
        found = questions_named(look.procedure, str(paper.when.get("field")))
        if len(found) == 1:
            _check_answers(look, paper, next(iter(found.values())))
        else:
            _not_one(look, paper, list(found))


def _not_one(look: Look, paper: Paper, found: list[str]) -> None:
    name = str((paper.when or {}).get("field"))
    asked = [
        spec.name
        for step in look.sheet.steps
        for entry in look.work_of(step).entries
        for spec in entry.ask
    ]
    near = get_close_matches(name, asked, 1, 0.5)
    look.fault(
        ("service", "papers", paper.id, "when"),
        "paper-when-ambiguous" if found else "paper-when-unknown",
        f'dokumen {paper.id}: when menunjuk "{name}", yang '
        + (f"ditanyakan {len(found)} kali" if found else "tidak ditanyakan di langkah mana pun"),
        _WHY,
        f"Tulis lengkap: {' atau '.join(found)}."
        if found
        else (f"Maksud Anda {near[0]}? " if near else "")
        + f"Pilih salah satu: {', '.join(sorted(set(asked))) or '(belum ada pertanyaan)'}.",
    )


def _check_answers(look: Look, paper: Paper, spec: Field) -> None:
    if spec.type == "yes_no":
        answers = ["yes", "no"]
    elif spec.type == "choice":
        answers = [option.value for option in spec.options]
    else:
        look.fault(
            ("service", "papers", paper.id, "when"),
            "paper-when-type",
            f"dokumen {paper.id}: when menunjuk {spec.name}, jenis {spec.type}",
            "Hanya jawaban dari daftar tertutup yang dapat menentukan dokumen.",
            "Pakai pertanyaan berjenis choice atau yes_no.",
        )
        return
    for value in wanted(paper.when or {}):
        if value not in answers:
            look.fault(
                ("service", "papers", paper.id, "when"),
                "paper-when-value",
                f'dokumen {paper.id}: "{value}" bukan jawaban {spec.name}',
                "Dokumen ini tidak akan pernah diperlukan.",
                f"Pilih dari: {', '.join(answers)}.",
            )
