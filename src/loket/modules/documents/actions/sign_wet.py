"""Signed with ink: the officer who completes the step is the one who signed."""

from __future__ import annotations

from loket.cases.api import registry
from loket.core import public_code
from loket.core.action import Doing, Done
from loket.core.fields.spec import Field
from loket.core.leaving import artifact, done, with_ask
from loket.modules.documents import api
from loket.modules.documents.actions.about import (
    day_of,
    day_words,
    letter,
    no_letter,
    printed,
    shows,
)
from loket.modules.documents.models import Document
from loket.office import api as office


def _check(doing: Doing) -> dict[str, str]:
    if doing.who.officer is None:
        return {"": "Hanya pegawai yang dapat menandatangani."}
    return no_letter(doing)


def _take_back(doing: Doing) -> None:
    row = letter(doing)
    if row is not None:
        api.take_back_signature(row)


@registry.action(
    "documents.sign_wet",
    leaves={"signature", "document"},
    fields=with_ask(
        Field(
            "pindaian",
            "file",
            "Pindaian naskah",
            required=False,
            help="PDF atau foto naskah yang sudah ditandatangani; boleh kosong",
        ),
    ),
    page="documents/sign_wet.html",
    check=_check,
    revert=_take_back,
    shows=shows,
    refers=("of",),
)
def sign_wet(doing: Doing) -> Done:
    """Tanda tangan basah di atas kertas."""
    row = letter(doing)
    if row is not None:
        day = office.local_day(doing.case.office, doing.done_at)
        api.sign(row, doing.who, day, doing.done_at)
    by = api.signed_by(doing.case.office, doing.who)
    facts = {
        "penandatangan": by.name,
        "nip": by.nip or None,
        "sebagai": by.capacity,
        "dasar": doing.who.basis or None,
        "tanggal": day_of(doing),
        "pindaian": doing.values.get("pindaian"),
        "kode": public_code.grouped(row.code) if row else None,
    }
    label = f"Ditandatangani {by.capacity} pada {day_words(doing)}"
    private = ("penandatangan", "nip", "pindaian")
    left = done(doing, "signature", label, facts, private, doing.values.get("pindaian"))
    if row is not None and row.state == Document.ISSUED:  # numbered before it was signed
        title = f"{row.title} nomor {row.number}"
        left.artifacts["document"] = artifact("document", title, ("kode",), printed(row, doing.now))
    return left
