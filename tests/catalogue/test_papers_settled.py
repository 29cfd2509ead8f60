"""A paper that the answers say is not needed is settled by itself, at intake and later."""

from __future__ import annotations

from typing import Any

import pytest

from loket.cases import api as cases
from loket.office.tests.builders import JUMAPOLO
from loket.ui.bound_form import BoundField, bind
from tests.catalogue.test_jumapolo_runs import Walk, officers, well  # noqa: F401

pytestmark = pytest.mark.django_db
LOST, OLD = "surat_kehilangan", "kk_lama"
AT_INTAKE = "2.record.papers."


def walk(officers: dict[str, Any], **say: str) -> Walk:  # noqa: F811
    return Walk("layanan-kartu-keluarga-kk", officers, **say)


def test_only_the_papers_of_the_chosen_kind_are_asked(officers: dict[str, Any]) -> None:  # noqa: F811
    case = walk(officers, jenis="hilang", kk_lama="", buku_nikah="ada", kk_rusak="tidak_ada")
    well(case.open())
    facts = case.case().facts
    assert facts["berkas.surat_kehilangan"] == "ada"
    for paper in (OLD, "buku_nikah", "kk_rusak", "bukti_perubahan", "bukti_kk_baru"):
        assert facts[f"berkas.{paper}"] == "tidak_diperlukan"
    (checklist,) = case.case().artifacts
    assert checklist.label == "Daftar periksa: 3 dari 3 berkas ada"


@pytest.mark.parametrize(
    ("ticked", "says"),
    [
        (
            "tidak_diperlukan",
            "Surat keterangan kehilangan dari kepolisian diperlukan"
            " (Jenis permohonan: KK hilang). Pilih yang lain.",
        ),
        ("", "Surat keterangan kehilangan dari kepolisian belum dipilih."),
        (
            "tidak_ada",
            "Surat keterangan kehilangan dari kepolisian tidak ada."
            " Minta pemohon melengkapinya dulu; berkas belum dapat diterima.",
        ),
    ],
)
def test_a_paper_that_applies_cannot_be_waved_off(
    officers: dict[str, Any],  # noqa: F811
    ticked: str,
    says: str,
) -> None:
    outcome = walk(officers, jenis="hilang", surat_kehilangan=ticked).open()
    assert outcome.form is not None
    assert outcome.form.errors == {AT_INTAKE + LOST: says}


def papers(case: Walk) -> dict[str, BoundField]:
    (page,) = cases.case_page(JUMAPOLO, case.case_id, case.who("jfu")).steps
    (part,) = bind(page.parts)
    return part.by_name


def test_later_steps_show_the_row_settled_by_the_answer_of_before(
    officers: dict[str, Any],  # noqa: F811
) -> None:
    case = walk(officers, jenis="hilang")
    well(case.open())
    rows = papers(case)
    assert rows[OLD].settled and not rows[LOST].settled
    assert [one.value for one in rows[LOST].options] == ["ada", "tidak_ada"]
    case.say = {"kk_lama": "tidak_ada"}
    well(case.step())
    assert case.case().facts["periksa.kk_lama"] == "tidak_diperlukan"


def test_a_forged_not_needed_is_refused_later_too(officers: dict[str, Any]) -> None:  # noqa: F811
    case = walk(officers, jenis="hilang")
    well(case.open())
    case.say = {LOST: "tidak_diperlukan"}
    outcome = case.step()
    assert outcome.form is not None
    assert list(outcome.form.errors) == ["1.record.papers." + LOST]


def test_a_yes_or_no_decides_too(officers: dict[str, Any]) -> None:  # noqa: F811
    for said, kept in (("yes", "ada"), ("no", "tidak_diperlukan")):
        case = Walk("layanan-surat-rekomendasi", officers, ada_pendukung=said)
        well(case.open())
        assert case.case().facts["berkas.dokumen_pendukung"] == kept
        well(case.step())
        assert case.case().facts["periksa.dokumen_pendukung"] == kept
