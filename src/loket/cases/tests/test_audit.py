"""Whoever changes, removes or computes anew what was stored is found, and told where."""

from __future__ import annotations

import pytest
from msgspec import json

from loket.cases import api as cases
from loket.cases.api import blobs
from loket.cases.models import (
    ActRow,
    AnswerRow,
    ArtifactRow,
    CaseCounter,
    CaseRow,
    SealRow,
    TaskRow,
)
from loket.cases.tests import balai, seals
from loket.office import api as office
from loket.office.tests import authority_rows

pytestmark = pytest.mark.usefixtures("umbrella_office")
OFFICE = balai.OFFICE


def handed(*made: object) -> dict[tuple[str, int], str]:
    return {(one.office, one.no): one.hash for one in made}  # type: ignore[attr-defined]


def test_an_office_at_work_has_no_fault() -> None:
    _, made = seals.sealed_day()
    seals.worked_day(2)
    assert seals.faults(handed(made)) == []


def test_a_changed_act_is_named() -> None:
    (_, case_id, _), _ = seals.sealed_day()
    row = seals.act(case_id, 2).get()
    seals.act(case_id, 2).update(text=row.text.replace("2026", "2025"))
    found = seals.faults()
    assert found == [
        f"balai {seals.number(case_id)} isi tindakan 2 diubah: tidak cocok dengan sidiknya"
    ]


def test_a_changed_answer_of_a_person_is_named() -> None:
    (case_id, *_), _ = seals.sealed_day()
    kept = json.decode(seals.act(case_id, 1).get().kept)
    kept["party.0.nama"][1] = "Orang Lain"
    seals.act(case_id, 1).update(kept=json.encode(kept).decode())
    (found,) = seals.faults()
    assert f"{seals.number(case_id)} isian party.0.nama pada tindakan 1 diubah" in found


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_removed_act_is_named(seq: int) -> None:
    (case_id, *_), _ = seals.sealed_day()
    seals.act(case_id, seq).delete()
    found = seals.faults()
    assert f"balai {seals.number(case_id)} tindakan {seq} hilang" in found[0]


def test_a_last_act_removed_with_its_traces_is_found_by_the_seal() -> None:
    (case_id, *_), _ = seals.sealed_day()
    seals.act(case_id, 3).delete()
    before = seals.act(case_id, 2).get()
    case = cases.folded_case(OFFICE, case_id)
    CaseRow.objects.in_office(OFFICE).filter(pk=case_id).update(
        length=2, head=before.hash, state_text=json.encode(case, order="sorted").decode()
    )
    assert any(
        f"{seals.number(case_id)} tindakan 3 hilang; disegel" in one for one in seals.faults()
    )


def test_a_removed_case_is_named() -> None:
    (_, case_id, _), _ = seals.sealed_day()
    number = seals.number(case_id)
    seals.remove_case(case_id)
    assert seals.faults() == [
        f"balai {number} berkas hilang: nomornya sudah diberikan",
        f"balai {number} berkas hilang; ada di bawah segel 16-11-2026",
    ]


def test_a_last_case_removed_with_its_counter_is_found_by_the_seal() -> None:
    (*_, case_id), _ = seals.sealed_day()
    seals.remove_case(case_id)
    CaseCounter.objects.in_office(OFFICE).update(last=2)
    assert seals.faults() == [
        "balai 26-00003 berkas hilang; ada di bawah segel 16-11-2026",
        "balai Segel 1 mencatat 3 berkas sejak awal, pencacahnya 2.",
    ]


def test_a_chain_computed_anew_is_found_by_the_seal() -> None:
    (case_id, *_), _ = seals.sealed_day()
    seals.recompute_chain(case_id, 'lengkap":true', 'lengkap":false')
    assert seals.faults() == [
        f"balai {seals.number(case_id)} rantai sampai tindakan 3 dihitung ulang"
        " sesudah disegel 16-11-2026"
    ]


