"""The books: a number given at the desk stands in the book, and the post above may strike it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import legalisation
from tests.browser.conftest import Officer

SignIn = Callable[..., Officer]


def numbered(jfu: Officer, camat: Officer, name: str) -> str:
    """A file that has just got its number; the number."""
    case = legalisation.apply(jfu, name)
    legalisation.examine(jfu, case)
    legalisation.sign(camat, case)
    legalisation.number(jfu, case)
    told = jfu.page.get_by_role("status").filter(has_text="Nomor").inner_text()
    found = re.search(r"Nomor (\d+)/LEG/(\d{4})", told)
    assert found is not None, told
    return found[1]


def test_a_number_stands_in_the_book_until_the_post_above_strikes_it(officer: SignIn) -> None:
    jfu, camat = officer("jfu"), officer("camat")
    n = numbered(jfu, camat, "Sukarti Wiguna")

    jfu.page.get_by_role("link", name="Buku", exact=True).click()
    jfu.page.get_by_role("link", name="Buku agenda legalisasi").click()
    line = jfu.page.locator(f"#n{n}")
    expect(line).to_contain_text("Sukarti Wiguna")
    expect(jfu.page.get_by_text("Batalkan nomor…")).to_have_count(0)

    page = camat.open(jfu.page.url.removeprefix(camat.address))
    page.get_by_text("Batalkan nomor…").click()
    page.get_by_label("Nomor urut", exact=True).fill(n)
    camat.press("Lanjut")
    camat.press("Batalkan nomor ini")
    expect(page.get_by_role("alert")).to_contain_text("Mengapa nomor ini batal")
    page.get_by_label("Mengapa nomor ini batal").fill("Salah buku")
    page.get_by_label("Ya", exact=True).check(force=True)
    camat.press("Batalkan nomor ini")
    expect(page.locator(f"#n{n}")).to_contain_text("BATAL")
    expect(page.locator(f"#n{n}")).to_contain_text("Disetujui Bambang Wirayudha, Camat")


@pytest.mark.parametrize("width", [1366, 768, 390])
def test_the_books_are_readable_by_everybody(officer: SignIn, width: int) -> None:
    camat = officer("camat")
    page = camat.open("/buku/")
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_role("link", name="Buku agenda legalisasi").click()
    book = page.url.removeprefix(camat.address)
    for address in ("/buku/", book, f"{book}batal/?nomor=2", f"{book}cetak/"):
        camat.open(address)
        faults = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in faults] == [], address
        if not address.endswith("cetak/"):
            over = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert not page.evaluate(over), address


def test_the_book_is_taken_out_as_a_spreadsheet(officer: SignIn) -> None:
    page = officer("jfu").open("/buku/")
    page.get_by_role("link", name="Buku agenda legalisasi").click()
    page.get_by_text("Ekspor…").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh").click()
    assert re.fullmatch(r"buku-legalisasi-\d{4}\.xlsx", download.value.suggested_filename)
