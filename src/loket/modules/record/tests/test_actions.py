"""Each provisional action on a real database: what it asks, refuses, keeps and leaves."""

from datetime import timedelta

import pytest

from loket.cases.api import registry
from loket.core.fields.spec import Field
from loket.core.refused import Refused
from loket.core.sheet import Paper, WorkEntry
from loket.modules.record.models import PaperNumber
from loket.modules.record.tests import world
from loket.modules.record.tests.world import DRAWN, SCAN, by, doing
from loket.office.tests.builders import JUMAPOLO

pytestmark = pytest.mark.django_db
BOOK = WorkEntry(do="record.number", options={"book": "legalisasi", "title": "Nomor agenda"})


@pytest.fixture
def officers():
    return world.found()


@pytest.fixture
def jfu(officers):
    return by(officers["jfu"], "jfu")


def apply(one):
    """Check like the shell does, then apply; the one artifact and the facts."""
    action = registry.get(one.entry.do)
    assert not action.check(one)
    done = action.apply(one)
    (kind,) = done.artifacts
    assert {kind} == action.leaves
    assert done.artifacts[kind].kind == kind
    assert set(done.artifacts[kind].facts) == set(done.facts)
    assert done.personal <= done.facts.keys()
    return done.artifacts[kind], done


def errors(one):
    return registry.get(one.entry.do).check(one)


def test_record_papers_leaves_a_checklist(jfu):
    artifact, done = apply(
        doing(
            "record.papers",
            jfu,
            step="teliti",
            fotokopi_surat="ada",
            surat_asli="ada",
            ktp_pemohon="ada",
            catatan_surat_asli="lecek",
        )
    )
    assert artifact.label == "Daftar periksa: 3 dari 3 berkas ada"
    assert done.facts == {
        "fotokopi_surat": "ada",
        "surat_asli": "ada",
        "ktp_pemohon": "ada",
        "catatan_surat_asli": "lecek",
    }
    assert done.personal == {"catatan_surat_asli"}


def test_record_papers_refuses_a_missing_paper(jfu):
    one = doing(
        "record.papers", jfu, fotokopi_surat="ada", surat_asli="tidak_ada", ktp_pemohon="ada"
    )
    assert list(errors(one)) == ["surat_asli"]
    assert "Kembalikan berkas kepada pemohon" in errors(one)["surat_asli"]


def test_record_papers_without_a_list_asks_what_the_row_prints(jfu):
    action = registry.get("record.papers")
    one = doing("record.papers", jfu, papers=())
    fields = action.fields(one.procedure, one.step, one.entry)
    assert [field.label for field in fields] == ["Berkas permohonan", "Catatan: Berkas permohonan"]


def test_record_papers_of_a_conditional_paper(jfu):
    papers = (Paper("n6", "Formulir N6", when={"field": "status", "is": "duda"}),)
    artifact, _ = apply(doing("record.papers", jfu, papers=papers, n6="tidak_diperlukan"))
    assert artifact.label == "Daftar periksa: 0 dari 0 berkas ada"


ASK = (
    Field("surat", "list", "Surat", of=(Field("jenis", "text", "Jenis"),)),
    Field("jumlah", "number", "Jumlah", required=False),
    Field("foto", "photo", "Foto", required=False),
)
DATA = WorkEntry(do="record.data", ask=ASK, options={"title": "Surat yang dilegalisir"})


def test_record_data_keeps_what_the_sheet_asks(jfu):
    artifact, done = apply(
        doing("record.data", jfu, entry=DATA, surat=[{"jenis": "Ijazah"}], jumlah=2, foto=DRAWN)
    )
    assert artifact.label == "Surat yang dilegalisir"
    assert done.facts["surat"] == [{"jenis": "Ijazah"}]
    assert done.facts["jumlah"] == 2
    assert done.facts["foto"]["sha256"] == DRAWN.sha256
    assert done.personal == {"surat", "foto"}


def test_record_data_refuses_an_empty_record(jfu):
    assert list(errors(doing("record.data", jfu, entry=DATA))) == ["surat"]
    assert list(errors(doing("record.data", jfu, entry=DATA, surat=[]))) == ["surat"]
    nothing_asked = doing("record.data", jfu, entry=WorkEntry(do="record.data"))
    assert list(errors(nothing_asked)) == [""]


