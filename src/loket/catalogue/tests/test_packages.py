"""The packages of this repository."""

from __future__ import annotations

from pathlib import Path

import yaml

from loket.catalogue.reader.library import read_all
from loket.core.sheet import Duration, Procedure

SOPS = Path(__file__).parents[4] / "sops"


def legalisation() -> Procedure:
    library = read_all(SOPS)
    return next(
        one for one in library.procedures if one.id.endswith("/layanan-legalisir-surat-surat")
    )


def test_the_legalisation_of_jumapolo_is_the_seed_row_by_row() -> None:
    sheet = legalisation().sheet
    assert sheet.identity.number == "05/SOP/JMPL/2023"
    assert sheet.identity.effective == "2023-03-01"
    assert len(sheet.identity.qualifications) == 7
    assert len(sheet.identity.legal_basis) == 3
    assert [actor.label for actor in sheet.actors] == ["Pemohon", "JFU", "Camat/Sekcam/Kasi"]
    assert [step.time for step in sheet.steps] == [Duration(minutes=n) for n in (3, 5, 5, 3, 2)]
    assert [step.outputs for step in sheet.steps] == [
        ("Berkas permohonan",),
        ("Berkas permohonan diterima lengkap dan benar",),
        ("Berkas permohonan sudah ditandatangani",),
        ("Berkas permohonan sudah diberi nomor dan dicatat di buku agenda",),
        ("Berkas permohonan sudah dilegalisir",),
    ]


def test_the_stamp_of_name_and_nip_comes_before_the_signature_and_the_office_stamp_after() -> None:
    work = legalisation().work
    order = [
        (step, entry.options.get("stamp") or entry.do)
        for step, one in work.steps.items()
        for entry in one.entries
        if entry.do in ("documents.stamp", "documents.sign_wet")
    ]
    assert order == [
        ("teliti", "Nama dan NIP Camat"),
        ("tanda-tangan", "documents.sign_wet"),
        ("nomor", "Stempel dinas"),
    ]


def test_scenarios_walk_rows_that_exist() -> None:
    for file in SOPS.glob("*/*/v*/scenarios.yaml"):
        steps = {
            step["id"]
            for step in yaml.safe_load((file.parent / "sop.yaml").read_text("utf-8"))["steps"]
        }
        for scenario in yaml.safe_load(file.read_text("utf-8")):
            assert set(scenario) == {"situation", "given", "do", "expect"}, file
            done = [one["step"] for one in scenario["do"] if "refused" not in one]
            assert {one["step"] for one in scenario["do"]} <= steps, (file, scenario["situation"])
            assert scenario["expect"]["walked"] == done, (file, scenario["situation"])
