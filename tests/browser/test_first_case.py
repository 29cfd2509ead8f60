"""One legalisation, from the application to the signature for the copies, by those of its sheet."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser import legalisation
from tests.browser.conftest import Officer

SignIn = Callable[..., Officer]


def test_an_application_goes_from_the_counter_to_the_handover(officer: SignIn) -> None:
    jfu, camat = officer("jfu"), officer("camat")
    case = legalisation.apply(jfu)
    expect(jfu.page.get_by_role("heading", level=1)).to_contain_text("Sumarni Hadiwijaya")
    legalisation.examine(jfu, case)
    expect(camat.open("/").get_by_text("Sumarni Hadiwijaya").first).to_be_visible()
    legalisation.sign(camat, case)
    legalisation.number(jfu, case)
    legalisation.hand_over(jfu, case)

    page = jfu.open(case)
    expect(page.get_by_text("Berkas selesai").first).to_be_visible()
    for output in (
        "Berkas permohonan",
        "Berkas permohonan diterima lengkap dan benar",
        "Berkas permohonan sudah ditandatangani",
        "Berkas permohonan sudah diberi nomor dan dicatat di buku agenda",
        "Berkas permohonan sudah dilegalisir",
    ):
        expect(page.get_by_role("link", name=output, exact=True).first).to_be_visible()
    page.get_by_role("link", name="Berkas permohonan sudah dilegalisir", exact=True).first.click()
    expect(page.get_by_text(re.compile("Diserahkan kepada pemohon")).first).to_be_visible()


def test_an_incomplete_file_goes_back_with_its_reason_and_the_clock_stands_still(
    officer: SignIn,
) -> None:
    jfu = officer("jfu")
    case = legalisation.apply(jfu, "Kusnadi")
    page = legalisation.take_up(jfu, case)
    page.get_by_text("Kembalikan ke langkah sebelumnya").click()
    page.get_by_label(re.compile("Alasan")).last.fill("Surat asli belum dibawa.")
    jfu.press("Kembalikan berkas")
    page = jfu.open(case)
    expect(page.get_by_text("Surat asli belum dibawa.").first).to_be_visible()
    expect(page.get_by_text(re.compile("Menunggu|menunggu")).first).to_be_visible()


def test_somebody_elses_task_says_with_whom_it_is(officer: SignIn) -> None:
    jfu, camat = officer("jfu"), officer("camat")
    case = legalisation.apply(jfu, "Suparti")
    page = camat.open(case)
    expect(page.get_by_role("button", name="Kerjakan langkah ini")).to_have_count(0)
    expect(page.get_by_text("JFU").first).to_be_visible()
