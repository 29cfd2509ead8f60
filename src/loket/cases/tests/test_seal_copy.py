"""The closing sheet, and handing a seal to a second place: durably, and never silently not."""

from __future__ import annotations

import logging
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from loket.cases import api as cases
from loket.cases.api.seal_copy import AGAIN
from loket.cases.api.seal_sheet import sheet
from loket.cases.tests import balai, seals
from loket.core.refused import Refused
from loket.core.seal import groups, read_lines
from loket.office import api as office

pytestmark = pytest.mark.usefixtures("umbrella_office")


def text(pdf: bytes) -> str:
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def test_the_sheet_says_the_day_the_counts_and_the_seal_in_groups() -> None:
    _, made = seals.sealed_day()
    said = text(sheet(made))
    assert "Senin, 16 November 2026" in said
    assert "Tindakan 9" in said and "Berkas baru 3" in said
    for group in groups(made.hash):
        assert group in said
    assert "Segel nomor 1" in said
    assert "Hari belum berakhir" not in said


def test_a_sheet_of_a_day_that_goes_on_says_so() -> None:
    seals.worked_day(1)
    (made,) = cases.seal_now(balai.OFFICE, office.clock.now())
    assert "Hari belum berakhir" in text(sheet(made))


def test_the_sheet_of_a_seal_is_the_same_each_time() -> None:
    _, made = seals.sealed_day()
    assert sheet(made) == sheet(made)


def test_a_seal_reaches_the_second_place(settings: Any, tmp_path: Path) -> None:
    settings.LOKET_SEAL_COPY = str(tmp_path / "jauh")
    _, made = seals.sealed_day()
    assert cases.seals_waiting(balai.OFFICE) == [(1, "")]
    assert cases.hand_over_due(office.clock.now()) == 1
    assert cases.seals_waiting(balai.OFFICE) == []
    folder = tmp_path / "jauh" / balai.OFFICE
    assert sorted(path.name for path in folder.iterdir()) == [
        "000001-2026-11-16.pdf",
        "000001-2026-11-16.txt",
    ]
    handed = read_lines(cases.handed_lines(tmp_path / "jauh"))
    assert handed == {(balai.OFFICE, 1): made.hash}
    assert seals.faults(handed) == []
    assert cases.hand_over_due(office.clock.now()) == 0


def test_a_place_that_cannot_be_written_is_told_kept_and_tried_again(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "jauh"
    place.write_text("sebuah berkas, bukan direktori")
    settings.LOKET_SEAL_COPY = str(place)
    seals.sealed_day()
    now = office.clock.now()
    with caplog.at_level(logging.ERROR, "loket.seal"):
        assert cases.hand_over_due(now) == 0
    assert "seal 1 of balai was not handed over" in caplog.text
    ((no, why),) = cases.seals_waiting(balai.OFFICE)
    assert no == 1 and str(place) in why
    place.unlink()
    assert cases.hand_over_due(now) == 0  # not at once
    assert cases.hand_over_due(now + AGAIN) == 1
    assert cases.seals_waiting(balai.OFFICE) == []


def test_another_seal_under_the_same_number_is_not_written_over(
    settings: Any, tmp_path: Path
) -> None:
    settings.LOKET_SEAL_COPY = str(tmp_path)
    _, made = seals.sealed_day()
    cases.hand_over(made, tmp_path)
    line = next(tmp_path.rglob("*.txt"))
    line.write_text(made.line.replace(made.hash, "0" * 64) + "\n")
    with pytest.raises(Refused, match="segel lain dengan nomor 1"):
        cases.hand_over(made, tmp_path)
    cases.hand_over_due(office.clock.now())
    ((_, why),) = cases.seals_waiting(balai.OFFICE)
    assert "segel lain" in why
    assert "0" * 64 in line.read_text()


def test_without_a_second_place_nothing_waits(settings: Any) -> None:
    settings.LOKET_SEAL_COPY = None
    seals.sealed_day()
    assert cases.hand_over_due(office.clock.now() + timedelta(days=1)) == 0
    assert cases.seals_waiting(balai.OFFICE) == []
