"""An applicant who was here before: his NIK is typed, the rest of him is found."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import legalisation
from tests.browser.conftest import Officer

SignIn = Callable[..., Officer]
NIK = "9901016404830071"


def first_application(jfu: Officer) -> str:
    page = jfu.open(legalisation.SERVICE)
    legalisation.fill_application(page, "Wiwik Sulastri")
    page.get_by_label("NIK", exact=True).fill(NIK)
    jfu.press("Terima permohonan")
    return page.url


def fill_the_rest(page: Page) -> None:
    page.get_by_label("Jenis surat").first.fill("Ijazah SMA")
    page.get_by_label("Jumlah salinan").first.fill("2")
    page.get_by_label("Keperluan").fill("Melamar pekerjaan")
    legalisation.tick_papers(page)


def test_a_known_applicant_costs_his_nik_and_one_key(officer: SignIn) -> None:
    jfu = officer("jfu")
    first_application(jfu)
    page = jfu.open(legalisation.SERVICE)
    expect(page.get_by_label("NIK", exact=True)).to_be_focused()
    page.keyboard.type(NIK)
    with page.expect_navigation():
        page.keyboard.press("Enter")  # the one key beyond the data
    expect(page.get_by_role("status").filter(has_text="Diisi dari berkas")).to_be_focused()
    expect(page.get_by_text("Masih ada 1 berkas terbuka")).to_be_visible()
    assert page.get_by_label("Nama lengkap").input_value() == "Wiwik Sulastri"
    assert "Krajan" in page.get_by_label("Alamat").input_value()
    assert NIK not in page.url and "Wiwik" not in page.url
    fill_the_rest(page)
    jfu.press("Terima permohonan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wiwik Sulastri")


def test_it_works_without_javascript_and_what_was_typed_wins(officer: SignIn) -> None:
    jfu = officer("jfu", java_script_enabled=False)
    first_application(jfu)
    page = jfu.open(legalisation.SERVICE)
    page.get_by_label("NIK", exact=True).fill(NIK)
    page.get_by_label("Alamat").fill("Dusun Baru RT 01/RW 01")
    page.get_by_label("Keperluan").fill("Mendaftar sekolah")
    jfu.press("Cari data")
    assert page.get_by_label("Nama lengkap").input_value() == "Wiwik Sulastri"
    assert page.get_by_label("Alamat").input_value() == "Dusun Baru RT 01/RW 01"
    assert page.get_by_label("Keperluan").input_value() == "Mendaftar sekolah"


def test_enter_in_another_field_takes_the_application_in(officer: SignIn) -> None:
    page = officer("jfu").open(legalisation.SERVICE)
    page.get_by_label("Keperluan").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("perlu dibetulkan")
