import pytest

from loket.core.sheet import Paper
from loket.core.who import By
from loket.modules.record import rules

PAPERS = (
    Paper("ktp", "KTP", copies=1),
    Paper("surat-asli", "Surat asli", why="Untuk dicocokkan"),
    Paper("surat-kuasa", "Surat kuasa", when={"field": "penerima", "is": "lain"}),
)
CLERK = By(officer="1", post="jfu")
FOR_APPLICANT = By(officer="1", post="jfu", recorded_for="pemohon")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12", "012", True),
        ("470/12/2026", "470 / 012 / 2026", True),
        ("A/1", "a/1", True),
        ("1-2", "12", False),
        ("100", "1", False),
        ("0", "00", True),
        ("12a", "12b", False),
    ],
)
def test_when_two_numbers_are_the_same(one, other, same):
    assert (rules.number_key(one) == rules.number_key(other)) is same


def test_each_paper_is_asked_with_a_remark():
    fields = rules.paper_fields(PAPERS)
    assert [one.name for one in fields] == [
        *("ktp", "catatan_ktp", "surat_asli", "catatan_surat_asli"),
        *("surat_kuasa", "catatan_surat_kuasa"),
    ]
    assert fields[0].label == "KTP (1 lembar)"
    assert [option.label for option in fields[0].options] == ["Ada", "Tidak ada"]
    assert [option.label for option in fields[4].options][-1] == "Tidak diperlukan"
    assert not fields[1].required


@pytest.mark.parametrize(
    ("situation", "values", "exit", "by", "missing"),
    [
        ("all there", {"ktp": "ada", "surat_asli": "ada"}, None, CLERK, []),
        ("one missing", {"ktp": "tidak_ada", "surat_asli": "ada"}, None, CLERK, ["ktp"]),
        ("one missing, yes", {"ktp": "tidak_ada"}, "yes", CLERK, ["ktp"]),
        ("one missing, turned down", {"ktp": "tidak_ada"}, "no", CLERK, []),
        ("not needed", {"ktp": "ada", "surat_kuasa": "tidak_diperlukan"}, None, CLERK, []),
        ("needed but missing", {"surat_kuasa": "tidak_ada"}, None, CLERK, ["surat_kuasa"]),
    ],
)
def test_a_missing_paper_refuses_completion(situation, values, exit, by, missing):
    assert list(rules.missing_papers(PAPERS, values, exit, by)) == missing, situation


def test_the_message_says_what_to_do_with_the_file():
    values = {"ktp": "tidak_ada"}
    at_the_desk = rules.missing_papers(PAPERS, values, None, CLERK)["ktp"]
    assert at_the_desk == "KTP tidak ada. Kembalikan berkas kepada pemohon dengan alasannya."
    at_intake = rules.missing_papers(PAPERS, values, None, FOR_APPLICANT)["ktp"]
    assert "Minta pemohon melengkapinya" in at_intake


def test_the_label_counts_what_was_asked_for():
    values = {"ktp": "ada", "surat_asli": "tidak_ada", "surat_kuasa": "tidak_diperlukan"}
    assert rules.checklist_label(PAPERS, values) == "Daftar periksa: 1 dari 2 berkas ada"