def test_a_chain_and_its_seals_computed_anew_are_found_by_what_was_handed_over() -> None:
    (case_id, *_), first = seals.sealed_day()
    seals.worked_day(1)
    seals.tomorrow()
    (second,) = cases.seal_ended(OFFICE, office.clock.now())
    seals.recompute_chain(case_id, 'lengkap":true', 'lengkap":false')
    seals.recompute_seals()
    assert seals.faults() == []  # the machine alone can no longer tell
    assert seals.faults(handed(first)) == [
        "balai segel 1 (16-11-2026) bukan segel yang diserahkan ke tempat kedua:"
        " isinya dihitung ulang"
    ]
    (found,) = seals.faults(handed(second))
    assert "segel 2 (17-11-2026)" in found


def test_a_removed_seal_is_found_by_its_place_and_by_what_was_handed_over() -> None:
    _, first = seals.sealed_day()
    seals.worked_day(1)
    seals.tomorrow()
    (second,) = cases.seal_ended(OFFICE, office.clock.now())
    SealRow.objects.in_office(OFFICE).filter(no=2).delete()
    assert seals.faults(handed(first, second)) == [
        "balai segel 2 ada di tempat kedua, tetapi hilang di sini"
    ]
    SealRow.objects.in_office(OFFICE).filter(no=1).update(no=2)
    assert any("isi segel diubah" in one for one in seals.faults())


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("hash", "0" * 64, "isi segel diubah"),
        ("day", "2026-11-15", "isi segel diubah"),
        ("leaves", '{"berkas":[]}', "rincian segel diubah"),
        ("leaves", "rusak", "rincian segel diubah"),
    ],
)
def test_a_changed_seal_is_named(field: str, value: str, words: str) -> None:
    seals.sealed_day()
    SealRow.objects.in_office(OFFICE).filter(no=1).update(**{field: value})
    (found, *_) = seals.faults()
    assert found.startswith("balai segel 1 (") and words in found


def test_a_changed_state_is_named_though_the_chain_holds() -> None:
    case_id = balai.opened()
    row = CaseRow.objects.in_office(OFFICE).get(pk=case_id)
    text = row.state_text.replace('"warna":"hitam"', '"warna":"merah"')
    text = text.replace("hitam", "merah")
    CaseRow.objects.in_office(OFFICE).filter(pk=case_id).update(state_text=text)
    (found,) = seals.faults()
    assert f"{row.number} keadaan berkas diubah: facts" in found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "done"}, "salinan di daftar berkas diubah: status"),
        ({"applicant": "Orang Lain"}, "salinan di daftar berkas diubah: nama pemohon"),
        ({"applicant_nik": "9901010101010001"}, "salinan di daftar berkas diubah: nik pemohon"),
        ({"due_at": None}, "salinan di daftar berkas diubah: janji selesai"),
        ({"head": "0" * 64}, "sidik terakhir"),
        ({"length": 9}, "tindakan 3 hilang dari akhir rantai"),
        ({"state_text": "{}"}, "keadaan berkas tidak dapat dibaca"),
    ],
)
def test_a_changed_copy_in_the_case_row_is_named(change: dict[str, object], words: str) -> None:
    case_id = balai.opened()
    CaseRow.objects.in_office(OFFICE).filter(pk=case_id).update(**change)
    (found,) = seals.faults()
    assert words in found and seals.number(case_id) in found


def test_a_changed_copy_in_the_act_row_is_named() -> None:
    case_id = balai.opened()
    seals.act(case_id, 1).update(officer="9999")
    (found,) = seals.faults()
    assert "salinan tindakan 1" in found


def test_a_task_moved_removed_or_invented_is_named() -> None:
    case_id = balai.opened()
    tasks = TaskRow.objects.in_office(OFFICE).filter(case_id=case_id)
    row = tasks.get()
    tasks.update(posts_key="kepala")
    assert "tidak cocok dengan berkasnya" in seals.faults()[0]
    tasks.update(posts_key=row.posts_key)
    assert seals.faults() == []
    row.pk, row.no = None, 7
    row.save()
    assert "tugas 7 ada di daftar" in seals.faults()[0]
    tasks.delete()
    assert "hilang dari daftar tugas" in seals.faults()[0]


