"""The applicant's own pages: from the slip in his hand to his file on a telephone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import legalisation
from tests.browser.conftest import Officer

SignIn = Callable[..., Officer]
NAME = "Wiryono Penerima"
PRIVATE = ("Wiryono", "Penerima", "9901015203740077", "0812", "Krajan", "Wahyu", "Kurniawan")


def serious(page: Page) -> list[tuple[str, str]]:
    faults = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in faults]


def sideways(page: Page) -> bool:
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(wide))


def test_from_the_counter_to_the_telephone(
    officer: SignIn, browser: Browser, office_address: str
) -> None:
    jfu = officer("jfu")
    case = legalisation.apply(jfu, NAME)
    page = jfu.page
    with page.expect_navigation():
        page.locator(".note").get_by_role("link", name="Cetak tanda terima").click()
    slip = page.locator("main")
    expect(slip).to_contain_text("W•••••• P•••••••")
    expect(slip.get_by_role("img", name="Kode QR")).to_be_visible()
    assert NAME not in slip.inner_text()
    assert serious(page) == []
    for paper in ("58 mm", "A4"):
        page.get_by_role("link", name=paper).click()
        expect(page.get_by_role("link", name=paper)).to_have_attribute("aria-current", "true")
    code = page.locator(".slip .code").inner_text()
    assert re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", code)

    telephone = browser.new_context(
        locale="id-ID", viewport={"width": 390, "height": 800}, java_script_enabled=False
    )
    try:
        his = telephone.new_page()
        his.goto(f"{office_address}/lacak/")
        his.get_by_label("Kode berkas").fill(code.lower().replace("-", " "))
        with his.expect_navigation():
            his.get_by_role("button", name="Lacak").click()
        title = his.get_by_role("heading", level=1)
        expect(title).to_have_text("Sekarang di langkah 2 dari 5, pada JFU")
        legalisation.examine(jfu, case)
        his.reload()
        expect(title).to_have_text("Sekarang di langkah 3 dari 5, pada Camat/Sekcam/Kasi")
        expect(his.locator("[aria-current=step]")).to_contain_text("3")
        html = his.content()
        assert [one for one in PRIVATE if one in html] == []
        assert telephone.cookies() == []
    finally:
        telephone.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_public_pages_are_readable_at_every_width(
    officer: SignIn, browser: Browser, office_address: str, scheme: str
) -> None:
    jfu = officer("jfu")
    case = legalisation.apply(jfu, NAME)
    page = jfu.open(f"{case}tanda-terima/")
    tracked = page.locator(".slip .code").inner_text()
    context = browser.new_context(locale="id-ID", color_scheme=scheme)
    try:
        his = context.new_page()
        for path in ("/lacak/", f"/lacak/{tracked}/", "/lacak/AAAABBBBCCCC/"):
            his.goto(office_address + path)
            for width in (320, 390, 768, 1366):
                his.set_viewport_size({"width": width, "height": 800})
                assert not sideways(his), (path, width)
                assert serious(his) == [], (path, width)
    finally:
        context.close()


def test_an_officer_brings_a_message_by_keyboard_and_without_javascript(officer: SignIn) -> None:
    seen = officer("jfu")
    page = seen.open("/pesan/")
    rows = page.locator("main tbody tr")
    waiting = rows.count()
    assert waiting >= 2
    page.keyboard.press("j")
    expect(rows.first.locator(".name a")).to_be_focused()
    for width in (390, 768, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        assert not sideways(page), width
        assert serious(page) == [], width
    page.get_by_text("Lainnya…").first.click()
    page.get_by_label("Apa yang terjadi?").first.fill("Tidak diangkat")
    seen.press("Tidak tersambung")
    expect(page.get_by_role("status").first).to_contain_text("tidak tersambung")
    expect(rows).to_have_count(waiting - 1)

    plain = officer("jfu", java_script_enabled=False)
    page = plain.open("/pesan/?keadaan=failed")
    expect(page.get_by_text("Catatan: Tidak diangkat", exact=True)).to_be_visible()
    page.get_by_role("button", name="Tersampaikan").first.click()
    expect(page.get_by_role("status").first).to_contain_text("tersampaikan")
