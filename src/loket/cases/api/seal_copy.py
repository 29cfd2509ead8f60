"""Handing seals to a second place: a directory, best a share of another machine."""

from __future__ import annotations

import logging
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from loket.cases.api.seal_sheet import sheet
from loket.cases.models import SealRow
from loket.core import seal as core
from loket.core.refused import Refused
from loket.core.seal import Seal
from loket.office.api import unscoped

AGAIN = timedelta(minutes=5)  # ours: until a place that could not be written is tried again
logger = logging.getLogger("loket.seal")


def hand_over(seal: Seal, place: Path) -> list[Path]:
    """Lay the line and the closing sheet of a seal in this directory, durably; where they lie.

    Raises OSError where that fails, Refused ``other_seal`` where another seal lies under the
    same number: one of the two places was changed, and neither is written over.
    """
    folder = place / seal.office
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{seal.no:06d}-{seal.day}"
    line = folder / f"{name}.txt"
    for known in folder.glob(f"{seal.no:06d}-*.txt"):
        if known.read_text("utf-8").strip() != seal.line:
            raise Refused(
                "other_seal",
                f"Di {known} ada segel lain dengan nomor {seal.no}. Jangan hapus; periksa dengan"
                " loket audit verify --against.",
            )
    paper = folder / f"{name}.pdf"
    if not paper.exists():
        _write(paper, sheet(seal))
    if not line.exists():  # last: where the line lies, all of it lies
        _write(line, f"{seal.line}\n".encode())
    return [line, paper]


def hand_over_due(now: datetime) -> int:
    """Hand over every seal that waits for it; how many arrived. A failure is logged, kept on
    the row, and tried again after AGAIN."""
    place = settings.LOKET_SEAL_COPY
    if not place:
        return 0
    with unscoped("the worker serves every office"):
        due = SealRow.objects.filter(copy="due", copy_due_at__lte=now)
        rows = list(due.order_by("copy_due_at", "pk")[:50])
    arrived = 0
    for row in rows:
        arrived += _settle(row, now)
    return arrived


def _settle(row: SealRow, now: datetime) -> bool:
    rows = SealRow.objects.in_office(row.office_id).filter(pk=row.pk)
    try:
        hand_over(core.read(row.text), Path(settings.LOKET_SEAL_COPY))
    except (OSError, Refused) as failed:
        why = failed.reason if isinstance(failed, Refused) else _words(failed)
        logger.error("seal %s of %s was not handed over: %s", row.no, row.office_id, why)
        rows.update(copy_due_at=now + AGAIN, copy_error=why[:200])
        return False
    rows.update(copy="done", copy_due_at=None, copy_error="")
    return True


def waiting(office_id: str) -> list[tuple[int, str]]:
    """Numbers of the seals that did not reach the second place yet, with the last error."""
    rows = SealRow.objects.in_office(office_id).filter(copy="due").order_by("no")
    return list(rows.values_list("no", "copy_error"))


def handed_lines(place: Path) -> list[str]:
    """The lines that lie in a second place: a directory of them, or one file. Raises OSError."""
    if not place.is_dir():
        return place.read_text("utf-8").splitlines()
    found = []
    for file in sorted(place.rglob("*.txt")):
        found += file.read_text("utf-8").splitlines()
    return found


def _words(failed: OSError) -> str:
    return f"{failed.filename or ''} tidak dapat ditulis ({failed.strerror or failed})".strip()


def _write(path: Path, content: bytes) -> None:
    draft = path.parent / f".{secrets.token_hex(8)}"
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
