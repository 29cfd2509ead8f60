"""The page "Kabar": whom to tell what, and writing down what became of it."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.modules.messages.tests import counter

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(officers):
    """A message that waits: the file of Sri Handayani came back."""
    case_id = counter.opened(officers)
    counter.send_back(officers, case_id)
    counter.drain()
    return counter.last()


def at(officers, post="jfu"):
    client = Client()
    client.force_login(officers[post].user)
    return client


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_it_shows_whom_to_call_and_the_very_words(officers, returned):
    page = text(at(officers).get("/pesan/"))
    for shown in (
        "Sri Handayani",
        "0812 3456 7890",
        'href="tel:+6281234567890"',
        "Perlu dilengkapi",
    ):
        assert shown in page
    assert returned.text in page
    assert "9901015706880001" not in page
    assert at(officers).get("/pesan/")["Cache-Control"] == "private, no-store"


def test_delivered_leaves_the_list_and_is_found_among_the_delivered(officers, returned):
    client = at(officers)
    page = text(client.post(f"/pesan/{returned.pk}/", {"hasil": "delivered"}, follow=True))
    assert "ditandai tersampaikan" in page and "Semua kabar sudah disampaikan" in page
    assert "Sri Handayani" in text(client.get("/pesan/?keadaan=delivered"))


def test_no_answer_wants_a_note_and_keeps_the_message_open(officers, returned):
    client = at(officers)
    page = text(client.post(f"/pesan/{returned.pk}/", {"hasil": "failed"}), 409)
    assert "Belum ditandai" in page and "Sri Handayani" in page
    sent = {"hasil": "failed", "catatan": "Tidak diangkat."}
    text(client.post(f"/pesan/{returned.pk}/", sent, follow=True))
    page = text(client.get("/pesan/?keadaan=failed"))
    assert "Tidak diangkat." in page and "dicoba 1 kali" in page
    sent = {"hasil": "delivered", "keadaan": "failed"}
    assert client.post(f"/pesan/{returned.pk}/", sent)["Location"] == "/pesan/?keadaan=failed"
    assert counter.last().state == "delivered"


def test_a_message_settled_meanwhile_says_by_whom(officers, returned):
    sent = {"hasil": "delivered"}
    at(officers).post(f"/pesan/{returned.pk}/", sent)
    page = text(at(officers, "sekcam").post(f"/pesan/{returned.pk}/", sent), 409)
    assert "sudah ditandai “Tersampaikan”" in page


@pytest.mark.parametrize("path", ["?keadaan=apa", "?sesudah=x", "?sesudah=99999999999999999999"])
def test_a_strange_address_still_shows_a_page(officers, returned, path):
    text(at(officers).get(f"/pesan/{path}"))


def test_a_message_that_is_not_there_is_not_found(officers, returned):
    for number in (0, 999, 99999999999999999999):
        answer = at(officers).post(f"/pesan/{number}/", {"hasil": "delivered"})
        assert answer.status_code == 404
