"""A rehearsal goes through the real services and hides nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from loket.cases.tests import umbrella_actions  # noqa: F401  (registers the test actions)
from loket.catalogue import api as catalogue
from loket.modules.procedures import api as procedures
from loket.office import api as office

ROOT = Path(__file__).parents[2]
LOKET = ROOT / ".venv" / "bin" / "loket"
SHEETS = ROOT / "src" / "loket" / "core" / "tests" / "sheets"


@pytest.fixture
def library(tmp_path: Path, db: None) -> Iterator[catalogue.Library]:
    """The lost umbrella as a directory of packages of its own."""
    shutil.copytree(SHEETS, tmp_path / "balai")
    yield catalogue.read_all(tmp_path)
    office.clock.real()


def rehearsed(library: catalogue.Library) -> list[dict]:
    scratch = procedures.ScratchOffice(library, "balai", ROOT / "sops" / "parameters")
    (package,) = library.packages
    assert package.procedure is not None, package.findings
    scratch.adopt(package)
    return procedures.as_json(procedures.rehearse(scratch, package.procedure))


def test_every_path_of_the_umbrella_ends_and_leaves_what_it_owes(
    library: catalogue.Library,
) -> None:
    paths = rehearsed(library)
    assert [path["error"] for path in paths] == [None, None, None]
    assert [path["ended"] for path in paths] == ["done", "rejected", "cancelled"]
    assert [path["missing"] for path in paths] == [[], [], []]
    written = [one for one in paths[0]["artifacts"] if one["output"] == "Berita acara"]
    (handed,) = (
        one for one in paths[0]["artifacts"] if one["output"] == "Berita acara yang diserahkan"
    )
    assert handed["id"] == written[-1]["id"]  # same_as: the same paper, not another
    outputs = {one["output"] for one in paths[0]["artifacts"]}
    assert {"Payung kering", "Berita acara yang diserahkan", "Jawaban pos jaga"} <= outputs


def test_a_path_that_sticks_says_where_and_why(library: catalogue.Library) -> None:
    scratch = procedures.ScratchOffice(library, "balai", ROOT / "sops" / "parameters")
    (package,) = library.packages
    assert package.procedure is not None
    scratch.adopt(package)
    office.set_active(scratch.holders["penjaga-taman"], False)
    path = procedures.as_json(procedures.rehearse(scratch, package.procedure))[0]
    assert path["ended"] is None
    assert "penjaga-taman" in path["error"]
    assert path["steps"][-1] == "cari"


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LOKET_", "DJANGO_"))}
    return subprocess.run(
        [str(LOKET), *words],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_offices_of_the_repository_pass_and_their_artifacts_open(tmp_path: Path) -> None:
    done = run("rehearse", "--all", "--format", "json", "--keep", str(tmp_path))
    answer = json.loads(done.stdout)
    assert answer["failed"] == 0, done.stdout
    assert done.returncode == 0
    ids = [
        one["id"]
        for procedure in answer["procedures"]
        for path in procedure["paths"]
        for one in path["artifacts"]
    ]
    shown = json.loads(
        run("artifact", "show", ids[-1], "--data", str(tmp_path), "--format", "json").stdout
    )
    assert set(shown) == {
        "id", "kind", "case", "step", "output", "at", "facts", "file", "sha256",
    }  # fmt: skip
    assert shown["id"] == ids[-1]
    assert Path(shown["file"]).exists()


def test_scratch_data_is_removed_unless_it_is_to_be_kept(tmp_path: Path) -> None:
    done = run("rehearse", "jumapolo", TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_does_not_exist_and_an_unknown_artifact_are_said() -> None:
    assert "Tidak ada SOP" in run("rehearse", "jumapolo/tidak-ada").stderr
    assert run("rehearse").returncode != 0


def test_the_situations_of_an_sop_are_played_and_told() -> None:
    done = run("rehearse", "jumapolo/rekomendasi-dispensasi-nikah", "--scenarios")
    assert done.returncode == 0, done.stdout
    assert "4 dari 4 situasi seperti diceritakan" in done.stdout


def test_a_situation_that_comes_out_otherwise_fails_the_command(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sops", tmp_path / "sops")
    (file,) = tmp_path.glob("sops/jumapolo/layanan-legalisir*/v1/scenarios.yaml")
    file.write_text(file.read_text("utf-8").replace("ended: done", "ended: rejected", 1), "utf-8")
    words = ("--scenarios", "--format", "json", "--sops", str(tmp_path / "sops"))
    done = run("rehearse", "jumapolo/layanan-legalisir-surat-surat", *words)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["failed"]) == (1, 1)
    first = answer["procedures"][0]["situations"][0]
    assert first["faults"] == ["ended: diharapkan rejected, yang terjadi done"]
