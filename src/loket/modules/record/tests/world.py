"""Jumapolo on a real database, and one step in which an action can be tried."""

from __future__ import annotations

import base64
import struct
import zlib
from datetime import UTC, date, datetime
from typing import Any

from msgspec import structs

from loket.cases.api import registry
from loket.catalogue import api as catalogue
from loket.core.action import Doing, Upload
from loket.core.case import Case, Party
from loket.core.sheet import Paper, Procedure, WorkEntry
from loket.core.who import By
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO, SOPS, build_office

LEGALISIR = "jumapolo/layanan-legalisir-surat-surat"
NOW = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)  # Friday 09.15 WIB
APPLICANT = "Sri Handayani"
SCAN = Upload("naskah.pdf", "application/pdf", 1000, "a" * 64)
DRAWN = Upload("tanda-tangan.png", "image/png", 500, "b" * 64)


def found() -> dict[str, Any]:
    """The office, its officers by post, the legalisation in force."""
    officers = build_office()
    adopt()
    return officers


def adopt() -> None:
    """Put the legalisation in force, with its letter."""
    package = catalogue.read_folder(SOPS / LEGALISIR / "v1")
    procedure = legalisir()
    catalogue.store(procedure, package.letter)
    catalogue.approve(JUMAPOLO, procedure, valid_from=date(2023, 3, 1), decree="SK", by="Camat")


def legalisir() -> Procedure:
    procedure, findings = catalogue.read_package(SOPS / LEGALISIR / "v1")
    assert procedure is not None, findings
    return procedure


def by(
    officer: Any, post: str, capacity: str = "definitive", held: str = "", basis: str = ""
) -> By:
    return By(str(officer.pk), post, capacity, held or post, basis)  # type: ignore[arg-type]


def case(case_id: str = "CASE1") -> Case:
    return Case(
        id=case_id,
        procedure=LEGALISIR,
        version=1,
        revision=1,
        sheet_digest="",
        work_digest="",
        office=JUMAPOLO,
        channel="counter",
        opened_at=NOW,
        step="nomor",
        parties=(Party("pemohon", {"nama": APPLICANT}),),
    )


def doing(
    action: str,
    who: By,
    *,
    step: str = "nomor",
    exit: str | None = None,
    of: str = "CASE1",
    now: datetime = NOW,
    entry: WorkEntry | None = None,
    papers: tuple[Paper, ...] | None = None,
    **values: Any,
) -> Doing:
    """The action about to be done, with these cleaned answers; fields left out are None."""
    procedure = legalisir()
    if papers is not None:
        service = structs.replace(procedure.work.service, papers=papers)
        procedure = structs.replace(
            procedure, work=structs.replace(procedure.work, service=service)
        )
    row = procedure.sheet.step(step)
    entry = entry or WorkEntry(do=action)
    asked = {field.name: None for field in registry.get(action).fields(procedure, row, entry)}
    unknown = values.keys() - asked.keys()
    assert not unknown, f"{action} has no field {unknown}"
    return Doing(
        procedure=procedure,
        step=row,
        part=row.actors[0],
        entry=entry,
        exit=exit,
        case=case(of),
        values={**asked, **values},
        who=who,
        now=now,
        done_at=now,
        rules=office.rules(JUMAPOLO, now),
    )


def drawn() -> str:
    """A signature as the browser sends it: a PNG data URL with a stroke on it."""
    width, height = 64, 32
    rows = b"".join(
        b"\0" + b"".join(b"\0\0\0\xff" if abs(x - 2 * y) < 2 else bytes(4) for x in range(width))
        for y in range(height)
    )

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    png = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(png).decode()
