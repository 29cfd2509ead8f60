"""The page of the closed days, and the sheet that is printed from it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from loket.cases import api as cases
from loket.cases.tests import balai, seals
from loket.core.seal import groups
from loket.office import api as office

pytestmark = pytest.mark.usefixtures("umbrella_office")


@pytest.fixture
def clerk() -> Client:
    client = Client()
    found = next(one for one in office.officers(balai.OFFICE) if one.name == "O-Loket-Depan")
    client.force_login(found.user)
    return client


def test_before_the_first_seal_the_page_says_when_it_comes(clerk: Client) -> None:
    assert "sesudah tengah malam" in clerk.get("/penutupan/").content.decode()


def test_the_page_lists_the_days_and_leads_to_their_sheets(clerk: Client) -> None:
    _, made = seals.sealed_day()
    balai.opened()
    cases.seal_now(balai.OFFICE, office.clock.now())
    told = clerk.get("/penutupan/").content.decode()
    assert "Senin, 16 November 2026" in told and "Selasa, 17 November 2026" in told
    assert " ".join(groups(made.hash)[:4]) in told
    answer = clerk.get("/penutupan/1/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "penutupan-balai-2026-11-16-1.pdf" in answer.headers["Content-Disposition"]
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize("no", [2, 0, 10**20])
def test_a_seal_that_is_not_there_is_a_page_not_found(clerk: Client, no: int) -> None:
    seals.sealed_day()
    assert clerk.get(f"/penutupan/{no}/").status_code == 404


def test_a_seal_that_did_not_reach_the_second_place_is_seen(
    clerk: Client, settings: Any, tmp_path: Any
) -> None:
    place = tmp_path / "jauh"
    place.touch()
    settings.LOKET_SEAL_COPY = str(place)
    seals.sealed_day()
    cases.hand_over_due(office.clock.now())
    assert "Belum sampai" in clerk.get("/penutupan/").content.decode()
    place.unlink()
    cases.hand_over_due(office.clock.now() + seals.DAY)
    told = clerk.get("/penutupan/").content.decode()
    assert "Belum sampai" not in told and "Sampai di tempat kedua" in told
