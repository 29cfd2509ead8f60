"""A letter through the hands of those of its sheet, and the answer its code gives to a stranger."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser import legalisation
from tests.browser.conftest import Officer

SignIn = Callable[..., Officer]


def read(officer: Officer, address: str) -> str:
    answer = officer.context.request.get(officer.address + address)
    assert answer.headers["content-type"] == "application/pdf"
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)


def shown_letter(page: Page) -> str:
    """The address of the letter that the step's page draws."""
    picture = page.get_by_role("img", name=re.compile("Halaman pertama"))
    expect(picture).to_be_visible()
    return str(page.locator(".letter figcaption a").get_attribute("href"))


def test_a_letter_is_printed_signed_numbered_and_proved(officer: SignIn, browser: Browser) -> None:
    jfu, camat = officer("jfu"), officer("camat")
    case = legalisation.apply(jfu, "Tukinah Widyastuti")
    legalisation.examine(jfu, case)
    link = jfu.page.get_by_role("link", name="Cetak naskahnya")
    printed = read(jfu, str(link.get_attribute("href")))
    assert "LEMBAR LEGALISASI" in printed
    assert "Tukinah Widyastuti" in printed
    assert "Bambang Wirayudha" in printed
    code = re.search(r"\b([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})\b", printed)
    assert code

    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()

    def asked() -> Page:
        page.goto(f"{jfu.address}/naskah/")
        page.get_by_label("Kode di kaki surat").fill(code[1].lower())
        page.get_by_role("button", name="Periksa").click()
        return page

    expect(asked().get_by_text("Belum berlaku")).to_be_visible()
    legalisation.sign(camat, case)
    legalisation.number(jfu, case)
    expect(asked().get_by_text("Asli dan berlaku")).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d+/LEG/2026")).first).to_be_visible()
    assert "Tukinah" not in page.content()
    faults = Axe().run(page).response["violations"]
    assert [one["id"] for one in faults if one["impact"] in ("serious", "critical")] == []
    context.close()


def test_who_signs_in_the_name_of_the_camat_finds_his_own_block(officer: SignIn) -> None:
    jfu, sekcam = officer("jfu"), officer("sekcam")
    case = legalisation.apply(jfu, "Sugiyem")
    legalisation.examine(jfu, case)
    page = legalisation.take_up(sekcam, case)
    expect(page.get_by_text("Endah Lestariningsih, a.n. Camat, Sekretaris Camat")).to_be_visible()
    printed = read(sekcam, shown_letter(page))
    assert "a.n. Camat Jumapolo" in printed
    assert "Endah Lestariningsih" in printed
    sekcam.press("Selesaikan langkah 3")
    legalisation.number(jfu, case)
    assert "Endah Lestariningsih" in read(
        jfu, str(jfu.page.get_by_role("link", name="Cetak naskahnya").get_attribute("href"))
    )
