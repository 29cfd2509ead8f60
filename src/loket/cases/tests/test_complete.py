"""A step is completed in one transaction, with everything it leaves, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome
from loket.cases.models import ActRow, AnswerRow, ArtifactRow, CaseRow, TaskRow
from loket.cases.tests import balai
from loket.core.refused import Refused
from loket.office import api as office

pytestmark = pytest.mark.usefixtures("umbrella_office")


def rows(model: type) -> int:
    return model.objects.in_office(balai.OFFICE).count()


def test_an_application_opens_the_case_and_records_the_first_row_at_once() -> None:
    case = balai.case(balai.opened())
    assert case.step == "catat"
    assert case.length == 2
    assert case.parties[0].values["nama"] == "Sri Handayani"
    assert case.facts["laporan.warna"] == "hitam"
    assert [one.output for one in case.artifacts] == ["Laporan kehilangan"]


def test_case_numbers_are_gapless_per_office_and_year() -> None:
    ids = [balai.opened() for _ in range(3)]
    balai.report(**{"1.test.data.pemilik": ""})
    ids.append(balai.opened())
    numbers = CaseRow.objects.in_office(balai.OFFICE).in_bulk(ids)
    assert [numbers[one].number for one in ids] == [
        "26-00001",
        "26-00002",
        "26-00003",
        "26-00004",
    ]


def test_a_refused_form_stores_nothing_and_keeps_what_was_typed() -> None:
    outcome = balai.report(**{"party.pemohon.nik": "123", "1.test.data.pemilik": ""})
    assert not outcome.ok
    assert outcome.form is not None
    assert set(outcome.form.errors) == {"party.pemohon.nik", "1.test.data.pemilik"}
    assert outcome.form.typed["party.pemohon.nama"] == ("Sri Handayani",)
    assert [rows(one) for one in (CaseRow, ActRow, TaskRow, ArtifactRow, AnswerRow)] == [0] * 5


def test_a_decision_leads_where_the_sheet_says_and_leaves_what_its_exit_owes() -> None:
    case_id = balai.opened()
    assert balai.check(case_id).ok
    case = balai.case(case_id)
    assert case.step == "cari"
    assert {one.output for one in case.artifacts} >= {"Hasil pemeriksaan", "Nomor laporan"}


def test_the_outputs_of_another_exit_are_not_owed() -> None:
    case_id = balai.opened()
    assert balai.check(case_id, "no", "Ciri payung belum ditulis").ok
    case = balai.case(case_id)
    assert case.step == "lapor"
    assert "Nomor laporan" not in {one.output for one in case.artifacts}


def test_a_going_back_without_reason_is_refused_and_everything_stands_as_before() -> None:
    case_id = balai.opened()
    before = balai.case(case_id)
    outcome = balai.check(case_id, "no")
    assert not outcome.ok
    assert outcome.refused is not None
    assert "alasan" in outcome.refused.lower()
    assert outcome.form is not None
    assert outcome.form.typed["1.test.data.lengkap"] == ("yes",)
    assert balai.case(case_id) == before


def test_what_an_action_refuses_rolls_the_whole_step_back() -> None:
    case_id = balai.opened()
    balai.check(case_id)
    before, acts = balai.case(case_id), rows(ActRow)
    outcome = balai.send(case_id, "penjaga-taman", {"2.test.data.temuan": "bohong"})
    assert outcome.form is not None
    assert outcome.form.errors == {"2.test.data.temuan": "Tulis yang sebenarnya."}
    assert (balai.case(case_id), rows(ActRow)) == (before, acts)


def test_the_same_form_sent_twice_gets_the_same_answer_once() -> None:
    case_id = balai.opened()
    task = balai.case(case_id).tasks[0]
    data = balai.typed({"1.test.data.lengkap": "yes", "exit": "yes"})
    sent = (balai.OFFICE, case_id, task.no, task.version, balai.who("loket-depan"), data, {}, "K")
    first = cases.submit(*sent)
    again = cases.submit(*sent)
    assert first.ok
    assert (again.ok, again.message) == (True, first.message)
    assert rows(ActRow) == 3


def test_a_form_with_a_file_sent_twice_gets_the_same_answer_too() -> None:
    case_id = balai.opened()
    task = balai.case(case_id).tasks[0]
    office.clock.simulate(office.clock.now() + timedelta(hours=2))
    late = {"done_at": "2026-11-16T09:15", "late_reason": "Listrik padam"}
    data = balai.typed({"1.test.data.lengkap": "yes", "exit": "yes", **late})

    def send() -> Outcome:
        scan = SimpleUploadedFile("buku.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
        who = balai.who("loket-depan")
        sent = (balai.OFFICE, case_id, task.no, task.version, who, data, {"late.scan": scan}, "F")
        return cases.submit(*sent)

    first, again = send(), send()
    assert first.ok, first
    assert (again.ok, again.message) == (True, first.message)


def test_the_same_key_with_other_content_is_refused() -> None:
    first = balai.opened()
    second = balai.opened()
    assert balai.send(first, "loket-depan", {"1.test.data.lengkap": "yes", "exit": "yes"}, "K").ok
    other = balai.send(second, "loket-depan", {"1.test.data.lengkap": "yes", "exit": "yes"}, "K")
    assert not other.ok
    assert "isi lain" in str(other.refused)


def test_the_second_tab_is_told_who_did_it_and_when() -> None:
    case_id = balai.opened()
    task = balai.case(case_id).tasks[0]
    data = balai.typed({"1.test.data.lengkap": "yes", "exit": "yes"})
    late = (balai.OFFICE, case_id, task.no, task.version, balai.who("loket-samping"), data, {})
    balai.check(case_id)
    outcome = cases.submit(*late, "other")
    assert not outcome.ok
    assert "O-Loket-Depan" in str(outcome.refused)
    assert "16-11-2026 pukul 08.30" in str(outcome.refused)


def test_parallel_parts_do_not_refuse_one_another() -> None:
    case_id = balai.opened()
    balai.check(case_id)
    shown = {task.part: task for task in balai.case(case_id).tasks}
    for index, part in enumerate(("gudang", "taman", "aula"), start=1):
        task = shown[part]
        data = balai.typed({f"{index}.test.data.temuan": "tidak ada"})
        who = balai.who(f"penjaga-{part}")
        sent = (balai.OFFICE, case_id, task.no, task.version, who, data, {}, balai.key())
        assert cases.submit(*sent).ok
    assert balai.case(case_id).step == "tanya-pos-jaga"


def test_an_act_keeps_its_personal_values_only_beside_the_hashed_text() -> None:
    case_id = balai.opened()
    texts = "".join(
        ActRow.objects.in_office(balai.OFFICE)
        .filter(case_id=case_id)
        .values_list("text", flat=True)
    )
    for personal in ("Sri", "9901015706880001", "Krajan"):
        assert personal not in texts


def test_the_fold_of_the_stored_acts_is_the_stored_case() -> None:
    case_id = balai.opened()
    balai.check(case_id)
    assert cases.folded_case(balai.OFFICE, case_id) == balai.case(case_id)
    cases.verify_case(balai.OFFICE, case_id)


def test_a_case_of_another_office_does_not_exist_here() -> None:
    case_id = balai.opened()
    with pytest.raises(Refused) as refused:
        cases.case_page("jumapolo", case_id, balai.who("loket-depan"))
    assert refused.value.code == "no_case"


def test_a_taken_back_step_reverts_its_actions_and_strikes_its_artifacts() -> None:
    case_id = balai.opened()
    balai.check(case_id, "no", "Ciri payung belum ditulis")
    undo = balai.case(case_id).undo
    assert undo is not None
    who = balai.who("loket-depan")
    outcome = cases.take_back(balai.OFFICE, case_id, undo.seq, who, balai.key(), "Salah pilih")
    assert outcome.ok, outcome.refused
    case = balai.case(case_id)
    assert (case.step, len(case.artifacts)) == ("catat", 1)
    struck = ArtifactRow.objects.in_office(balai.OFFICE).filter(void=True)
    assert [one.output for one in struck] == ["Hasil pemeriksaan"]
    assert cases.folded_case(balai.OFFICE, case_id) == case


def test_a_late_entry_keeps_both_times() -> None:
    case_id = balai.opened()
    office.clock.simulate(office.clock.now().replace(hour=8))
    values = {
        "1.test.data.lengkap": "yes",
        "exit": "yes",
        "done_at": "2026-11-16T09:15",
        "late_reason": "Listrik padam",
    }
    assert balai.send(case_id, "loket-depan", values).ok
    act = cases.log(str(case_id))["acts"][-1]
    assert (act["done_at"], act["at"]) == ("2026-11-16T02:15:00Z", "2026-11-16T08:30:00Z")


def test_a_time_in_the_future_is_refused_beside_its_field() -> None:
    case_id = balai.opened()
    values = {"exit": "yes", "done_at": "2026-11-17T09:15", "late_reason": "Listrik padam"}
    outcome = balai.send(case_id, "loket-depan", {"1.test.data.lengkap": "yes", **values})
    assert outcome.form is not None
    assert "masa depan" in outcome.form.errors["done_at"]
