"""Signing in, being refused, and a session that runs out while somebody types."""

from __future__ import annotations

import logging
import re
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from loket.office import api
from loket.office.tests.builders import build_office

pytestmark = pytest.mark.django_db
NAME, PASSWORD = "camat.jumapolo", "kelapa-hijau-42"
TYPED = {
    "1.record.data.nama": "Siti <Rekaan>",
    "1.record.data.keperluan": "baris satu\r\nbaris dua",
}


@pytest.fixture(autouse=True)
def officers():
    cache.clear()
    yield build_office(password=PASSWORD)
    cache.clear()


@pytest.fixture
def browser():
    """A browser as strict as a real one: forms need their token."""
    return Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})


def fields(answer):
    """The hidden fields of the page's form, as the browser would send them."""
    from html import unescape

    found = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.content.decode()
    )
    return {unescape(name): unescape(value) for name, value in found}


def sign_in(browser, page, **more):
    given = {"username": NAME, "password": PASSWORD}
    return browser.post("/masuk/", {**fields(page), **given, **more})


def signed_in(browser):
    return "_auth_user_id" in browser.session


def test_the_right_words_lead_to_the_page_that_was_asked_for(browser):
    page = browser.get("/baru/", follow=True)
    assert page.request["PATH_INFO"] == "/masuk/"
    answer = sign_in(browser, page)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/baru/")
    assert signed_in(browser)


def test_wrong_words_say_so_and_keep_the_name(browser):
    page = browser.get("/masuk/")
    answer = sign_in(browser, page, password="salah")
    assert "tidak cocok" in answer.content.decode()
    assert f'value="{NAME}"' in answer.content.decode()
    assert "salah" not in answer.content.decode()
    assert not signed_in(browser)
    empty = sign_in(browser, page, username="", password="").content.decode()
    assert "Isi nama pengguna Anda." in empty
    assert "Isi kata sandi Anda." in empty


def test_an_officer_who_left_cannot_sign_in_nor_go_on(browser, officers):
    sign_in(browser, browser.get("/masuk/"))
    api.set_active(officers["camat"], False)
    assert browser.get("/baru/").status_code == 302
    answer = sign_in(browser, browser.get("/masuk/"))
    assert "tidak terhubung dengan pegawai" in answer.content.decode()


def test_a_user_without_officer_cannot_sign_in(browser):
    User.objects.create_user("tamu", password=PASSWORD)
    answer = sign_in(browser, browser.get("/masuk/"), username="tamu")
    assert "tidak terhubung dengan pegawai" in answer.content.decode()
    assert not signed_in(browser)


def test_too_many_attempts_must_wait_even_with_the_right_password(browser):
    page = browser.get("/masuk/")
    for _ in range(5):
        assert sign_in(browser, page, password="salah").status_code == 200
    answer = sign_in(browser, page)
    assert answer.status_code == 429
    assert "Tunggu 15 menit" in answer.content.decode()
    assert not signed_in(browser)
    # another officer at the same PC is not kept waiting
    sign_in(browser, page, username="jfu.jumapolo")
    assert signed_in(browser)


def test_a_success_forgets_the_failures_before_it(browser):
    for _ in range(3):
        for _ in range(4):
            sign_in(browser, browser.get("/masuk/"), password="salah")
        sign_in(browser, browser.get("/masuk/"))
        assert signed_in(browser)
        browser.logout()


def test_signing_out_is_a_button_and_ends_the_session(browser):
    sign_in(browser, browser.get("/masuk/"))
    assert browser.get("/keluar/").status_code == 405
    page = browser.get("/baru/")
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page.content.decode())[1]
    answer = browser.post("/keluar/", {"csrfmiddlewaretoken": token})
    assert answer.headers["Location"] == "/masuk/"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert browser.get("/baru/").status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://jahat.example/",
        "//jahat.example/",
        "/\\jahat.example",
        "javascript:1",
        "/tidak-ada",
    ],
)
def test_nobody_is_led_to_another_site(browser, target):
    answer = sign_in(browser, browser.get(f"/masuk/?lanjut={quote(target)}"))
    assert answer.headers["Location"] == "/"


def test_an_idle_session_ends_after_eight_hours_and_work_keeps_it(browser, settings):
    sign_in(browser, browser.get("/masuk/"))
    assert settings.SESSION_COOKIE_AGE == 8 * 3600
    browser.get("/baru/")
    first = browser.session["renewed"]
    assert "loket_session" not in browser.get("/baru/").cookies  # not written again at once
    session = browser.session
    session["renewed"] = first - 601
    session.save()
    answer = browser.get("/baru/")
    assert answer.cookies["loket_session"]["max-age"] == 8 * 3600
    assert browser.session["renewed"] >= first


