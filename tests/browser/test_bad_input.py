"""Whatever goes wrong while typing: a clear sentence, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Dialog, Page, expect

from tests.browser import legalisation
from tests.browser.conftest import Officer

SignIn = Callable[..., Officer]


def typed_name(page: Page) -> str:
    return page.get_by_label("Nama lengkap").input_value()


def test_a_wrong_nik_is_said_beside_its_field_and_the_rest_stays(officer: SignIn) -> None:
    jfu = officer("jfu")
    page = jfu.open(legalisation.SERVICE)
    legalisation.fill_application(page, "Sutrisno")
    page.get_by_label("NIK", exact=True).fill("99010152")
    jfu.press("Terima permohonan")
    expect(page.get_by_role("alert")).to_contain_text("16 angka")
    assert typed_name(page) == "Sutrisno"
    assert page.get_by_label("Jenis surat").first.input_value() == "Ijazah SMA"
    assert page.get_by_label("NIK", exact=True).get_attribute("aria-invalid") == "true"
    page.get_by_label("NIK", exact=True).fill("9901015203740078")
    jfu.press("Terima permohonan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sutrisno")


def test_a_missing_paper_is_named_before_the_applicant_leaves(officer: SignIn) -> None:
    jfu = officer("jfu")
    page = jfu.open(legalisation.SERVICE)
    legalisation.fill_application(page, "Wagiman")
    page.locator("input[type=radio][value=tidak_ada]").nth(1).check(force=True)
    jfu.press("Terima permohonan")
    expect(page.get_by_role("alert")).to_contain_text("Surat asli untuk dicocokkan")
    assert typed_name(page) == "Wagiman"


def test_a_date_in_the_future_is_refused(officer: SignIn) -> None:
    jfu = officer("jfu")
    page = jfu.open("/baru/jumapolo/rekomendasi-dispensasi-nikah/")
    filed = page.get_by_label("Tanggal administrasi nikah diajukan ke KUA")
    filed.fill("2099-01-01")
    jfu.press("Terima permohonan")
    expect(page.get_by_role("alert")).to_contain_text("belum tiba")
    expect(filed).to_have_value(re.compile("2099"))


def test_a_file_whose_name_lies_is_refused_and_a_good_one_is_kept(
    officer: SignIn, tmp_path: Path
) -> None:
    jfu, camat = officer("jfu"), officer("camat")
    case = legalisation.apply(jfu, "Sukinem")
    legalisation.examine(jfu, case)
    page = legalisation.take_up(camat, case)
    lie = tmp_path / "surat.pdf"
    lie.write_bytes(b"MZ\x90\x00 not a paper at all")
    page.get_by_label("Pindaian naskah").set_input_files(lie)
    camat.press("Selesaikan langkah 3")
    expect(page.get_by_role("alert")).to_contain_text("PDF")

    good = tmp_path / "pindaian.pdf"
    good.write_bytes(b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    page.get_by_label("Pindaian naskah").set_input_files(good)
    page.get_by_text("Dikerjakan lebih awal").click()
    page.locator("[name=late_reason]").fill("Listrik padam.")  # but not when: refused
    camat.press("Selesaikan langkah 3")
    expect(page.get_by_text("pindaian.pdf").first).to_be_visible()
    page.locator("[name=late_reason]").fill("")
    camat.press("Selesaikan langkah 3")
    page = camat.open(case)
    page.get_by_role("link", name="Berkas permohonan sudah ditandatangani").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("[Uu]nduh|[Bb]uka berkas|Lihat berkas")).click()
    assert Path(download.value.path()).read_bytes() == good.read_bytes()


def test_the_second_tab_learns_who_did_the_step_and_when(officer: SignIn) -> None:
    jfu = officer("jfu")
    case = legalisation.apply(jfu, "Ngadiman")
    first = legalisation.take_up(jfu, case)
    second = jfu.context.new_page()
    second.goto(jfu.address + case)
    legalisation.tick_papers(second)
    second.get_by_label("Jumlah lembar yang distempel").fill("17")
    legalisation.tick_papers(first)
    first.get_by_label("Jumlah lembar yang distempel").fill("3")
    jfu.press("Selesaikan langkah 2")
    jfu.press("Selesaikan langkah 2", second)
    expect(second.get_by_text(re.compile("diselesaikan oleh Wahyu Kurniawan"))).to_be_visible()
    expect(second.get_by_text("17").first).to_be_visible()


def test_leaving_with_something_typed_asks_first(officer: SignIn) -> None:
    jfu = officer("jfu")
    jfu.open("/")
    page = jfu.open(legalisation.SERVICE)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_label("Nama lengkap").press_sequentially("Poniman")
    page.get_by_role("link", name="Pekerjaan").click()
    assert asked == ["beforeunload"]
    assert typed_name(page) == "Poniman"
    page.remove_listener("dialog", stay)
    page.on("dialog", lambda dialog: dialog.accept())


def test_going_back_after_sending_does_not_open_a_second_case(officer: SignIn) -> None:
    jfu = officer("jfu")
    page = jfu.open(legalisation.SERVICE)
    legalisation.fill_application(page, "Poniman Kembali")
    jfu.press("Terima permohonan")
    page.go_back()
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Poniman Kembali")
    jfu.open("/")
    expect(page.get_by_text("Poniman Kembali")).to_have_count(1)


def test_a_double_click_takes_in_one_case(officer: SignIn) -> None:
    jfu = officer("jfu")
    page = jfu.open(legalisation.SERVICE)
    legalisation.fill_application(page, "Tukiyem Double")
    with page.expect_navigation():
        page.get_by_role("button", name="Terima permohonan").dblclick()
    page.wait_for_url("**/berkas/**")
    jfu.open("/")
    expect(page.get_by_text("Tukiyem Double")).to_have_count(1)


def test_a_session_that_ended_while_typing_loses_nothing(officer: SignIn) -> None:
    jfu = officer("jfu")
    page = jfu.open(legalisation.SERVICE)
    legalisation.fill_application(page, "Sarmini")
    kept = [one for one in jfu.context.cookies() if "session" not in one["name"]]
    jfu.context.clear_cookies()
    jfu.context.add_cookies(kept)
    jfu.press("Terima permohonan")
    expect(page.get_by_text(re.compile("Isian Anda tidak hilang"))).to_be_visible()
    jfu.sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("isian Anda masih ada")
    assert "Sarmini" not in page.url
    jfu.press("Kirim isian")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sarmini")


def test_the_pages_work_without_javascript(officer: SignIn) -> None:
    jfu = officer("jfu", java_script_enabled=False)
    page = jfu.open(legalisation.SERVICE)
    legalisation.fill_application(page, "Tanpa Skrip")
    jfu.press("Terima permohonan")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tanpa Skrip")


def test_papers_follow_the_answer_they_depend_on(officer: SignIn) -> None:
    page = officer("jfu").open("/baru/jumapolo/layanan-kartu-keluarga-kk/")
    lost = page.locator("tr[data-req]", has_text="Surat keterangan kehilangan")
    old = page.locator("tr[data-req]", has_text="KK lama asli")
    expect(lost).not_to_have_class("off")
    page.get_by_label("Jenis permohonan", exact=True).select_option("hilang")
    expect(old).to_have_class("off")
    expect(old.locator("[value=tidak_diperlukan]")).to_be_checked()
    expect(old.locator("[value=ada]")).to_be_disabled()
    expect(lost.locator("[value=tidak_diperlukan]")).to_be_disabled()
    page.get_by_role("button", name="Tandai semua ada").click()
    expect(lost.locator("[value=ada]")).to_be_checked()
    expect(old.locator("[value=tidak_diperlukan]")).to_be_checked()
    page.get_by_label("Jenis permohonan", exact=True).select_option("perubahan")
    expect(old.locator("[value=ada]")).to_be_enabled()
    expect(old.locator("[value=tidak_diperlukan]")).not_to_be_checked()
