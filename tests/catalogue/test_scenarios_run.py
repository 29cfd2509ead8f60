"""Every situation of every package comes out as it is told, through the real services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from loket.cases import api as cases
from loket.catalogue import api as catalogue
from loket.core.scenario import Expect, Returned, Scenario, Signed
from loket.modules.procedures import api as procedures
from loket.office import api as office
from loket.office.tests.builders import SOPS

FOLDERS = sorted(path.parent for path in SOPS.glob("*/*/v*/sop.yaml"))
SITUATIONS = [(one, told) for one in FOLDERS for told in catalogue.read_scenarios(one)]
LIBRARY = catalogue.read_all(SOPS)


@pytest.fixture
def clock(settings: Any, tmp_path: Path, db: None) -> Iterator[None]:
    settings.LOKET_BLOBS = tmp_path
    yield
    office.clock.real()


def play(folder: Path, told: Scenario) -> list[str]:
    package = catalogue.read_folder(folder)
    assert package.procedure is not None, package.findings
    scratch = procedures.ScratchOffice(LIBRARY, package.procedure.office, SOPS / "parameters")
    scratch.adopt(package)
    return procedures.play(scratch, package.procedure, told).faults


@pytest.mark.parametrize(
    ("folder", "told"), SITUATIONS, ids=[f"{one.parts[-2]}: {s.situation}" for one, s in SITUATIONS]
)
def test_a_situation_comes_out_as_told(folder: Path, told: Scenario, clock: None) -> None:
    assert play(folder, told) == []
    if told.given.applicant is not None:
        assert told.given.applicant.nik.startswith("99")


@pytest.mark.parametrize("folder", FOLDERS, ids=[one.parts[-2] for one in FOLDERS])
def test_every_package_tells_at_least_three(folder: Path) -> None:
    assert len(catalogue.read_scenarios(folder)) >= 3


FIRST = next(one for one in FOLDERS if one.parts[-2] == "rekomendasi-dispensasi-nikah")


@pytest.mark.parametrize(
    ("name", "wrong", "says"),
    [
        ("ended", "rejected", "ended: diharapkan rejected, yang terjadi done"),
        ("walked", ("ajukan",), "walked: diharapkan ('ajukan',)"),
        ("left", ("checklist",), "left: diharapkan ('checklist',)"),
        ("returned", (Returned("paraf", "ajukan"),), "returned: diharapkan (('paraf', 'ajukan'),)"),
        ("clock_stood", "ajukan", "clock_stood: diharapkan ('ajukan',), yang terjadi ()"),
        ("signed", Signed("sekcam", "plh", "camat"), "signed: diharapkan ('sekcam'"),
        ("on_time", False, "on_time: diharapkan False, yang terjadi True"),
        ("facts", {"pernikahan.selisih_hari": 5}, "facts: diharapkan"),
    ],
)
def test_what_comes_out_otherwise_is_told(name: str, wrong: Any, says: str, clock: None) -> None:
    told = catalogue.read_scenarios(FIRST)[0]
    (fault,) = play(FIRST, replace(told, expect=Expect(**{name: wrong})))
    assert fault.startswith(says)


@pytest.mark.parametrize(
    ("number", "change", "says"),
    [
        (1, {"by": "kasi-kesos"}, "tindakan 2 (teliti): tidak menunggu kasi-kesos"),
        (1, {"fill": {"periksa": ["akta"]}}, "tindakan 2 (teliti): periksa: akta bukan"),
        (1, {"fill": {"peluk": "x"}}, "tindakan 2 (teliti): peluk: tidak ada di formulir ini"),
        (
            1,
            {"fill": {"cap-nama": "Stempel desa"}},
            "tindakan 2 (teliti): cap-nama: tidak mencatat",
        ),
        (1, {"fill": {"periksa": []}}, "tindakan 2 (teliti): 1.record.papers.formulir"),
        (3, {"acting": "an", "acts_for": "camat"}, "tindakan 4 (tanda-tangan): dikerjakan camat"),
        (0, {"refused": "Ijab qabul"}, "tindakan 1 (ajukan): diterima, seharusnya ditolak"),
        (1, {"return_to": "nomor"}, "tindakan 2 (teliti): "),
    ],
)
def test_what_cannot_be_done_as_told_is_named(
    number: int, change: dict[str, Any], says: str, clock: None
) -> None:
    told = catalogue.read_scenarios(FIRST)[0]
    do = list(told.do)
    do[number] = replace(do[number], **change)
    (fault,) = play(FIRST, replace(told, do=tuple(do)))
    assert fault.startswith(says)


def test_a_refusal_in_other_words_is_no_match(clock: None) -> None:
    told = catalogue.read_scenarios(FIRST)[-1]
    do = (replace(told.do[0], refused="NIK"),)
    (fault,) = play(FIRST, replace(told, do=do))
    assert "ditolak dengan kata lain" in fault


def test_an_answer_that_its_condition_hides_is_named(clock: None) -> None:
    folder = next(one for one in FOLDERS if one.parts[-2].startswith("pelayanan-pindah"))
    told = catalogue.read_scenarios(folder)[0]
    fill = {"kepindahan": {**told.do[0].fill["kepindahan"], "alasan_lain": "Ikut orang tua"}}
    do = (replace(told.do[0], fill={**told.do[0].fill, **fill}),)
    (fault,) = play(folder, replace(told, do=do))
    assert "alasan_lain: diisi, tetapi tidak ditanyakan" in fault


def test_nothing_of_a_situation_is_left(clock: None) -> None:
    package = catalogue.read_folder(FIRST)
    assert package.procedure is not None
    scratch = procedures.ScratchOffice(LIBRARY, package.procedure.office, SOPS / "parameters")
    scratch.adopt(package)
    told = catalogue.read_scenarios(FIRST)
    absent = next(one for one in told if one.given.absent)
    for one in (absent, told[0], absent):
        assert procedures.play(scratch, package.procedure, one).faults == []
    assert cases.open_files("jumapolo", told[0].given.applicant.nik) == ()


@pytest.mark.parametrize(
    "text",
    [
        "- {situation: x, given: {at: y}, do: [], expect: {selesai: done}}",
        "- {situation: x, given: {at: y}, do: [{step: a, by: b, isi: {}}], expect: {}}",
        "- {situation: x, given: {at: y, hujan: true}, do: [], expect: {}}",
        "- {situation: x, given: {at: y}, do: [], expect: {ended: finished}}",
        "- {situation: x, given: {at: y}, do: []}",
        "- [x",
    ],
)
def test_a_key_or_word_that_does_not_exist_is_an_error(text: str, tmp_path: Path) -> None:
    (tmp_path / "scenarios.yaml").write_text(text, "utf-8")
    with pytest.raises(catalogue.ScenarioFault):
        catalogue.read_scenarios(tmp_path)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"at": "besok"}, 'given: "besok" bukan waktu'),
        ({"absent": ("lurah",)}, "given: lurah bukan jabatan kantor ini"),
        ({"plh": {"camat": "lurah"}}, "given: lurah bukan jabatan kantor ini"),
    ],
)
def test_a_day_that_cannot_be_is_named(given: dict[str, Any], says: str, clock: None) -> None:
    told = catalogue.read_scenarios(FIRST)[0]
    (fault,) = play(FIRST, replace(told, given=replace(told.given, **given)))
    assert fault.startswith(says)