def expire(browser):
    """The session ends at the server while a form lies open in the browser."""
    token = browser.cookies["loket_csrf"].value
    browser.session.flush()
    return {**TYPED, "csrfmiddlewaretoken": token}


def test_a_session_that_ran_out_while_typing_loses_nothing(browser, caplog):
    caplog.set_level(logging.DEBUG)
    sign_in(browser, browser.get("/masuk/"))
    typed = expire(browser) | {"sandi": "rahasia-saya"}
    page = browser.post("/berkas/7/tugas/1/selesai/", typed)
    assert page.status_code == 403
    assert "Isian Anda tidak hilang" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"

    wrong = sign_in(browser, page, password="salah")  # a slip of the finger loses nothing either
    resume = sign_in(browser, wrong)
    assert "Anda masuk kembali; isian Anda masih ada" in resume.content.decode()
    assert 'action="/berkas/7/tugas/1/selesai/"' in resume.content.decode()
    sent = fields(resume)
    assert sent.pop("csrfmiddlewaretoken")
    assert sent == TYPED

    for page in (wrong, resume):
        assert "rahasia-saya" not in page.content.decode()
        assert PASSWORD not in page.content.decode()
    kept = str(dict(browser.session)) + str(browser.cookies) + caplog.text
    assert "Rekaan" not in kept


def test_the_button_of_the_resumed_page_is_accepted(browser):
    sign_in(browser, browser.get("/masuk/"))
    resume = sign_in(browser, browser.post("/baru/", expire(browser)))
    assert browser.post("/baru/", fields(resume)).status_code != 403


def test_a_button_without_any_field_is_carried_too(browser):
    sign_in(browser, browser.get("/masuk/"))
    token = {"csrfmiddlewaretoken": expire(browser)["csrfmiddlewaretoken"]}
    resume = sign_in(browser, browser.post("/berkas/7/tugas/1/ambil/", token))
    assert 'action="/berkas/7/tugas/1/ambil/"' in resume.content.decode()


def test_files_are_counted_not_carried(browser):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sign_in(browser, browser.get("/masuk/"))
    typed = expire(browser)
    scan = SimpleUploadedFile("ktp.pdf", b"%PDF-isi-berkas")
    page = browser.post("/baru/", {**typed, "scan": scan})
    assert "1 berkas yang tadi dipilih perlu dipilih lagi" in page.content.decode()
    assert "isi-berkas" not in page.content.decode()
    resume = sign_in(browser, page)
    assert "1 berkas yang tadi dipilih perlu dipilih lagi" in resume.content.decode()


def test_a_form_from_before_signing_in_again_in_another_tab_is_kept(browser):
    sign_in(browser, browser.get("/masuk/"))
    old = expire(browser)
    sign_in(browser, browser.get("/masuk/"))  # the other tab: a new session, a new token
    old["csrfmiddlewaretoken"] = "x" * 64
    answer = browser.post("/baru/", old)
    assert "isian Anda masih ada" in answer.content.decode()
    assert fields(answer).items() >= TYPED.items()


def test_a_sign_in_page_that_lay_open_too_long_asks_again(browser):
    page = browser.get("/masuk/?lanjut=/baru/")
    browser.cookies.clear()
    answer = sign_in(browser, page)
    assert answer.status_code == 403
    assert "sudah lama terbuka" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert sign_in(browser, answer).headers["Location"] == "/baru/"


@pytest.mark.parametrize("origin", ["https://jahat.example", "null", "http://testserver.jahat"])
def test_a_form_from_another_site_is_carried_nowhere(origin):
    stranger = Client(enforce_csrf_checks=True, headers={"origin": origin})
    for address in ("/baru/", "/masuk/"):
        answer = stranger.post(address, {**TYPED, "isian.x": "Rekaan"})
        assert answer.status_code == 403
        assert "Rekaan" not in answer.content.decode()


def test_times_are_shown_in_the_zone_of_the_office(rf, officers):
    from django.utils import timezone

    from loket.office.middleware import OfficerMiddleware

    request = rf.get("/")
    request.user, request.session = officers["camat"].user, {}
    zones = []
    OfficerMiddleware(lambda r: zones.append(timezone.get_current_timezone_name()) or _empty())(
        request
    )
    assert zones == ["Asia/Jakarta"]


def _empty():
    from django.http import HttpResponse

    return HttpResponse()
