"""Two offices with the same service and real files on their desks, one unknown to the other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from msgspec import Struct

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome
from loket.cases.tests import umbrella_actions  # noqa: F401  (registers test.ask_outside)
from loket.catalogue import api as catalogue
from loket.modules.documents.models import Document
from loket.modules.messages import api as messages
from loket.modules.record.tests.legalisation import ASK, STEPS
from loket.office import api as office
from loket.office.tests.builders import SOPS

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # Friday 09.00 WIB
TODAY = date(2026, 11, 20)
OFFICES = ("jumapolo", "tetangga")
SLUG = "layanan-legalisir-surat-surat"
SCAN = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
_keys = count(1)


class Place(Struct):
    """One office and what lies there. Cases: ``fresh`` waits for the JFU, ``taken`` is in his
    hands, ``paused`` is suspended, ``signed`` was just signed by the Camat, ``asked`` waits for
    an answer from outside, ``back`` for its applicant, who is to be told so by ``message``.
    ``code`` is the public code of ``fresh``."""

    id: str
    applicant: str
    officers: dict[str, Any]
    fresh: int
    taken: int
    paused: int
    signed: int
    asked: int
    back: int
    absence: int
    artifact: str = ""
    late_seq: int = 0
    message: int = 0
    code: str = ""

    def letter(self) -> Document:
        """The letter of the signed case."""
        row = Document.objects.in_office(self.id).filter(case_row=self.signed).first()
        assert row is not None
        return row

    def task(self, case_id: int) -> Any:
        return cases.stored_case(self.id, case_id).tasks[0]

    def undo(self, case_id: int) -> int:
        undo = cases.stored_case(self.id, case_id).undo
        assert undo is not None
        return undo.seq


def key() -> str:
    return f"access-{next(_keys)}"


def two_offices(folder: Path) -> dict[str, Place]:
    """Jumapolo, and an invented neighbour that works by a copy of its files."""
    for office_id in OFFICES:
        _copy(folder, office_id)
    return {
        "jumapolo": _place("jumapolo", folder / "jumapolo", "Sri Handayani"),
        "tetangga": _place("tetangga", folder / "tetangga", "Bagus Rekaan"),
    }


def _copy(folder: Path, office_id: str) -> None:
    """The files of Jumapolo as this office's, with a question to the outside at step 4: the
    sheet itself has none."""
    for name in ("office.yaml", f"{SLUG}/v1/sop.yaml", f"{SLUG}/v1/letter.typ"):
        text = (SOPS / "jumapolo" / name).read_text(encoding="utf-8")
        copy = folder / office_id / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = text.replace("jumapolo", office_id)
        if name.endswith("sop.yaml"):
            place = "\n  serahkan:\n    - {do: documents.hand_over"
            assert text.count(place) == 1
            text = text.replace(place, f"\n    - {{do: test.ask_outside}}{place}")
        copy.write_text(text, encoding="utf-8")


def _place(office_id: str, folder: Path, applicant: str) -> Place:
    officers = _hire(office_id, folder)
    package = catalogue.read_folder(folder / SLUG / "v1")
    procedure = package.procedure
    assert procedure is not None and not package.findings, package.findings
    catalogue.store(procedure, package.letter)
    catalogue.approve(office_id, procedure, valid_from=date(2023, 3, 1), decree="SK", by="Camat")
    absence = office.absent(officers["operator-siak"], TODAY, TODAY, "cuti")
    with office.clock.simulated(NOW - timedelta(minutes=30)):
        ids = [_open(office_id, officers, applicant) for _ in range(6)]
    place = Place(office_id, applicant, officers, *ids, absence=absence.pk)
    jfu, camat = (office.who(officers[post], NOW) for post in ("jfu", "camat"))
    task = place.task(place.taken)
    _well(cases.take_up(office_id, place.taken, task.no, task.version, jfu, key()))
    _well(cases.suspend(office_id, place.paused, camat, key(), "Menunggu keterangan desa."))
    late = {"done_at": "2026-11-20T08:45", "late_reason": "Listrik padam."}
    _send(place, place.signed, jfu, {**STEPS[0][1], **late}, {"late.scan": _scan()})
    _send(place, place.signed, camat, STEPS[1][1], {"1.documents.sign_wet.pindaian": _scan()})
    for who, (_, values) in zip((jfu, camat, jfu), STEPS, strict=False):
        _send(place, place.asked, who, values, {})
    page = cases.case_page(office_id, place.signed, camat)
    place.artifact = next(one.id for one in page.artifacts if one.has_file)
    task = place.task(place.back)
    asked = (office_id, place.back, task.no, task.version, jfu, key())
    _well(cases.return_case(*asked, "Surat asli belum dibawa."))
    while cases.work_once():
        pass
    place.message = messages.desk_page(office_id).rows[0].id
    place.code = cases.case_page(office_id, place.fresh, jfu).public_code
    place.late_seq = next(act.seq for act in page.timeline if act.has_scan)
    cases.seal_now(office_id, NOW)
    return place


def _scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("surat.pdf", SCAN)


def _hire(office_id: str, folder: Path) -> dict[str, Any]:
    file, faults = catalogue.read_office(folder / "office.yaml")
    assert file is not None, faults
    office.load_office(file)
    office.load_parameters(SOPS / "parameters", office_id)
    officers = {}
    for post in [*(one.id for one in file.posts), "tanpa-jabatan"]:
        officers[post] = office.add_officer(
            office_id, username=f"{post}.{office_id}", name=f"{post} {office_id}".title()
        )
        if post != "tanpa-jabatan":
            office.hold(officers[post], post, valid_from=date(2023, 3, 1))
    return officers


def _open(office_id: str, officers: dict[str, Any], applicant: str) -> int:
    who = office.who(officers["jfu"], NOW)
    asked = intake(applicant)
    return _well(cases.open_case(office_id, f"{office_id}/{SLUG}", who, asked, {}, key()))


def intake(applicant: str) -> dict[str, list[str]]:
    """The answers of an application."""
    told = {"party.pemohon.nama": applicant, "party.pemohon.telepon": "081200000001"}
    return {name: [text] for name, text in {**ASK, **told}.items()}


def _send(place: Place, case_id: int, who: Any, values: dict[str, str], files: Any) -> None:
    task = place.task(case_id)
    typed = {name: [text] for name, text in values.items()}
    _well(cases.submit(place.id, case_id, task.no, task.version, who, typed, files, key()))


def _well(outcome: Outcome) -> int:
    assert outcome.ok and outcome.case_id is not None, outcome
    return outcome.case_id
