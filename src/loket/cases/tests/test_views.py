"""The officer's pages: thin, guarded, and nothing typed is lost on them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from loket.cases.tests import balai

pytestmark = pytest.mark.usefixtures("umbrella_office")

INTAKE = "/baru/balai/payung-hilang/"


def at_desk(post: str) -> Client:
    client = Client()
    assert client.login(username=f"o-{post}", password="kata-sandi-uji")
    return client


def text(response: HttpResponse) -> str:
    return response.content.decode()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page)
    assert found, f"no hidden field {name}"
    return found.group(1)


def address(name: str, *args: Any) -> str:
    return reverse(f"cases:{name}", args=args)


def task_of(case_id: int) -> Any:
    return balai.case(case_id).tasks[0]


def form_data(page: str, **answers: str) -> dict[str, str]:
    return {"key": hidden(page, "key"), **answers}


def test_a_visitor_is_led_to_the_sign_in_page() -> None:
    case_id = balai.opened()
    for url in ("/", "/baru/", INTAKE, address("case", case_id)):
        response = Client().get(url)
        assert response.status_code == 302 and response["Location"].startswith("/masuk/")


def test_the_inbox_shows_what_waits_and_leads_to_it() -> None:
    case_id = balai.opened()
    page = text(at_desk("loket-depan").get("/"))
    assert "Sri Handayani" in page and address("case", case_id) in page
    assert "Sri Handayani" not in text(at_desk("loket-depan").get("/?status=wait"))


def test_a_refused_intake_shows_all_errors_and_everything_typed() -> None:
    client = at_desk("loket-depan")
    page = text(client.get(INTAKE))
    wrong = {**balai.REPORT, "party.pemohon.nik": "12345", "1.test.data.pemilik": "<Sri>"}
    wrong["1.test.data.hilang_pada"] = "2030-01-01"
    response = client.post(INTAKE, form_data(page, **wrong))
    again = text(response)
    assert response.status_code == 422
    assert "<title>(2 perlu dibetulkan)" in again
    assert 'href="#f-party-pemohon-nik"' in again and 'id="f-party-pemohon-nik"' in again
    for typed in ("12345", "&lt;Sri&gt;", "2030-01-01", "Sri Handayani"):
        assert f'value="{typed}"' in again
    assert "Dusun Krajan RT 01/RW 01" in again


def test_a_form_sent_twice_opens_one_case() -> None:
    client = at_desk("loket-depan")
    data = form_data(text(client.get(INTAKE)), **balai.REPORT)
    first, second = client.post(INTAKE, data), client.post(INTAKE, data)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]


def test_the_case_page_is_the_sheet_with_the_form_in_its_row() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    page = text(client.get(address("case", case_id)))
    assert 'aria-current="step"' in page and "Kerjakan langkah ini" in page
    assert "1.test.data.lengkap" not in page  # nobody has taken it up yet
    task = task_of(case_id)
    data = {"key": hidden(page, "key"), "version": task.version}
    response = client.post(address("take_up", case_id, task.no), data)
    assert response["Location"] == address("case", case_id) + f"#kerja-{task.no}"
    assert 'name="1.test.data.lengkap"' in text(client.get(address("case", case_id)))


def take_up(client: Client, case_id: int) -> str:
    task = task_of(case_id)
    client.post(address("take_up", case_id, task.no), {"key": balai.key(), "version": task.version})
    return text(client.get(address("case", case_id)))


def test_looking_at_a_page_takes_nothing_up() -> None:
    case_id = balai.opened()
    at_desk("loket-depan").get(address("case", case_id))
    at_desk("loket-depan").get(address("take_up", case_id, task_of(case_id).no))
    assert task_of(case_id).holder is None


def test_a_decision_back_without_a_reason_keeps_the_answers_on_the_page() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    page = take_up(client, case_id)
    data = form_data(page, **{"1.test.data.lengkap": "yes", "exit": "no"})
    data["version"] = str(task_of(case_id).version)
    response = client.post(address("submit", case_id, task_of(case_id).no), data)
    again = text(response)
    assert response.status_code in (409, 422)
    assert re.search(r'name="exit" value="no"[^>]* checked', again)
    assert re.search(r'name="1\.test\.data\.lengkap" value="yes" checked', again)


def test_a_second_tab_is_told_who_did_it_and_gets_its_words_back() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    page = take_up(client, case_id)
    task = task_of(case_id)
    answers = {"1.test.data.lengkap": "yes", "exit": "yes", "version": str(task.version)}
    assert (
        client.post(address("submit", case_id, task.no), form_data(page, **answers)).status_code
        == 302
    )
    other = {**answers, "key": balai.key(), "exit": "no", "reason": "Ciri payung kurang jelas"}
    response = client.post(address("submit", case_id, task.no), other)
    assert response.status_code == 409
    assert "O-Loket-Depan" in text(response) and "Ciri payung kurang jelas" in text(response)


def test_a_file_is_returned_with_its_reason_and_the_return_form_keeps_it() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    take_up(client, case_id)
    task = task_of(case_id)
    data = {"key": balai.key(), "version": task.version, "reason": "Nama belum jelas", "to": "zzz"}
    refused = client.post(address("return", case_id, task.no), data)
    assert refused.status_code == 409 and "Nama belum jelas" in text(refused)
    data |= {"key": balai.key(), "to": ""}
    assert client.post(address("return", case_id, task.no), data).status_code == 302
    assert "Nama belum jelas" in text(client.get(address("case", case_id)))


def test_a_case_is_stopped_and_goes_on_with_a_reason_each() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    take_up(client, case_id)
    for verb, reason in (("suspend", "Pemohon menunda"), ("resume", "Pemohon datang lagi")):
        response = client.post(address(verb, case_id), {"key": balai.key(), "reason": reason})
        assert response.status_code == 302, text(response)
        assert reason in text(client.get(address("case", case_id)))


def test_a_refused_act_keeps_its_reason_on_the_page() -> None:
    case_id = balai.opened()
    data = {"key": balai.key(), "reason": "Pemohon menunda"}
    response = at_desk("penjaga-taman").post(address("suspend", case_id), data)
    assert response.status_code == 409 and "Tidak dilakukan" in text(response)


def test_an_officer_of_another_post_sees_where_the_file_is_but_no_form() -> None:
    case_id = balai.opened()
    page = text(at_desk("penjaga-taman").get(address("case", case_id)))
    assert "Petugas Loket" in page and "data-save" not in page
    assert "Kerjakan langkah ini" not in page


@pytest.mark.parametrize(
    "url", ["/berkas/999/", "/bukti/XXXX/", "/bukti/XXXX/berkas/", "/baru/lain/x/"]
)
def test_what_does_not_exist_is_a_plain_404(url: str) -> None:
    response = at_desk("loket-depan").get(url)
    assert response.status_code == 404 and "tidak ditemukan" in text(response)


def test_a_garbled_version_or_task_is_refused_not_an_error() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    for version in ("", "x", "9" * 30, "-1"):
        data = {"key": balai.key(), "version": version}
        assert client.post(address("take_up", case_id, 1), data).status_code == 409
    assert client.post(address("submit", case_id, 99), {"key": balai.key()}).status_code == 409


def test_no_page_has_a_style_or_a_script_inside() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    take_up(client, case_id)
    for url in ("/", "/baru/", INTAKE, address("case", case_id)):
        page = text(client.get(url))
        assert "style=" not in page and "<style" not in page
        assert not re.search(r"<script(?![^>]*src=)", page)
        assert not re.search(r"\son[a-z]+=", page)
