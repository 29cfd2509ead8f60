"""The slip: what an applicant takes home, and what it must not tell who finds it."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from loket.cases.models import CaseRow
from loket.cases.tests import balai

pytestmark = pytest.mark.usefixtures("umbrella_office")


def at_desk() -> Client:
    client = Client()
    assert client.login(username="o-loket-depan", password="kata-sandi-uji")
    return client


def slip(case_id: int, query: str = "") -> str:
    answer: HttpResponse = at_desk().get(f"/berkas/{case_id}/tanda-terima/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_has_number_promise_and_code_in_groups_and_no_person() -> None:
    case_id = balai.opened()
    row = CaseRow.objects.in_office(balai.OFFICE).get(pk=case_id)
    text = slip(case_id)
    code = row.public_code
    assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in text and row.number in text
    assert "Kamis, 26 November 2026" in text and "8 hari kerja" in text
    assert "S•• H••••••••" in text
    for private in ("Sri Handayani", "9901015706880001", "Krajan"):
        assert private not in text


def test_the_code_for_telephones_is_drawn_only_where_citizens_can_reach_it(settings) -> None:  # type: ignore[no-untyped-def]
    case_id = balai.opened()
    settings.LOKET_PUBLIC_URL = "https://balai.example.go.id"
    text = slip(case_id)
    assert 'class="qr"' in text and "https://balai.example.go.id/lacak/" in text
    settings.LOKET_PUBLIC_URL = ""
    text = slip(case_id)
    assert 'class="qr"' not in text and "Sebutkan kode ini di loket" in text


@pytest.mark.parametrize(
    ("query", "paper"),
    [("", "w80"), ("?kertas=58", "w58"), ("?kertas=a4", "wa4"), ("?kertas=x", "w80")],
)
def test_the_paper_is_chosen_without_script(query: str, paper: str) -> None:
    assert f'class="slip {paper}"' in slip(balai.opened(), query)


def test_it_is_offered_right_after_intake_and_beside_the_case() -> None:
    from loket.cases.tests.test_views import INTAKE, form_data, text

    client = at_desk()
    sent = form_data(text(client.get(INTAKE)), **balai.REPORT)
    after = client.post(INTAKE, sent, follow=True).content.decode()
    case_id = CaseRow.objects.in_office(balai.OFFICE).get().pk
    assert after.count(f'href="/berkas/{case_id}/tanda-terima/"') == 2
