"""The check of a sheet's sense, and faults of the source that were accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from loket.catalogue.check import check, check_library, check_package
from loket.catalogue.check.holders import check_holders
from loket.catalogue.finding import Finding
from loket.catalogue.reader.library import read_all
from loket.catalogue.reader.office import read_office
from loket.catalogue.reader.package import read_folder, read_package
from loket.catalogue.tests.sheets import BROKEN, OFFICE, UMBRELLA, actions, folder

UNUSED = (BROKEN / "actor-unused.yaml").read_text(encoding="utf-8")


def findings(path: Path) -> list[Finding]:
    office, _ = read_office(OFFICE)
    return check_package(read_folder(path), office, actions())


def accept(path: Path, text: str) -> list[Finding]:
    (path / "accepted.yaml").write_text(text, encoding="utf-8")
    return findings(path)


def test_the_umbrella_is_sound() -> None:
    assert findings(UMBRELLA) == []


def test_a_finding_stands_on_its_line_without_a_package_too() -> None:
    procedure, _ = read_package(UMBRELLA)
    assert procedure is not None
    assert check(procedure, None, actions()) == []


def test_a_fault_of_the_source_can_be_accepted(tmp_path: Path) -> None:
    path = folder(tmp_path, UNUSED)
    told = accept(
        path, "- {code: unused-actor, reason: Kolom kosong tercetak, seed: '000_a.txt:80'}\n"
    )
    assert [(one.code, one.accepted) for one in told] == [("unused-actor", True)]


def test_an_acceptance_can_name_its_place(tmp_path: Path) -> None:
    path = folder(tmp_path, UNUSED)
    body = "code: unused-actor, reason: Kolom kosong, seed: '000_a.txt:80'"
    assert all(one.accepted for one in accept(path, f"- {{{body}, at: actors.kasi}}\n"))
    told = accept(path, f"- {{{body}, at: actors.kepala}}\n")
    assert [(one.code, one.accepted) for one in told] == [
        ("unused-actor", False),
        ("acceptance-stale", False),
    ]


def test_an_acceptance_that_no_longer_applies_is_an_error(tmp_path: Path) -> None:
    path = folder(tmp_path, UNUSED)
    body = "reason: Pernah perlu, seed: '000_a.txt:80'"
    told = accept(path, f"- {{code: unused-actor, {body}}}\n- {{code: label-twice, {body}}}\n")
    stale = [one for one in told if one.code == "acceptance-stale"]
    assert [one.line for one in stale] == [2]
    assert stale[0].file.endswith("accepted.yaml")


def test_our_own_slips_cannot_be_accepted(tmp_path: Path) -> None:
    path = folder(tmp_path, (BROKEN / "work-missing.yaml").read_text(encoding="utf-8"))
    told = accept(path, "- {code: work-missing, reason: Nanti, seed: '000_a.txt:80'}\n")
    assert [one.code for one in told] == ["work-missing", "acceptance-not-allowed"]
    assert not any(one.accepted for one in told)


@pytest.mark.parametrize("missing", ["code", "reason", "seed"])
def test_an_acceptance_says_code_reason_and_seed(tmp_path: Path, missing: str) -> None:
    path = folder(tmp_path, UNUSED)
    body = {"code": "unused-actor", "reason": "Kolom kosong", "seed": "'000_a.txt:80'"}
    del body[missing]
    told = accept(path, "- {" + ", ".join(f"{k}: {v}" for k, v in body.items()) + "}\n")
    assert "missing-key" in {one.code for one in told}


def test_a_library_is_checked_whole(tmp_path: Path) -> None:
    (tmp_path / "balai").mkdir()
    (tmp_path / "balai" / "office.yaml").write_bytes(OFFICE.read_bytes())
    folder(tmp_path, UNUSED)
    folder(tmp_path, (BROKEN / "missing-title.yaml").read_text("utf-8"), "balai/lain")
    codes = {one.code for one in check_library(read_all(tmp_path), actions())}
    assert {"unused-actor", "missing-key"} <= codes


def test_a_label_whose_posts_are_all_vacant_is_told() -> None:
    procedure, _ = read_package(UMBRELLA)
    assert procedure is not None
    everybody = {post for posts in procedure.work.posts.values() for post in posts}
    assert check_holders(procedure, everybody) == []
    told = check_holders(procedure, everybody - {"penjaga-aula", "loket-depan"})
    assert [one.at for one in told] == ["posts.aula"]
