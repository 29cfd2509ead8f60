"""The deeds about papers that were not made here: SIAK's prints, the citizen's own forms."""

import pytest

from loket.cases.api import registry
from loket.core.fields.spec import Field
from loket.core.sheet import WorkEntry
from loket.core.who import By
from loket.modules.record.tests import world
from loket.modules.record.tests.world import APPLICANT, DRAWN, SCAN, by, doing

pytestmark = pytest.mark.django_db


@pytest.fixture
def officers():
    return world.found()


def apply(one):
    action = registry.get(one.entry.do)
    assert action.check(one) == {}
    done = action.apply(one)
    (artifact,) = done.artifacts.values()
    assert artifact.kind in action.leaves
    return artifact, done


def test_documents_sign_wet_names_the_signer_and_his_capacity(officers):
    an = by(officers["sekcam"], "camat", "an", "sekcam", "SOP 05")
    artifact, done = apply(doing("documents.sign_wet", an, step="tanda-tangan", pindaian=SCAN))
    assert artifact.label == "Ditandatangani a.n. Camat, Sekretaris Camat pada 20-11-2026"
    assert (artifact.sha256, artifact.media_type) == (SCAN.sha256, SCAN.media_type)
    assert done.facts["penandatangan"] == officers["sekcam"].name
    assert done.facts["dasar"] == "SOP 05"
    assert done.facts["tanggal"] == "2026-11-20"
    assert done.personal == {"penandatangan", "nip", "pindaian"}


def test_a_signature_needs_no_scan(officers):
    artifact, done = apply(doing("documents.sign_wet", by(officers["camat"], "camat")))
    assert artifact.sha256 is None
    assert "pindaian" not in done.facts


def test_signing_is_for_officers(officers):
    one = doing("documents.sign_wet", By(party="pemohon"))
    assert list(registry.get("documents.sign_wet").check(one)) == [""]


def test_documents_paraf(officers):
    kasi = by(officers["kasi-pemerintahan"], "kasi-pemerintahan")
    artifact, done = apply(doing("documents.paraf", kasi))
    assert artifact.label == "Diparaf Kasi Pemerintahan"
    assert done.facts["pemaraf"] == officers["kasi-pemerintahan"].name


def test_documents_stamp(officers):
    entry = WorkEntry(do="documents.stamp", options={"stamp": "Nama dan NIP Camat"})
    artifact, done = apply(
        doing("documents.stamp", by(officers["jfu"], "jfu"), entry=entry, lembar=3)
    )
    assert artifact.label == "Nama dan NIP Camat pada 3 lembar"
    assert done.facts == {"stempel": "Nama dan NIP Camat", "lembar": 3}


def test_documents_hand_over_to_the_applicant(officers):
    jfu = by(officers["jfu"], "jfu")
    artifact, done = apply(
        doing("documents.hand_over", jfu, step="serahkan", penerima="pemohon", tanda_tangan=DRAWN)
    )
    assert artifact.label == "Diserahkan kepada pemohon pada 20-11-2026 pukul 09.15"
    assert (artifact.sha256, artifact.media_type) == (DRAWN.sha256, "image/png")
    assert done.facts["nama_penerima"] == APPLICANT
    assert done.facts["waktu"] == "2026-11-20T09:15+07:00"
    assert done.personal == {"nama_penerima", "tanda_tangan"}


def test_documents_hand_over_to_another_with_power_of_attorney(officers):
    artifact, done = apply(
        doing(
            "documents.hand_over",
            by(officers["jfu"], "jfu"),
            penerima="lain",
            nama_penerima="Joko Raharjo",
            kuasa="Surat kuasa 19-11-2026, adik",
            tanda_tangan=DRAWN,
        )
    )
    assert "penerima kuasa" in artifact.label
    assert done.facts["nama_penerima"] == "Joko Raharjo"
    assert done.personal >= {"kuasa"}


@pytest.mark.parametrize(
    "action", ["documents.sign_wet", "documents.paraf", "documents.stamp", "documents.hand_over"]
)
def test_what_the_sheet_asks_beside_is_kept_also_no_and_nought(officers, action):
    ask = (Field("banyak", "number", "Banyak"), Field("benar", "yes_no", "Benar"))
    entry = WorkEntry(do=action, ask=ask)
    given = {"documents.stamp": {"lembar": 1}}.get(action, {})
    if action == "documents.hand_over":
        given = {"penerima": "pemohon", "tanda_tangan": DRAWN}
    one = doing(action, by(officers["jfu"], "jfu"), entry=entry, banyak=0, benar=False, **given)
    _, done = apply(one)
    assert (done.facts["banyak"], done.facts["benar"]) == (0, False)


def test_documents_issue_needs_a_signed_letter(officers):
    entry = WorkEntry(do="documents.issue", options={"of": "naskah"})
    one = doing("documents.issue", by(officers["jfu"], "jfu"), entry=entry)
    assert "belum disusun" in registry.get("documents.issue").check(one)[""]
