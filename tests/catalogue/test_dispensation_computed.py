"""Whether a dispensation is needed is computed at the counter, and the reason is shown."""

from __future__ import annotations

from typing import Any

import pytest

from loket.cases import api as cases
from loket.office.tests.builders import JUMAPOLO
from tests.catalogue.test_jumapolo_runs import Walk, officers, well  # noqa: F401

pytestmark = pytest.mark.django_db
SLUG = "rekomendasi-dispensasi-nikah"
CEREMONY = "1.record.data.tanggal_akad"


def walk(officers: dict[str, Any], filed: str, ceremony: str, **say: str) -> Walk:  # noqa: F811
    return Walk(SLUG, officers, tanggal_pengajuan=filed, tanggal_akad=ceremony, **say)


def test_under_seven_days_the_count_is_a_fact_and_its_reason_stands_on_the_page(
    officers: dict[str, Any],  # noqa: F811
) -> None:
    case = walk(officers, "20-11-2026", "26-11-2026")
    well(case.open())
    assert case.case().facts["pernikahan.selisih_hari"] == 6
    page = cases.case_page(JUMAPOLO, case.case_id, case.who("jfu"))
    (asked,) = [one.rows for one in page.parties if one.role == "Permohonan"]
    said = dict(asked)["Dari pengajuan sampai ijab qabul"]
    assert said == "6 hari. Kurang dari 7 hari, maka perlu dispensasi"


@pytest.mark.parametrize(("ceremony", "days"), [("27-11-2026", 7), ("02-12-2026", 12)])
def test_from_seven_days_on_it_is_refused_at_the_ceremony_and_nothing_typed_is_lost(
    officers: dict[str, Any],  # noqa: F811
    ceremony: str,
    days: int,
) -> None:
    outcome = walk(officers, "20-11-2026", ceremony).open()
    assert not outcome.ok and outcome.case_id is None and outcome.form is not None
    assert outcome.form.errors == {
        CEREMONY: f"Ijab qabul {days} hari sesudah pengajuan; dispensasi hanya untuk kurang dari"
        " 7 hari. Pemohon tidak memerlukan surat ini, cukup ke KUA."
    }
    assert outcome.form.typed[CEREMONY] == (ceremony,)


def test_a_ceremony_before_the_filing_is_a_slip(officers: dict[str, Any]) -> None:  # noqa: F811
    outcome = walk(officers, "20-11-2026", "19-11-2026").open()
    assert outcome.form is not None
    assert outcome.form.errors == {
        CEREMONY: "Ijab qabul 19-11-2026 lebih awal dari pengajuannya ke KUA, 20-11-2026."
        " Periksa kedua tanggal."
    }


def test_it_is_told_together_with_the_other_errors(officers: dict[str, Any]) -> None:  # noqa: F811
    outcome = walk(officers, "20-11-2026", "02-12-2026", nik_istri="123").open()
    assert outcome.form is not None
    assert outcome.form.errors.keys() == {CEREMONY, "1.record.data.nik_istri"}


def test_a_count_that_is_corrected_after_a_return_is_computed_anew(
    officers: dict[str, Any],  # noqa: F811
) -> None:
    case = walk(officers, "20-11-2026", "26-11-2026")
    well(case.open())
    (task,) = case.case().tasks
    clerk = case.who("jfu")
    well(
        cases.return_case(
            JUMAPOLO, case.case_id, task.no, task.version, clerk, "kembali", "Tanggal keliru"
        )
    )
    case.say["tanggal_akad"] = "23-11-2026"
    well(case.step())
    assert case.case().facts["pernikahan.selisih_hari"] == 3
