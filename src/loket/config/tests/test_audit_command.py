"""``loket audit``: what a clerk, a program and a second place get from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from loket.cases.tests import balai, seals
from loket.cases.tests.conftest import MONDAY
from loket.config.cli import loket
from loket.core.seal import groups
from loket.office import api as office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worked(db: None) -> Any:
    balai.found_office(MONDAY)
    yield seals.worked_day(2)
    office.clock.real()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(loket, ["audit", *arguments])


def test_seal_prints_one_line_per_seal_and_nothing_else() -> None:
    told = run("seal")
    assert told.exit_code == 0
    (line,) = told.stdout.splitlines()
    assert line.startswith("LOKET-SEGEL balai 1 2026-11-16 ")
    assert run("seal").stdout == told.stdout


def test_seal_for_a_program() -> None:
    (made,) = json.loads(run("seal", "--format", "json").stdout)
    assert (made["no"], made["day"], made["so_far"]) == (1, "2026-11-16", True)
    assert made["line"].endswith(made["hash"])


def test_a_day_that_is_not_over_is_refused_unless_asked_for_so_far() -> None:
    told = run("seal", "--day", "2026-11-16")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "belum berakhir" in told.stderr
    assert run("seal", "--day", "2026-11-16", "--so-far").exit_code == 0


def test_an_office_that_is_not_there_is_named() -> None:
    told = run("seal", "--office", "antah")
    assert told.exit_code == 1 and "antah" in told.stderr and "balai" in told.stderr


def test_seal_writes_line_and_sheet_where_it_is_asked_to(tmp_path: Path) -> None:
    told = run("seal", "--to", str(tmp_path))
    assert told.exit_code == 0
    line, paper = (next(tmp_path.rglob(f"*.{kind}")) for kind in ("txt", "pdf"))
    assert line.read_text() == told.stdout
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_second_place_that_cannot_be_written_is_an_error(settings: Any, tmp_path: Path) -> None:
    place = tmp_path / "jauh"
    place.touch()
    settings.LOKET_SEAL_COPY = str(place)
    told = run("seal")
    assert told.exit_code == 1
    assert told.stdout.startswith("LOKET-SEGEL balai 1 ")  # the seal itself is made
    assert "belum sampai di tempat kedua" in told.stderr


def test_all_well() -> None:
    told = run("verify")
    assert (told.exit_code, told.stdout) == (
        0,
        "Semua baik. 0 segel dibandingkan dengan tempat kedua.\n",
    )
    assert "balai: berkas 0" in told.stderr


def test_a_fault_is_told_with_the_number_of_the_case(worked: list[int]) -> None:
    run("seal")
    seals.act(worked[1], 2).update(text="{}")
    told = run("verify")
    assert told.exit_code == 1
    assert told.stdout == ("balai 26-00002: isi tindakan 2 diubah: tidak cocok dengan sidiknya\n")
    answer = json.loads(run("verify", "--format", "json").stdout)
    assert answer["ok"] is False
    assert [one["where"] for one in answer["faults"]] == ["26-00002"]


def test_a_line_typed_from_paper_finds_seals_computed_anew(
    worked: list[int], tmp_path: Path
) -> None:
    line = run("seal").stdout.strip()
    paper = tmp_path / "dari-kertas.txt"
    *words, hash_ = line.split()
    paper.write_text("Segel yang dicetak:\n" + " ".join([*words, *groups(hash_)]) + "\n")
    told = run("verify", "--against", str(paper))
    assert (told.exit_code, told.stdout) == (
        0,
        "Semua baik. 1 segel dibandingkan dengan tempat kedua.\n",
    )
    seals.recompute_chain(worked[0], 'lengkap":true', 'lengkap":false')
    seals.recompute_seals()
    assert run("verify").exit_code == 0
    told = run("verify", "--against", str(paper))
    assert told.exit_code == 1
    assert "bukan segel yang diserahkan ke tempat kedua" in told.stdout


def test_the_second_place_is_compared_without_being_named(settings: Any, tmp_path: Path) -> None:
    settings.LOKET_SEAL_COPY = str(tmp_path / "jauh")
    run("seal")
    assert "1 segel dibandingkan" in run("verify").stdout


@pytest.mark.parametrize("text", ["LOKET-SEGEL balai 1 2026-11-16 tidak-terbaca\n", None])
def test_a_second_place_that_cannot_be_read_is_no_silence(tmp_path: Path, text: str | None) -> None:
    paper = tmp_path / "segel.txt"
    if text is not None:
        paper.write_text(text)
    told = run("verify", "--against", str(paper))
    assert (told.exit_code, told.stdout) == (1, "")
    assert "tidak dapat dibaca" in told.stderr
