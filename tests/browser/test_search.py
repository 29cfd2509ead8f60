"""Finding a file from the head of any page, by keyboard, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import legalisation
from tests.browser.conftest import Officer

SignIn = Callable[..., Officer]
NIK = "9901015203740077"


def test_a_file_is_found_from_any_page_by_keyboard(officer: SignIn) -> None:
    jfu = officer("jfu")
    case = legalisation.apply(jfu, "Wagiyem Pencarian")
    page = jfu.open("/buku/")
    page.keyboard.press("/")
    expect(page.get_by_label("Cari berkas")).to_be_focused()
    page.keyboard.type("pencarian wagi")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{jfu.address}/cari/"
    expect(page.get_by_role("status")).to_contain_text("Dibaca sebagai nama")
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page.locator("main tbody tr")).to_contain_text("9901••••••••0077")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == jfu.address + case
    page.go_back()
    expect(page.get_by_role("link", name="Wagiyem Pencarian")).to_be_visible()


def test_the_inbox_keeps_the_key_of_its_own_filter(officer: SignIn) -> None:
    jfu = officer("jfu")
    legalisation.apply(jfu)
    page = jfu.open("/")
    page.keyboard.press("/")
    expect(page.locator("#sift")).to_be_focused()
    expect(page.locator("[data-find-key]")).to_have_count(0)


@pytest.mark.parametrize("width", [1366, 768, 390])
def test_the_search_works_without_javascript_and_is_readable(officer: SignIn, width: int) -> None:
    jfu = officer("jfu", java_script_enabled=False)
    legalisation.apply(jfu, f"Tukiyem Lebar {width}")
    page = jfu.open("/")
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_label("Cari berkas").fill(NIK)
    jfu.press("Cari")
    expect(page.get_by_role("link", name=f"Tukiyem Lebar {width}")).to_be_visible()
    page.get_by_label("Nomor berkas").fill("12345678")
    jfu.press("Cari")
    expect(page.get_by_role("alert")).to_contain_text("NIK berisi 16 angka")

    seen = officer("jfu")
    page = seen.open("/")
    page.set_viewport_size({"width": width, "height": 800})
    for typed in ("lebar", "ab", "zzzz"):
        page.get_by_label("Cari berkas").or_(page.get_by_label("Nomor berkas")).fill(typed)
        seen.press("Cari")
        faults = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in faults] == [], typed
        over = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(over), typed
