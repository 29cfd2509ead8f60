"""Every broken file is told apart: its first line holds words the finding must contain, and
where a line is marked ``# here`` the finding stands on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from loket.catalogue.check import check_package
from loket.catalogue.finding import Finding
from loket.catalogue.reader.office import read_office
from loket.catalogue.reader.package import read_folder
from loket.catalogue.tests.sheets import BROKEN, OFFICE, actions, folder

FILES = sorted(BROKEN.glob("*.yaml"))
HERE = "# here"


def findings_of(file: Path, scratch: Path) -> list[Finding]:
    if file.name.startswith("office-"):
        return read_office(file)[1]
    office, _ = read_office(OFFICE)
    package = read_folder(folder(scratch, file.read_text(encoding="utf-8")))
    return check_package(package, office, actions())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_broken_file_is_named_with_its_line_and_cure(file: Path, tmp_path: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    words = lines[0].removeprefix("# ")
    findings = findings_of(file, tmp_path)
    told = "\n".join(finding.text() for finding in findings)
    matching = [finding for finding in findings if words in finding.text()]
    assert matching, told or "no finding at all"
    assert all(one.what and one.why and one.write and one.code for one in findings), told
    marked = [number for number, line in enumerate(lines, 1) if line.endswith(HERE)]
    assert not marked or matching[0].line in marked, told


def test_the_folder_holds_a_zoo() -> None:
    assert len(FILES) > 90


def test_no_fault_drags_others_along(tmp_path: Path) -> None:
    """One slip is one finding in nine of ten files: what follows from it is not told again."""
    alone = sum(len(findings_of(file, tmp_path)) == 1 for file in FILES)
    assert alone >= 0.9 * len(FILES)
