"""The hands of the people of the first case: what each does on his page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Officer

SERVICE = "/baru/jumapolo/layanan-legalisir-surat-surat/"


def fill_application(page: Page, name: str = "Sumarni Hadiwijaya") -> None:
    """The clerk types what the applicant says and shows."""
    page.get_by_label("Nama lengkap").fill(name)
    page.get_by_label("NIK", exact=True).fill("9901015203740077")
    page.get_by_label("Alamat").fill("Dusun Krajan RT 03/RW 02, Desa Jumapolo")
    page.get_by_label("Nomor HP/WhatsApp").fill("0812 0000 0077")
    page.get_by_label("Jenis surat").first.fill("Ijazah SMA")
    page.get_by_label("Jumlah salinan").first.fill("3")
    page.get_by_label("Keperluan").fill("Melamar pekerjaan")
    tick_papers(page)


def tick_papers(page: Page) -> None:
    """Every paper is there."""
    for box in page.locator("input[type=radio][value=yes], input[type=radio][value=ada]").all():
        box.check(force=True)


def apply(jfu: Officer, name: str = "Sumarni Hadiwijaya") -> str:
    """Take an application in at the counter; the path of the new case."""
    page = jfu.open(SERVICE)
    fill_application(page, name)
    jfu.press("Terima permohonan")
    return "/" + page.url.split("/", 3)[3].split("?")[0]


def take_up(officer: Officer, case: str) -> Page:
    page = officer.open(case)
    officer.press("Kerjakan langkah ini")
    return page


def examine(jfu: Officer, case: str) -> None:
    """Step 2: papers complete, name stamp on every copy."""
    page = take_up(jfu, case)
    tick_papers(page)
    page.get_by_label("Jumlah lembar yang distempel").fill("3")
    jfu.press("Selesaikan langkah 2")


def sign(camat: Officer, case: str) -> None:
    """Step 3: the letter is drawn on the page; it is signed on paper today."""
    page = take_up(camat, case)
    expect(page.get_by_role("img", name="Halaman pertama Lembar Legalisasi")).to_be_visible()
    camat.press("Selesaikan langkah 3")


def number(jfu: Officer, case: str) -> None:
    """Step 4: Loket gives the number as the step is saved; the stamp of the office."""
    page = take_up(jfu, case)
    tick_papers(page)
    page.get_by_label("Jumlah lembar yang distempel").fill("3")
    jfu.press("Selesaikan langkah 4")


def hand_over(jfu: Officer, case: str) -> None:
    """Step 5: the applicant signs on the screen."""
    page = take_up(jfu, case)
    page.get_by_label("Pemohon sendiri").check(force=True)
    draw(page)
    jfu.press("Selesaikan langkah 5")


def draw(page: Page) -> None:
    """Draw a signature with the mouse."""
    pad = page.locator("[data-pad] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    left, middle = box["x"] + 30, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    for step in range(1, 14):
        page.mouse.move(left + step * 16, middle + (18 if step % 2 else -18), steps=3)
    page.mouse.up()


def today(page: Page) -> str:
    """Today's date in the office's zone, as a date field wants it."""
    return page.evaluate("new Date().toLocaleDateString('sv-SE', {timeZone: 'Asia/Jakarta'})")