def test_a_number_used_twice_or_left_out_is_named() -> None:
    ids = seals.worked_day(3)
    rows = CaseRow.objects.in_office(OFFICE)
    rows.filter(pk=ids[1]).update(number="26-00007")
    assert seals.faults() == [
        "balai 26-00002 berkas hilang: nomornya sudah diberikan",
        "balai 26-00007 nomor berkas melewati pencacah tahun 2026, yang berhenti di 3",
    ]


def test_an_answer_without_its_case_is_named() -> None:
    case_id = balai.opened()
    AnswerRow.objects.in_office(OFFICE).filter(case=case_id).update(case=4711)
    (found,) = seals.faults()
    assert "baris berkas 4711, yang tidak ada" in found


def test_a_file_removed_or_changed_in_the_store_is_named(settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.LOKET_BLOBS = tmp_path
    case_id = balai.opened()
    balai.check(case_id)
    rows = ArtifactRow.objects.in_office(OFFICE).filter(case_id=case_id)
    with_file = rows.exclude(sha256="").first()
    if with_file is None:  # the sheet leaves none here: lay one where the fold does not look
        with_file = ArtifactRow.objects.create(
            office_id=OFFICE, id="TAMBAHAN00000000", case_id=case_id, seq=1, step="lapor",
            output="Pindaian", kind="file", label="Pindaian", facts="[]",
            sha256=blobs.keep(b"isi pindaian"), at=office.clock.now(), void=True,
        )  # fmt: skip
    assert seals.faults() == []
    path = blobs.path_of(with_file.sha256)
    path.write_bytes(b"isi lain")
    assert "diubah di penyimpanan" in seals.faults()[0]
    path.unlink()
    assert "tidak ada di penyimpanan" in seals.faults()[0]


def test_a_change_of_authority_behind_the_seal_is_named() -> None:
    seals.sealed_day()
    row = authority_rows.a_holding(OFFICE)
    authority_rows.rewrite(row, basis="SK palsu")
    (found,) = seals.faults()
    assert f"Pemegang jabatan nomor baris {row} diubah sesudah disegel" in found
    authority_rows.remove(row)
    (found,) = seals.faults()
    assert f"Pemegang jabatan nomor baris {row} hilang" in found


def test_an_approval_changed_or_removed_behind_the_seal_is_named() -> None:
    seals.sealed_day()
    seals.run("UPDATE catalogue_approval SET decree = %s", "SK palsu")
    (found,) = seals.faults()
    assert "Penetapan SOP" in found and "diubah sesudah disegel" in found


def test_erased_values_of_persons_are_no_fault() -> None:
    (case_id, *_), made = seals.sealed_day()
    ActRow.objects.in_office(OFFICE).filter(case_id=case_id).update(kept="")
    assert seals.faults(handed(made)) == []  # the state still has them
    row = CaseRow.objects.in_office(OFFICE).get(pk=case_id)
    row.state_text = json.encode(cases.folded_case(OFFICE, case_id), order="sorted").decode()
    row.applicant = row.applicant_nik = ""
    row.save()
    assert seals.faults(handed(made)) == []


def test_erasing_hides_no_other_change() -> None:
    (case_id, *_), _ = seals.sealed_day()
    ActRow.objects.in_office(OFFICE).filter(case_id=case_id).update(kept="")
    row = CaseRow.objects.in_office(OFFICE).get(pk=case_id)
    row.state_text = row.state_text.replace('lengkap":true', 'lengkap":false')
    row.save()
    (found,) = seals.faults()
    assert "keadaan berkas diubah: facts.pemeriksaan.lengkap" in found


def test_the_audit_tells_how_far_it_is() -> None:
    seals.sealed_day()
    heard: list[tuple[str, str, int]] = []
    assert list(cases.verify({}, lambda *one: heard.append(one))) == []
    assert ("balai", "berkas", 3) in heard and ("balai", "segel", 1) in heard
