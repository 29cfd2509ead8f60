"""``loket sop``: what stands on stdout, what on stderr, and when the exit is 0."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from loket.catalogue import api as catalogue
from loket.catalogue.tests.sheets import BROKEN, OFFICE, UMBRELLA, folder
from loket.config.cli import loket
from loket.office.api import load_office

REPOSITORY = Path(__file__).parents[4]
SOPS = REPOSITORY / "sops"
LEGALISATION = "jumapolo/layanan-legalisir-surat-surat"


def run(*words: str) -> Result:
    return CliRunner().invoke(loket, ["sop", *words])


def directory(root: Path, *broken: str) -> str:
    """A directory with the umbrella and some broken sheets beside it."""
    (root / "balai").mkdir()
    (root / "balai" / "office.yaml").write_bytes(OFFICE.read_bytes())
    folder(root, (UMBRELLA / "sop.yaml").read_text("utf-8"), "balai/payung-hilang")
    for name in broken:
        text = (BROKEN / f"{name}.yaml").read_text("utf-8")
        folder(root, text.replace("id: balai/contoh", f"id: balai/{name}", 1), f"balai/{name}")
    return str(root)


def test_every_package_of_the_repository_is_sound() -> None:
    result = run("check", "--sops", str(SOPS))
    assert result.stdout == ""
    assert result.exit_code == 0
    assert "0 temuan" in result.stderr


def test_check_tells_file_line_and_cure_and_ends_with_1(tmp_path: Path) -> None:
    sops = directory(tmp_path, "missing-title", "label-twice")
    result = run("check", "--sops", sops)
    assert result.exit_code == 1
    assert "missing-title/v1/sop.yaml:2: [missing-key]" in result.stdout
    assert "tulis :" in result.stdout


def test_check_as_json_holds_the_findings_alone(tmp_path: Path) -> None:
    sops = directory(tmp_path, "missing-title")
    result = run("check", "balai/missing-title", "--sops", sops, "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)["findings"]
    assert [set(one) for one in found] == [
        {"file", "line", "code", "what", "why", "write", "accepted"}
    ]
    assert found[0]["line"] == 2


def test_check_of_one_sop_leaves_the_others_out(tmp_path: Path) -> None:
    sops = directory(tmp_path, "missing-title", "key-twice")
    result = run("check", "balai/key-twice", "--sops", sops)
    assert "missing-key" not in result.stdout
    assert "duplicate-key" in result.stdout


def test_list_shows_the_sound_ones_and_names_the_broken(tmp_path: Path) -> None:
    result = run("list", "--sops", directory(tmp_path, "key-twice"))
    assert result.exit_code == 1
    assert "balai/payung-hilang" in result.stdout
    assert "rancangan" in result.stdout
    assert "key-twice" not in result.stdout
    assert "ditulis dua kali" in result.stderr


def test_list_as_json() -> None:
    result = run("list", "jumapolo", "--sops", str(SOPS), "--format", "json")
    assert result.exit_code == 0
    listed = json.loads(result.stdout)["procedures"]
    assert LEGALISATION in [one["id"] for one in listed]


def test_show_reads_like_the_sheet() -> None:
    result = run("show", LEGALISATION, "--sops", str(SOPS))
    assert result.exit_code == 0
    for words in ("05/SOP/JMPL/2023", "Camat/Sekcam/Kasi", "5 menit", "1 hari kerja", "ke 2"):
        assert words in result.stdout


def test_show_names_the_exits_of_a_decision(tmp_path: Path) -> None:
    result = run("show", "balai/payung-hilang", "--sops", directory(tmp_path))
    for words in ("ya: ke 3", "tidak: ke 1", "ditolak", "tidak tentu", "1 minggu"):
        assert words in result.stdout


def test_an_unknown_name_is_refused_on_stderr() -> None:
    for command in ("show", "list", "export", "check"):
        result = run(command, "jumapolo/tidak-ada", "--sops", str(SOPS))
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "jumapolo/tidak-ada" in result.stderr


def test_export_is_json_of_the_latest_version(tmp_path: Path) -> None:
    sops = directory(tmp_path)
    text = (UMBRELLA / "sop.yaml").read_text("utf-8").replace("version: 1\n", "version: 2\n", 1)
    folder(tmp_path, text, "balai/payung-hilang", 2)
    result = run("export", "--sops", sops, "--format", "json")
    assert result.exit_code == 0
    exported = json.loads(result.stdout)["procedures"]
    assert [(one["id"], one["version"], one["status"]) for one in exported] == [
        ("balai/payung-hilang", 2, "draft")
    ]


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, db: None) -> str:
    """The umbrella, approved, in the database of the tests."""
    monkeypatch.setenv("LOKET_DATA", str(tmp_path))
    office, _ = catalogue.read_office(OFFICE)
    procedure, _ = catalogue.read_package(UMBRELLA)
    assert office is not None and procedure is not None
    load_office(office)
    catalogue.store(procedure)
    catalogue.approve("balai", procedure, date(2026, 1, 1), "Keputusan 1", "Kepala Balai")
    return str(tmp_path)


def test_with_data_the_database_is_read_and_its_status_told(stored: str) -> None:
    result = run("export", "--data", stored)
    assert result.exit_code == 0
    assert [one["status"] for one in json.loads(result.stdout)["procedures"]] == ["in_force"]


def test_data_may_stand_before_the_command(stored: str) -> None:
    result = CliRunner().invoke(loket, ["--data", stored, "sop", "list"])
    assert result.exit_code == 0
    assert "berlaku" in result.stdout


def test_the_environment_alone_reads_no_database(stored: str) -> None:
    result = run("list", "--sops", str(SOPS))
    assert "balai/" not in result.stdout


def test_with_data_a_post_without_officer_is_told(stored: str) -> None:
    result = run("check", "--data", stored)
    assert result.exit_code == 1
    assert "post-vacant" in result.stdout


def test_a_data_directory_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    result = run("list", "--data", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert not (tmp_path / "none").exists()
