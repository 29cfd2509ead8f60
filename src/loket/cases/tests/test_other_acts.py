"""What is done with a file besides completing its steps, through the officer's page: done,
shown to the next reader, and where refused the reason is said and nothing typed is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from loket.cases.api import case_page
from loket.cases.tests import balai
from loket.cases.tests.test_views import INTAKE, address, at_desk, form_data, hidden, task_of, text
from loket.office import api as office

pytestmark = pytest.mark.usefixtures("umbrella_office")

PAPER = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
POWER_CUT = {"done_at": "16-11-2026 pukul 08.30", "late_reason": "Listrik padam"}


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("buku-darurat.pdf", PAPER, "application/pdf")


def post(client: Client, verb: str, case_id: int, **typed: str) -> HttpResponse:
    """Send one act on the first live task of the case, as its page would."""
    task = task_of(case_id)
    data = {"key": balai.key(), "version": task.version, **typed}
    return client.post(address(verb, case_id, task.no), data)


def page_of(client: Client, case_id: int) -> str:
    return text(client.get(address("case", case_id)))


def an_hour_later() -> None:
    office.clock.simulate(office.clock.now().replace(hour=3))


# Departure


def test_a_superior_departs_from_the_sheet_and_the_sheet_shows_it() -> None:
    case_id = balai.opened()
    head = at_desk("kepala")
    assert "Menyimpang dari SOP" in page_of(head, case_id)
    reason = "Pos jaga sudah menemukan payungnya"
    assert post(head, "depart", case_id, to="kenali", reason=reason).status_code == 302
    assert balai.case(case_id).step == "kenali"
    page = page_of(head, case_id)
    assert "Penyimpangan dari langkah 2: ke langkah 5" in page and reason in page
    row = page[page.index('id="langkah-2"') : page.index('id="langkah-3"')]
    assert "Penyimpangan, ke langkah 5" in row and "ditinggalkan dengan penyimpangan" in row


def test_a_departure_to_an_end_closes_the_case() -> None:
    case_id = balai.opened()
    client = at_desk("kepala")
    post(client, "depart", case_id, to="end:rejected", reason="Payung itu barang bukti")
    assert balai.case(case_id).state == "rejected"
    assert "Penyimpangan dari langkah 2: berkas ditolak" in page_of(client, case_id)


def test_who_does_the_task_reads_that_only_a_superior_departs() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    page = page_of(client, case_id)
    assert "hanya boleh ditetapkan atasan" in page and 'name="to"' not in page
    response = post(client, "depart", case_id, to="kenali", reason="Supaya cepat")
    assert response.status_code == 409 and "hanya boleh ditetapkan atasan" in text(response)
    assert balai.case(case_id).step == "catat"


def test_a_refused_departure_keeps_its_target_and_its_reason() -> None:
    case_id = balai.opened()
    response = post(at_desk("kepala"), "depart", case_id, to="catat", reason="Diulang saja")
    page = text(response)
    assert response.status_code == 409 and "sudah berada pada langkah itu" in page
    assert "Diulang saja</textarea>" in page
    response = post(at_desk("kepala"), "depart", case_id, to="kenali", reason="")
    assert response.status_code == 409
    assert re.search(r'value="kenali" selected', text(response))


def test_a_stranger_to_the_file_is_offered_neither_act() -> None:
    case_id = balai.opened()
    page = page_of(at_desk("penjaga-taman"), case_id)
    assert "Menyimpang dari SOP" not in page and "Alihkan tugas" not in page


# Handing over


def second_clerk() -> tuple[str, Client]:
    balai.hire("o-kedua", "loket-depan")
    client = Client()
    assert client.login(username="o-kedua", password="kata-sandi-uji")
    kedua = next(one for one in office.officers(balai.OFFICE) if one.name == "O-Kedua")
    return str(kedua.pk), client


def test_a_task_is_handed_to_a_colleague_and_back_to_the_post() -> None:
    case_id = balai.opened()
    kedua, theirs = second_clerk()
    mine, above = at_desk("loket-depan"), at_desk("sekretaris")
    assert re.search(rf'<option value="{kedua}">O-Kedua</option>', page_of(above, case_id))
    reason = "Wahyu sedang rapat"
    assert post(above, "reassign", case_id, officer=kedua, reason=reason).status_code == 302
    assert "Langkah 2 dialihkan kepada O-Kedua" in page_of(theirs, case_id)
    page = page_of(mine, case_id)
    assert "dialihkan kepada O-Kedua" in page and "Kerjakan langkah ini" not in page
    assert post(above, "reassign", case_id, officer="jabatan", reason=reason).status_code == 302
    assert task_of(case_id).assigned is None
    assert "Kerjakan langkah ini" in page_of(mine, case_id)


def test_only_who_may_do_the_task_today_is_offered() -> None:
    case_id = balai.opened()
    kedua, _ = second_clerk()
    shown = case_page(balai.OFFICE, case_id, balai.who("sekretaris")).tasks[0]
    assert [one.name for one in shown.colleagues] == ["O-Kedua", "O-Loket-Depan"]
    today = office.local_day(balai.OFFICE, office.clock.now())
    away = next(one for one in office.officers(balai.OFFICE) if str(one.pk) == kedua)
    office.absent(away, today, today, "Sakit")
    shown = case_page(balai.OFFICE, case_id, balai.who("sekretaris")).tasks[0]
    assert [one.name for one in shown.colleagues] == ["O-Loket-Depan"]


def test_where_nobody_else_may_the_page_says_so() -> None:
    case_id = balai.opened()
    post(at_desk("loket-depan"), "take_up", case_id)
    shown = case_page(balai.OFFICE, case_id, balai.who("sekretaris")).tasks[0]
    assert (shown.holder, shown.colleagues, shown.to_post) == ("O-Loket-Depan", (), True)
    post(at_desk("loket-depan"), "release", case_id)
    office.absent(
        next(one for one in office.officers(balai.OFFICE) if one.name == "O-Loket-Samping"),
        *[office.local_day(balai.OFFICE, office.clock.now())] * 2,
    )
    shown = case_page(balai.OFFICE, case_id, balai.who("loket-depan")).tasks[0]
    assert [one.name for one in shown.colleagues] == ["O-Loket-Depan"]


@pytest.mark.parametrize(
    ("officer", "says"), [("", "Pilih dulu"), ("999999", "tidak ada di kantor ini")]
)
def test_a_refused_handing_over_keeps_its_reason(officer: str, says: str) -> None:
    case_id = balai.opened()
    typed = {"officer": officer, "reason": "Wahyu sedang rapat"}
    response = post(at_desk("sekretaris"), "reassign", case_id, **typed)
    page = text(response)
    assert response.status_code == 409 and says in page
    assert 'value="Wahyu sedang rapat"' in page and task_of(case_id).assigned is None


# An answer from outside


def asked_outside() -> tuple[int, Client]:
    """A case whose question to the guard post is out, and the officer who may note the answer."""
    case_id = balai.opened()
    balai.check(case_id)
    for index, part in enumerate(("gudang", "taman", "aula"), start=1):
        balai.send(case_id, f"penjaga-{part}", {f"{index}.test.data.temuan": "tidak ada"})
    clerk = task_of(case_id).posts[0]
    assert balai.send(case_id, clerk, {}).ok
    assert task_of(case_id).state == "pending"
    return case_id, at_desk(clerk)


def test_a_pending_step_says_that_it_waits_and_that_the_clock_stands_still() -> None:
    case_id, client = asked_outside()
    page = page_of(client, case_id)
    assert "menunggu <b>jawaban dari luar</b>" in page and "waktu layanan berhenti" in page
    assert "Jawaban diterima" in page and "Jawaban gagal" in page
    assert "data-save" not in page  # there is nothing to fill in while the answer is out


def test_the_answer_yes_completes_the_step() -> None:
    case_id, client = asked_outside()
    assert post(client, "confirm", case_id).status_code == 302
    assert balai.case(case_id).step == "kenali"
    assert "Langkah 4: jawaban diterima" in page_of(client, case_id)


def test_the_answer_no_wants_a_reason_and_brings_the_step_back() -> None:
    case_id, client = asked_outside()
    response = post(client, "fail", case_id, reason="")
    assert response.status_code == 409 and "Tulis alasannya" in text(response)
    assert task_of(case_id).state == "pending"
    assert post(client, "fail", case_id, reason="Pos jaga tutup").status_code == 302
    page = page_of(client, case_id)
    assert "Langkah 4: jawaban gagal" in page and "Pos jaga tutup" in page
    assert task_of(case_id).state != "pending"


def test_only_its_officer_notes_the_answer() -> None:
    case_id, _ = asked_outside()
    stranger = at_desk("penjaga-gudang")
    page = page_of(stranger, case_id)
    assert "menunggu jawaban dari luar" in page and "Jawaban diterima" not in page
    assert post(stranger, "confirm", case_id).status_code == 409
    assert task_of(case_id).state == "pending"


# Late entries


def late_form(client: Client, case_id: int, **more: object) -> HttpResponse:
    task = task_of(case_id)
    answers = {"1.test.data.lengkap": "yes", "exit": "yes", "version": task.version, **more}
    data = {"key": balai.key(), **answers}
    return client.post(address("submit", case_id, task.no), data)


def test_a_late_entry_keeps_the_scan_of_its_paper() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    post(client, "take_up", case_id)
    an_hour_later()
    sent = late_form(client, case_id, **POWER_CUT, **{"late.scan": scan()})
    assert sent.status_code == 302, text(sent)
    page = page_of(client, case_id)
    assert "sebenarnya 16-11-2026 08.30" in page and "Listrik padam" in page
    found = re.search(r'href="([^"]+/pindaian/)"', page)
    assert found
    answer = client.get(found.group(1))
    assert b"".join(answer.streaming_content) == PAPER  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/pdf"
    assert (
        "attachment" in answer["Content-Disposition"]
        and "sandbox" in answer["Content-Security-Policy"]
    )


def test_the_minute_in_which_the_step_began_may_be_typed() -> None:
    office.clock.simulate(office.clock.now().replace(second=40))
    case_id = balai.opened()
    client = at_desk("loket-depan")
    post(client, "take_up", case_id)
    an_hour_later()
    assert late_form(client, case_id, **POWER_CUT).status_code == 302


def test_an_act_without_a_scan_and_a_case_elsewhere_have_none_to_show() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    for case, seq in ((case_id, 1), (case_id, 99), (case_id, 0), (999, 1), (10**30, 1)):
        assert client.get(address("late_scan", case, seq)).status_code == 404


@pytest.mark.parametrize(
    ("late", "says"),
    [
        ({"late_reason": "Listrik padam"}, "Tulis kapan sebenarnya dikerjakan"),
        ({"done_at": "16-11-2026 pukul 08.30"}, "mengapa baru dicatat"),
        ({"done_at": "kemarin", "late_reason": "Listrik padam"}, "misalnya 20-11-2026 10.30"),
        ({"done_at": "16-11-2027 08.30", "late_reason": "Listrik padam"}, "masa depan"),
    ],
)
def test_half_a_late_entry_is_refused_and_its_scan_need_not_be_chosen_again(
    late: dict[str, str], says: str
) -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    post(client, "take_up", case_id)
    an_hour_later()
    response = late_form(client, case_id, **late, **{"late.scan": scan()})
    page = text(response)
    assert response.status_code == 422 and says in page and "buku-darurat.pdf" in page
    for typed in late.values():
        assert f'value="{typed}"' in page
    kept = hidden(page, "late.scan.kept")
    again = late_form(client, case_id, **POWER_CUT, **{"late.scan.kept": kept})
    assert again.status_code == 302
    assert "/pindaian/" in page_of(client, case_id)


def test_an_application_of_a_day_without_power_is_taken_in_late() -> None:
    client = at_desk("loket-depan")
    an_hour_later()
    page = text(client.get(INTAKE))
    assert "Dikerjakan lebih awal dan baru dicatat sekarang?" in page
    half = form_data(page, **balai.REPORT, late_reason="Listrik padam")
    refused = client.post(INTAKE, {**half, "late.scan": scan()})
    assert refused.status_code == 422 and 'href="#f-done-at"' in text(refused)
    whole = form_data(text(refused), **balai.REPORT, **POWER_CUT)
    whole["late.scan.kept"] = hidden(text(refused), "late.scan.kept")
    sent = client.post(INTAKE, whole)
    assert sent.status_code == 302
    page = text(client.get(sent["Location"]))
    assert page.count("sebenarnya 16-11-2026 08.30") == 2 and "/pindaian/" in page


# Two parts of one row in one hand


def test_two_forms_of_one_row_share_no_id() -> None:
    case_id = balai.opened()
    balai.check(case_id)
    keeper = next(one for one in office.officers(balai.OFFICE) if one.name == "O-Penjaga-Taman")
    today = office.local_day(balai.OFFICE, office.clock.now())
    office.hold(keeper, "penjaga-gudang", kind="plh", valid_from=today, basis="SP 1/2026")
    client = at_desk("penjaga-taman")
    for task in balai.case(case_id).tasks[:2]:
        data = {"key": balai.key(), "version": task.version}
        assert client.post(address("take_up", case_id, task.no), data).status_code == 302
    page = page_of(client, case_id)
    assert page.count("data-save") == 2
    ids = Counter(re.findall(r'\sid="([^"]+)"', page))
    assert [one for one, count in ids.items() if count > 1] == []
    for target in re.findall(r'(?:for|aria-describedby)="([^"]+)"', page):
        assert all(one in ids for one in target.split()), target


# What the next reader needs


def test_what_was_asked_before_a_return_is_there_to_be_mended() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    balai.check(case_id, "no", "Nama pada gagang keliru")
    page = page_of(client, case_id)
    assert "Nama pada gagang keliru" in page[: page.index('class="sheet')]
    assert re.search(r'name="1\.test\.data\.pemilik"[^>]* value="Sri"', page)
    assert re.search(r'name="1\.test\.data\.hilang_pada"[^>]* value="16-11-2026"', page)


def test_a_suspended_file_says_why_on_top() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    reason = "Menunggu keterangan desa"
    client.post(address("suspend", case_id), {"key": balai.key(), "reason": reason})
    page = page_of(client, case_id)
    assert reason in page[: page.index('class="sheet')]
