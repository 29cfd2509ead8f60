"""Does the letter of a package compile, and does it ask for facts that its work has?

Every template is tried in a child process with what its forms could hold: once with every
question answered, once with only those that must be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from loket.catalogue.finding import Finding
from loket.catalogue.reader.package import LETTER_FILE, Package
from loket.core.fields.spec import Field
from loket.core.office_file import OfficeFile
from loket.core.sheet import Procedure
from loket.paper import trial

_READ = re.compile(r'\b(word|rows)\(\s*"([\w-]+)\.([\w-]+)')
_DAY = ("2026-11-25", "25 November 2026")


def check_letters(
    packages: Sequence[Package], offices: Mapping[str, OfficeFile]
) -> dict[str, list[Finding]]:
    """The faults of the letters, by ``Package.file``; those without a letter are left out.

    One child process tries them all, so a whole catalogue costs little more than one letter.
    """
    readable = [one for one in packages if one.letter and one.procedure is not None]
    papers = []
    for package in readable:
        assert package.procedure is not None
        office = offices.get(package.procedure.office)
        papers += [
            (package.letter, sample(package.procedure, office, sparing))
            for sparing in (False, True)
        ]
    faults = trial.trials(papers)
    told: dict[str, list[Finding]] = {}
    for place, package in enumerate(readable):
        full, spare = faults[2 * place : 2 * place + 2]
        told[package.file] = _unknown(package)
        if full or spare:
            told[package.file].insert(0, _broken(package, full, spare))
    return told


def sample(procedure: Procedure, office: OfficeFile | None, sparing: bool) -> dict[str, Any]:
    """The data of a letter (docs/developers/letters.md) as a case of this sheet could give it.

    ``sparing`` leaves out number, date, rank and every answer that need not be given.
    """
    facts: dict[str, Any] = {}
    words: dict[str, Any] = {}
    for prefix, fields in _asked(procedure).items():
        kept = [(spec, not sparing or _must(spec)) for spec in fields]
        facts[prefix] = {spec.name: _answer(spec, given)[0] for spec, given in kept}
        words[prefix] = {spec.name: _answer(spec, given)[1] for spec, given in kept}
    person = {
        "nama": "Siti Aminah",
        "nik": "9901014101900001",
        "alamat": "Dusun Contoh RT 01/RW 01",
        "telepon": "+6281234567890",
    }
    return {
        "office": {
            "name": office.name if office else "Kantor",
            "regency": office.regency if office else "Kabupaten",
            "letterhead": list(office.letterhead) if office else ["KANTOR"],
            "address": "",
            "place": "Contoh",
        },
        "title": procedure.sheet.title,
        "number": None if sparing else "1/CONTOH/2026",
        "date": None if sparing else _DAY[1],
        "case": "26-00001",
        "facts": facts,
        "words": words,
        "party": {
            actor.party: person for actor in procedure.sheet.actors if actor.party is not None
        },
        "signature": {
            "lines": ["Kepala,"] if sparing else ["a.n. KEPALA", "Sekretaris", "u.b.", "Kasi,"],
            "name": "Budi Santoso",
            "rank": "" if sparing else "Pembina",
            "nip": "" if sparing else "19900101 201501 1 999",
            "signed": None,
        },
        "paraf": [] if sparing else [{"post": "Kasi", "done": True}],
        "qr": None if sparing else "https://contoh.example/naskah/ABCDEFGHIJKL/",
        "code": "" if sparing else "ABCD-EFGH-IJKL",
        "mark": "CONTOH",
    }


def _asked(procedure: Procedure) -> dict[str, list[Field]]:
    asked: dict[str, list[Field]] = {}
    for step, work in procedure.work.steps.items():
        for entry in work.entries:
            if entry.ask:
                asked.setdefault(entry.named or step, []).extend(entry.ask)
    return asked


def _must(spec: Field) -> bool:
    return spec.required and spec.when is None


def _answer(spec: Field, given: bool) -> tuple[Any, Any]:
    """A kept value and its words."""
    if spec.type == "list":
        return _rows(spec, given)
    if not given:
        return None, ""
    if spec.type == "choice" and spec.options:
        return spec.options[0].value, spec.options[0].label
    if spec.type == "yes_no":
        return True, "Ya"
    if spec.type == "number":
        return spec.min or 1, str(spec.min or 1)
    if spec.type == "money":
        return spec.min or 1_500_000, "Rp1.500.000"
    return {
        "date": _DAY,
        "time": ("09:00", "09.00"),
        "long_text": ("Contoh isian\nbaris kedua", "Contoh isian\nbaris kedua"),
        "nik": ("9901014101900001", "9901014101900001"),
        "kk": ("9901010101200001", "9901010101200001"),
    }.get(spec.type, ("Contoh", "Contoh"))


def _rows(spec: Field, given: bool) -> tuple[list[Any], list[Any]]:
    if not given:
        return [], []
    row = [(sub.name, _answer(sub, True)) for sub in spec.of]
    count = max(spec.min or 1, 2)
    kept = {name: value for name, (value, _) in row}
    return [kept] * count, [{name: words for name, (_, words) in row}] * count


def _broken(package: Package, full: trial.Fault | None, spare: trial.Fault | None) -> Finding:
    fault = full or spare
    assert fault is not None
    when = "" if full else " bila isian yang tidak wajib dikosongkan"
    return Finding(
        str(package.folder / LETTER_FILE),
        fault.line or 1,
        "letter-broken",
        f"surat tidak dapat dibuat{when}: {fault.message}",
        "Surat yang gagal dibuat menghentikan berkas di baris penyusunannya.",
        "Betulkan letter.typ di baris ini (docs/developers/letters.md).",
    )


def _unknown(package: Package) -> list[Finding]:
    assert package.procedure is not None
    asked = {
        prefix: {spec.name for spec in fields}
        for prefix, fields in _asked(package.procedure).items()
    }
    named = {
        entry.named or step
        for step, work in package.procedure.work.steps.items()
        for entry in work.entries
    }
    findings = []
    for number, line in enumerate(package.letter.splitlines(), start=1):
        for verb, prefix, name in _READ.findall(line):
            fields = asked.get(prefix)
            if prefix in named and (fields is None or name in fields):
                continue  # what an action leaves without asking cannot be told from here
            findings.append(
                Finding(
                    str(package.folder / LETTER_FILE),
                    number,
                    "letter-unknown-fact",
                    f'{verb}("{prefix}.{name}") tidak ada di work',
                    "Yang tidak pernah ditanyakan tercetak kosong, tanpa pemberitahuan.",
                    f"Pilih isian {prefix}: {', '.join(sorted(fields))}."
                    if fields
                    else f"Pilih dari: {', '.join(sorted(asked))}.",
                )
            )
    return findings
