"""When the Camat is away: his Plh signs as Plh, and without one the next post of the column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import legalisation
from tests.browser.conftest import Officer, demo_office

SignIn = Callable[..., Officer]


@pytest.fixture
def office_address(tmp_path: Path) -> Iterator[str]:
    """An office of its own for each test: who is away here must not be away elsewhere."""
    with demo_office(tmp_path) as address:
        yield address


def be_away(camat: Officer) -> Page:
    """The Camat records that he is away today."""
    camat.open("/").get_by_role("link", name="Wewenang").click()
    page = camat.page
    page.get_by_role("link", name="Catat ketidakhadiran").click()
    page.get_by_label("Pegawai yang berhalangan").select_option(label="Bambang Wirayudha")
    page.get_by_label("Keterangan").fill("dinas luar")
    page.get_by_label("Sampai").fill(legalisation.today(page))
    camat.press("Catat ketidakhadiran")
    expect(page.get_by_text("Kosong hari ini")).to_be_visible()
    return page


def waiting_for_the_signature(jfu: Officer, name: str) -> str:
    case = legalisation.apply(jfu, name)
    legalisation.examine(jfu, case)
    return case


def cannot_act(officer: Officer, case: str) -> None:
    page = officer.open(case)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Kerjakan langkah ini")).to_have_count(0)


def test_the_sekcam_signs_as_plh_camat_and_the_clerk_cannot(officer: SignIn) -> None:
    jfu, camat, sekcam = officer("jfu"), officer("camat"), officer("sekcam")
    case = waiting_for_the_signature(jfu, "Sutarmi")

    page = be_away(camat)
    page.get_by_role("link", name="Tunjuk Plh. Camat").click()
    page.get_by_label("Pegawai yang ditunjuk").select_option(label="Endah Lestariningsih")
    page.get_by_label("Surat perintah").fill("800.1.11.1/12 tanggal 20 November 2026")
    camat.press("Catat penunjukan")
    expect(
        page.get_by_text(re.compile("Endah Lestariningsih sebagai Plh. Camat")).first
    ).to_be_visible()

    cannot_act(camat, case)
    cannot_act(jfu, case)
    page = sekcam.open(case)
    expect(page.locator(".work").get_by_text("Plh. Camat")).to_be_visible()
    legalisation.sign(sekcam, case)
    expect(page.get_by_text(re.compile("Endah Lestariningsih.*Plh. Camat")).first).to_be_visible()


def test_without_a_plh_the_next_post_of_the_column_acts(officer: SignIn) -> None:
    jfu, camat, sekcam = officer("jfu"), officer("camat"), officer("sekcam")
    case = waiting_for_the_signature(jfu, "Sukirno")

    # the standing a.n. ends first: else he would sign in the name of the Camat, away or not
    page = camat.open("/wewenang/")
    page.get_by_role("link", name="Akhiri Sekretaris Camat a.n. Camat").click()
    camat.press("Simpan")
    be_away(camat)

    cannot_act(jfu, case)
    page = sekcam.open(case)
    expect(page.locator(".work").get_by_text("Sekretaris Camat")).to_be_visible()
    legalisation.sign(sekcam, case)
    expect(
        page.get_by_text(re.compile("Endah Lestariningsih.*Sekretaris Camat")).first
    ).to_be_visible()


def test_a_slip_of_the_hand_is_said_beside_the_field_without_javascript(officer: SignIn) -> None:
    camat = officer("camat", java_script_enabled=False)
    page = camat.open("/wewenang/ketidakhadiran/")
    page.get_by_label("Pegawai yang berhalangan").select_option(label="Bambang Wirayudha")
    page.get_by_label("Keterangan").fill("dinas luar")
    page.get_by_label("Mulai").fill("1 Januari 2026")
    page.get_by_label("Sampai").fill("2 Januari 2026")
    camat.press("Catat ketidakhadiran")
    expect(page.get_by_role("alert")).to_contain_text("sudah lewat")
    expect(page.get_by_label("Keterangan")).to_have_value("dinas luar")
    expect(page.get_by_label("Mulai")).to_have_attribute("aria-invalid", "true")
