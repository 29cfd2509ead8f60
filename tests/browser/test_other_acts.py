"""What else is done with a file: a departure by the Camat, a task handed over, a late entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import legalisation
from tests.browser.conftest import Officer

SignIn = Callable[..., Officer]


def other_act(page: Page, name: str) -> None:
    """Unfold one act of the menu."""
    page.get_by_text("Tindakan lain").click()
    page.locator("summary", has_text=name).click()


def test_the_camat_departs_from_the_sheet_and_says_why(officer: SignIn) -> None:
    jfu, camat = officer("jfu"), officer("camat")
    case = legalisation.apply(jfu, "Sukarti Menyimpang")
    page = camat.open(case)
    other_act(page, "Menyimpang dari SOP")
    expect(page.get_by_text("tidak meninggalkan bukti")).to_be_visible()
    page.get_by_label("Langsung ke").select_option(label="4. Pemberian nomor dan stempel dinas")
    page.get_by_label("Alasan dan dasar").fill("Pemohon sakit; sudah ditandatangani di rumahnya.")
    camat.press("Catat penyimpangan")
    expect(page.get_by_text("Penyimpangan dari langkah 2: ke langkah 4").first).to_be_visible()
    expect(page.locator("#langkah-2").get_by_text("Penyimpangan, ke langkah 4")).to_be_visible()
    expect(page.locator("#langkah-4")).to_have_attribute("aria-current", "step")
    expect(jfu.open(case).get_by_role("button", name="Kerjakan langkah ini")).to_be_visible()


def test_a_clerk_reads_why_he_may_not_depart(officer: SignIn) -> None:
    jfu = officer("jfu")
    page = jfu.open(legalisation.apply(jfu, "Sukarto"))
    other_act(page, "Menyimpang dari SOP")
    expect(page.get_by_text("hanya boleh ditetapkan atasan")).to_be_visible()


def test_a_task_is_handed_to_a_colleague(officer: SignIn) -> None:
    jfu, colleague = officer("jfu"), officer("jfu2")
    case = legalisation.apply(jfu, "Tarmi Dialihkan")
    page = jfu.open(case)
    other_act(page, "Alihkan tugas")
    page.get_by_label("Kepada").select_option(label="Intan Maharani")
    page.locator("details.deed[open]").get_by_label("Alasan").fill("Saya rapat di kabupaten")
    jfu.press("Alihkan")
    expect(page.get_by_text("Langkah 2 dialihkan kepada Intan Maharani").first).to_be_visible()
    expect(page.get_by_role("button", name="Kerjakan langkah ini")).to_have_count(0)
    legalisation.examine(colleague, case)
    expect(colleague.open(case).get_by_text("Langkah 2 selesai")).to_be_visible()


def test_paper_work_of_a_power_cut_is_entered_late_with_its_scan(
    officer: SignIn, tmp_path: Path
) -> None:
    jfu = officer("jfu")
    case = legalisation.apply(jfu, "Wagirah Susulan")
    page = legalisation.take_up(jfu, case)
    legalisation.tick_papers(page)
    page.get_by_label("Jumlah lembar yang distempel").fill("3")
    page.get_by_text("Dikerjakan lebih awal dan baru dicatat sekarang?").click()
    scan = tmp_path / "buku-darurat.pdf"
    scan.write_bytes(b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    page.get_by_label("Pindaian catatan kertasnya").set_input_files(scan)
    page.get_by_label("Mengapa baru dicatat sekarang").fill("Listrik padam")
    jfu.press("Selesaikan langkah 2")
    expect(page.get_by_role("alert")).to_contain_text("Tulis kapan sebenarnya dikerjakan")
    expect(page.get_by_text("buku-darurat.pdf")).to_be_visible()

    page.get_by_label(re.compile("Waktu sebenarnya dikerjakan")).fill("1 Januari 2020 pukul 08.00")
    jfu.press("Selesaikan langkah 2")
    expect(page.get_by_role("alert")).to_contain_text("lebih awal daripada langkah sebelumnya")
    now = legalisation.today(page), page.locator(".clock time").inner_text()
    page.get_by_label(re.compile("Waktu sebenarnya dikerjakan")).fill(" ".join(now))
    jfu.press("Selesaikan langkah 2")
    page = jfu.open(case)
    with page.expect_download() as download:
        page.get_by_role("link", name="Pindaian catatan kertas").click()
    assert Path(download.value.path()).read_bytes() == scan.read_bytes()


def test_a_file_too_big_is_said_before_it_is_sent(officer: SignIn, tmp_path: Path) -> None:
    jfu = officer("jfu")
    page = legalisation.take_up(jfu, legalisation.apply(jfu, "Sutinah Besar"))
    page.get_by_text("Dikerjakan lebih awal dan baru dicatat sekarang?").click()
    film = tmp_path / "film.pdf"
    film.write_bytes(b"%PDF-" + bytes(11 * 1024 * 1024))
    page.get_by_label("Pindaian catatan kertasnya").set_input_files(film)
    expect(page.get_by_role("alert")).to_contain_text("Paling besar 10 MB")
    assert page.get_by_label("Pindaian catatan kertasnya").input_value() == ""
