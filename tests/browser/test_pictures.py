"""The pictures of the documents are taken from the running demo.

``LOKET_PICTURES=1`` writes them into docs/pictures; otherwise they are only made, so that a
page that can't be drawn any more is noticed, and so is a picture that nothing makes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import legalisation
from tests.browser.conftest import ROOT, Officer

SignIn = Callable[..., Officer]
PICTURES = ROOT / "docs" / "pictures"
MADE = {"inbox.png", "intake.png", "sign.png", "case.png", "handover.png"}


def test_every_picture_of_the_documents_is_made_here() -> None:
    assert {path.name for path in PICTURES.iterdir()} == MADE


def test_the_pictures_of_the_first_case(officer: SignIn, tmp_path: Path) -> None:
    folder = PICTURES if os.environ.get("LOKET_PICTURES") else tmp_path

    def take(page: Page, name: str) -> None:
        page.evaluate("document.fonts.ready")
        page.screenshot(path=folder / name)

    jfu, camat = officer("jfu"), officer("camat")
    take(jfu.open("/"), "inbox.png")
    page = jfu.open(legalisation.SERVICE)
    legalisation.fill_application(page, "Sari Rekaan")
    page.evaluate("scrollTo(0, 0)")
    take(page, "intake.png")
    jfu.press("Terima permohonan")
    case = "/" + page.url.split("/", 3)[3].split("#")[0]
    legalisation.examine(jfu, case)
    desk = legalisation.take_up(camat, case)
    desk.locator(".letter img").scroll_into_view_if_needed()
    desk.wait_for_function("document.querySelector('.letter img').naturalWidth > 0")
    desk.locator(".work h2").first.scroll_into_view_if_needed()
    take(desk, "sign.png")
    camat.press("Selesaikan langkah 3")
    legalisation.number(jfu, case)
    page = legalisation.take_up(jfu, case)
    page.get_by_label("Pemohon sendiri").check(force=True)
    legalisation.draw(page)
    take(page, "handover.png")
    jfu.press("Selesaikan langkah 5")
    page = jfu.open(case)
    take(page, "case.png")
    assert {path.name for path in folder.iterdir()} == MADE
