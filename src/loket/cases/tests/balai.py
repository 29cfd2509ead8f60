"""The office of the lost umbrella on a real database, and its officers at work."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome
from loket.cases.tests import umbrella_actions  # noqa: F401  (registers the actions)
from loket.catalogue import api as catalogue
from loket.core.case import Case
from loket.core.who import Who
from loket.office import api as office

SHEETS = Path(__file__).parents[2] / "core" / "tests" / "sheets"
OFFICE = "balai"
UMBRELLA = "balai/payung-hilang"
_keys = count(1)

REPORT = {
    "party.pemohon.nama": "Sri Handayani",
    "party.pemohon.nik": "9901015706880001",
    "party.pemohon.alamat": "Dusun Krajan RT 01/RW 01",
    "1.test.data.warna": "hitam",
    "1.test.data.pemilik": "Sri",
    "1.test.data.hilang_pada": "2026-11-16",
}


def key() -> str:
    return f"k{next(_keys)}"


def found_office(now: datetime) -> None:
    """Set up the office, one officer per post, and the umbrella in force."""
    office.clock.simulate(now)
    file, faults = catalogue.read_office(SHEETS / "office.yaml")
    assert file is not None, faults
    office.load_office(file)
    office.load_parameters(Path(settings.LOKET_SOPS) / "parameters", OFFICE)
    for post in file.posts:
        hire(f"o-{post.id}", post.id)
    procedure, faults = catalogue.read_package(SHEETS / "payung-hilang" / "v1")
    assert procedure is not None, faults
    catalogue.store(procedure)
    catalogue.approve(OFFICE, procedure, valid_from=date(2026, 1, 1), decree="Uji", by="Uji")


def hire(username: str, post: str) -> None:
    """One more officer for a post."""
    officer = office.add_officer(
        OFFICE, username=username, name=username.title(), nip="", password="kata-sandi-uji"
    )
    office.hold(officer, post, kind="definitive", valid_from=date(2026, 1, 1), basis="Uji")


def who(post: str) -> Who:
    """The first officer of a post, with his authority of this moment."""
    officer = next(one for one in office.officers(OFFICE) if one.name == f"O-{post}".title())
    return office.who(officer, office.clock.now())


def typed(values: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [str(value)] for name, value in values.items()}


def report(**changes: str) -> Outcome:
    """Take in the report of a lost umbrella at the counter."""
    data = typed({**REPORT, **changes})
    return cases.open_case(OFFICE, UMBRELLA, who("loket-depan"), data, {}, key())


def opened() -> int:
    """A fresh case: reported, now to be checked by the counter."""
    outcome = report()
    assert outcome.ok, outcome
    assert outcome.case_id is not None
    return outcome.case_id


def case(case_id: int) -> Case:
    return cases.stored_case(OFFICE, case_id)


def send(case_id: int, post: str, values: dict[str, Any], idempotency: str = "") -> Outcome:
    """Complete the one live task of the case that this post may do."""
    task = next(one for one in case(case_id).tasks if post in one.posts)
    return cases.submit(
        OFFICE, case_id, task.no, task.version, who(post), typed(values), {}, idempotency or key()
    )


def check(case_id: int, exit: str = "yes", reason: str = "") -> Outcome:
    """The counter checks the report."""
    values = {"1.test.data.lengkap": "yes", "exit": exit, "reason": reason}
    return send(case_id, "loket-depan", values)
