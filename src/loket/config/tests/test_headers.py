"""What every answer tells the browser."""

from __future__ import annotations

import pytest
from django.conf import settings


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/masuk/", "/tidak-ada/", "/static/ui/loket.css"])
def test_every_answer_forbids_what_our_pages_never_do(client, address):
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client):
    cookie = client.get("/masuk/").cookies["loket_csrf"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert not settings.DEBUG


@pytest.mark.django_db
def test_an_unknown_address_is_answered_in_plain_words(client):
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.content.decode()


@pytest.mark.django_db
def test_a_broken_page_says_so_and_shows_nothing_of_the_inside(client, monkeypatch):
    def broken(request):
        raise ValueError("NIK 9901014107900001")

    monkeypatch.setattr("loket.office.views.session.carried_on", broken)
    client.raise_request_exception = False
    answer = client.get("/masuk/")
    assert answer.status_code == 500
    assert "Ada yang salah di Loket" in answer.content.decode()
    assert "9901" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
