"""The page about the sheet names every key the reader knows, and its example is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from loket.catalogue.check import accepted
from loket.catalogue.reader import across, office, package, questions, sheet, work
from loket.catalogue.reader.package import read_package
from loket.catalogue.tests.sheets import folder
from loket.core.sheet import ARTIFACT_KINDS

PAGE = (Path(__file__).parents[4] / "docs" / "developers" / "sheet.md").read_text("utf-8")
KEYS = {
    "top": package.TOP_KEYS,
    "source": package.SOURCE_KEYS,
    "identity": sheet.IDENTITY_KEYS,
    "actor": sheet.ACTOR_KEYS,
    "modes": sheet.MODES,
    "step": sheet.STEP_KEYS,
    "decision": sheet.DECISION_KEYS,
    "starts": work.STARTS_KEYS | work.SCHEDULE_KEYS,
    "channels": work.CHANNELS,
    "service": work.SERVICE_KEYS | work.PAPER_KEYS,
    "entry": work.ENTRY_KEYS,
    "question": questions.FIELD_KEYS,
    "compute": across.COMPUTE_KEYS,
    "require": across.REQUIRE_KEYS,
    "types": questions.FIELD_TYPES,
    "office": office.OFFICE_KEYS | office.POST_KEYS | office.DELEGATION_KEYS | office.BOOK_KEYS,
    "acceptable": accepted.ACCEPTABLE,
    "kinds": ARTIFACT_KINDS,
}


@pytest.mark.parametrize("group", KEYS)
def test_every_key_is_on_the_page(group: str) -> None:
    words = set(PAGE.replace("`", " ").translate(str.maketrans("{}[]:,|\\()", " " * 10)).split())
    assert set(KEYS[group]) - words == set()


def test_the_example_reads(tmp_path: Path) -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    procedure, findings = read_package(folder(tmp_path, example, "balai/buku-tamu"))
    assert procedure is not None, [one.text() for one in findings]