def number(jfu, typed="12", day="2026-11-20", of="CASE1", now=world.NOW, **more):
    return doing("record.number", jfu, entry=BOOK, nomor=typed, tanggal=day, of=of, now=now, **more)


def test_record_number_enters_the_paper_book(jfu):
    artifact, done = apply(number(jfu, "012", halaman="7"))
    assert artifact.label == "Nomor 012 tanggal 20-11-2026 di buku legalisasi"
    assert done.facts == {
        "nomor": "012",
        "tanggal": "2026-11-20",
        "halaman": "7",
        "buku": "legalisasi",
        "tahun": 2026,
    }
    assert not done.personal
    assert PaperNumber.objects.in_office(JUMAPOLO).get().number == "012"


def test_record_number_refuses_a_number_of_another_case(jfu):
    apply(number(jfu, "012"))
    again = number(jfu, "12", of="CASE2")
    assert "sudah dipakai di buku legalisasi tahun 2026" in errors(again)["nomor"]
    with pytest.raises(Refused, match="sudah dipakai"):
        registry.get("record.number").apply(again)


def test_record_number_begins_anew_each_year_and_in_each_book(jfu):
    apply(number(jfu, "12", "2026-11-20"))
    apply(number(jfu, "12", "2025-12-31", of="CASE2"))
    other = WorkEntry(do="record.number", options={"book": "rekomendasi"})
    apply(doing("record.number", jfu, entry=other, nomor="12", tanggal="2026-11-20", of="CASE3"))
    assert PaperNumber.objects.in_office(JUMAPOLO).count() == 3


def test_record_number_is_free_again_after_a_take_back(jfu):
    revert = registry.get("record.number").revert
    apply(number(jfu))
    revert(number(jfu))
    apply(number(jfu, of="CASE2"))
    revert(number(jfu))  # nothing left to undo for the first case
    assert PaperNumber.objects.in_office(JUMAPOLO).get().case == "CASE2"


def test_record_number_of_a_file_that_came_back_is_its_own(jfu):
    revert = registry.get("record.number").revert
    apply(number(jfu))
    apply(number(jfu, now=world.NOW + timedelta(hours=1)))
    revert(number(jfu))
    assert errors(number(jfu, of="CASE2")), "the first entry still stands in the book"


def test_record_document(jfu):
    entry = WorkEntry(do="record.document", options={"title": "Surat keterangan"})
    artifact, done = apply(
        doing("record.document", jfu, entry=entry, naskah=SCAN, nomor="470/1", tanggal="2026-11-19")
    )
    assert artifact.label == "Surat keterangan nomor 470/1 tanggal 19-11-2026"
    assert artifact.sha256 == SCAN.sha256
    assert done.personal == {"naskah"}
    bare, _ = apply(doing("record.document", jfu, naskah=SCAN))
    assert bare.label == "Naskah"


def test_record_file(jfu):
    artifact, done = apply(doing("record.file", jfu, berkas=SCAN, keterangan="Fotokopi KTP"))
    assert (artifact.label, artifact.sha256) == ("Berkas terlampir", SCAN.sha256)
    assert done.personal == {"berkas", "keterangan"}


def test_record_note(jfu):
    artifact, done = apply(
        doing(
            "record.note",
            jfu,
            tanggal="2026-11-20",
            oleh="Joko",
            catatan="Ruang server dibersihkan",
        )
    )
    assert artifact.label == "Catatan 20-11-2026"
    assert done.personal == {"oleh", "catatan"}


@pytest.mark.parametrize("action", [one.name for one in registry if one.name.startswith("record.")])
def test_every_action_also_keeps_what_the_sheet_asks(jfu, action):
    entry = WorkEntry(do=action, ask=(Field("tambahan", "number", "Tambahan"),))
    one = doing(action, jfu, entry=entry, tambahan=5)
    fields = registry.get(action).fields(one.procedure, one.step, entry)
    assert fields[-1].name == "tambahan"
