"""The recommendation of Jumapolo at work: a letter from its draft to the applicant's hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from loket.cases import api as cases
from loket.catalogue import api as catalogue
from loket.core.fields.spec import Field
from loket.modules.documents.models import Document
from loket.modules.procedures.api import answer
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO, SOPS, build_office

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # Friday 09.00 WIB
TODAY = date(2026, 11, 20)
RECOMMENDATION = f"{JUMAPOLO}/layanan-surat-rekomendasi"
MOVE = f"{JUMAPOLO}/pelayanan-pindah-penduduk-antar-kecamatan"
NAME, NIK = "Sri Handayani", "9901015706880001"
_keys = count(1)


def found(*procedures: str) -> dict[str, Any]:
    """The office with these SOPs in force; its officers by post."""
    officers = build_office()
    for one in procedures:
        package = catalogue.read_folder(SOPS / one / "v1")
        assert package.procedure is not None
        catalogue.store(package.procedure, package.letter)
        catalogue.approve(
            JUMAPOLO, package.procedure, valid_from=date(2023, 3, 1), decree="SK", by="Camat"
        )
    return officers


def key() -> str:
    return f"letter-{next(_keys)}"


def _said(name: str, spec: Field) -> str | None:
    own = {"party.pemohon.nama": NAME, "party.pemohon.nik": NIK}.get(name)
    return own or ("no" if spec.type == "yes_no" else None)


def opened(officers: dict[str, Any], procedure: str = RECOMMENDATION) -> int:
    who = office.who(officers["jfu"], office.clock.now())
    page = cases.intake_form(JUMAPOLO, procedure, who)
    sent = answer(page.step.parts, TODAY, _said)
    outcome = cases.open_case(JUMAPOLO, procedure, who, sent.typed, sent.files, key())
    assert outcome.ok and outcome.case_id, outcome
    return outcome.case_id


def step(officers: dict[str, Any], case_id: int, post: str) -> Any:
    """Do the task that waits, as the holder of this post."""
    office.clock.simulate(office.clock.now() + timedelta(minutes=2))
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    who = office.who(officers[post], office.clock.now())
    if task.holder is None:
        taken = cases.take_up(JUMAPOLO, case_id, task.no, task.version, who, key())
        assert taken.ok, taken.refused
    (page,) = cases.case_page(JUMAPOLO, case_id, who).steps
    sent = answer(page.parts, TODAY, _said)
    return cases.submit(
        JUMAPOLO, case_id, page.task_no, page.version, who, sent.typed, sent.files, key()
    )


def walk(officers: dict[str, Any], case_id: int, *posts: str) -> None:
    for post in posts:
        outcome = step(officers, case_id, post)
        assert outcome.ok, (outcome.refused, outcome.form and outcome.form.errors)


def letters(case_id: int) -> list[Document]:
    rows = Document.objects.in_office(JUMAPOLO).filter(case_row=case_id)
    return list(rows.order_by("pk"))


def take_back(officers: dict[str, Any], case_id: int, post: str) -> Any:
    undo = cases.stored_case(JUMAPOLO, case_id).undo
    assert undo is not None
    who = office.who(officers[post], office.clock.now())
    return cases.take_back(JUMAPOLO, case_id, undo.seq, who, key(), "Salah tekan.")


def return_it(officers: dict[str, Any], case_id: int, post: str, to: str) -> Any:
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    who = office.who(officers[post], office.clock.now())
    return cases.return_case(
        JUMAPOLO, case_id, task.no, task.version, who, key(), "Perihalnya salah.", to
    )
