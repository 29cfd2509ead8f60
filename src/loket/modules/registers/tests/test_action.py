"""``registers.enter`` in a step: what it asks, leaves and writes into the book."""

from __future__ import annotations

import pytest

from loket.cases import api as cases
from loket.cases.api import registry
from loket.core.fields.spec import Field
from loket.core.office_file import BookFile, ColumnFile
from loket.core.sheet import WorkEntry
from loket.modules.record.tests.legalisation import STEPS
from loket.modules.record.tests.world import by, doing
from loket.modules.registers import api
from loket.modules.registers.tests import desk
from loket.office.tests.builders import JUMAPOLO

pytestmark = pytest.mark.django_db
ENTER = "registers.enter"


def test_the_number_is_a_fact_an_artifact_and_a_line_in_the_book(officers):
    case_id = desk.numbered(officers)
    case = cases.stored_case(JUMAPOLO, case_id)
    facts = {name: value for name, value in case.facts.items() if name.startswith("nomor.")}
    assert facts == {
        "nomor.nomor": "1/LEG/2026",
        "nomor.tanggal": "2026-11-20",
        "nomor.buku": "legalisasi",
        "nomor.tahun": 2026,
        "nomor.urut": 1,
    }
    (proof,) = [one for one in case.artifacts if one.kind == "register_entry"]
    assert proof.label == "Nomor 1/LEG/2026 tanggal 20-11-2026 di buku agenda legalisasi"
    (line,) = desk.lines()
    assert line.case_id == case_id
    assert line.values["pemohon"] == "Sri Handayani"
    assert line.values["perihal"] == "Ijazah"
    assert line.values["berkas"] == "26-00001"
    assert cases.verify_case(JUMAPOLO, case_id) is None


def test_the_officer_is_told_the_number_to_write_on_the_paper(officers):
    case_id = desk.opened(officers)
    desk.walk(officers, case_id, 2)
    told = desk.send(officers, case_id, *STEPS[2]).message
    assert told.startswith("Nomor 1/LEG/2026 tanggal 20-11-2026 di buku agenda legalisasi. Berkas")


def test_a_remark_is_printed_and_a_nik_in_it_refused(officers):
    case_id = desk.opened(officers)
    desk.walk(officers, case_id, 2)
    post, values = STEPS[2]
    nik = {**values, "1.registers.enter.keterangan": "NIK 990101 570688 0001"}
    outcome = desk.send(officers, case_id, post, nik)
    assert "tidak ditulis di buku" in outcome.form.errors["1.registers.enter.keterangan"]
    assert desk.lines() == []
    desk.well(desk.send(officers, case_id, post, {**values, "1.registers.enter.keterangan": "map"}))
    assert desk.lines()[0].values["keterangan"] == "map"


def test_a_form_refused_by_another_action_gives_no_number(officers):
    case_id = desk.opened(officers)
    desk.walk(officers, case_id, 2)
    post, values = STEPS[2]
    outcome = desk.send(officers, case_id, post, {**values, "3.documents.stamp.lembar": "0"})
    assert not outcome.ok
    assert desk.lines() == []


def test_a_book_that_is_not_open_is_said_before_anything_is_done(officers):
    one = doing(ENTER, by(officers["jfu"], "jfu"), entry=WorkEntry(ENTER, options={"book": "x"}))
    assert "Buku x belum ada" in registry.get(ENTER).check(one)[""]


def test_the_offices_own_columns_show_facts_of_the_case(officers):
    columns = (
        ColumnFile("Nomor", "nomor"),
        ColumnFile("Keperluan", "permohonan.keperluan"),
        ColumnFile("Lembar", "permohonan.surat.jumlah_salinan"),
    )
    book = BookFile("legalisasi", "Buku agenda legalisasi", "{n}/LEG/{tahun}", columns=columns)
    api.open_book(JUMAPOLO, book)
    desk.numbered(officers)
    (line,) = desk.lines()
    assert line.values["permohonan.keperluan"] == "Mendaftar sekolah"
    assert line.values["permohonan.surat.jumlah_salinan"] == "2"
    shown = api.book_shown(JUMAPOLO, "legalisasi", 2026)
    assert [label for label, _ in shown.book.columns] == ["Nomor", "Keperluan", "Lembar"]


def test_what_the_sheet_asks_beside_it_is_kept(officers):
    ask = (Field("rak", "text", "Rak"), Field("lembar", "number", "Lembar", required=False))
    entry = WorkEntry(ENTER, ask=ask, named="agenda", options={"book": "agenda"})
    one = doing(ENTER, by(officers["jfu"], "jfu"), entry=entry, rak="B2")
    done = registry.get(ENTER).apply(one)
    assert done.facts["nomor"] == "001/AGD/2026"
    assert done.facts["rak"] == "B2"
    assert done.personal == {"rak"}
    assert set(done.artifacts["register_entry"].facts) == set(done.facts)
