"""The signed letter gets the number that the same step took from the book."""

from __future__ import annotations

from loket.cases.api import registry
from loket.core import public_code
from loket.core.action import Doing, Done
from loket.core.fields.spec import Field
from loket.core.leaving import artifact, done, with_ask
from loket.core.refused import Refused
from loket.modules.documents import api
from loket.modules.documents.actions.about import letter, no_letter, printed, shows
from loket.modules.documents.models import Document


def _check(doing: Doing) -> dict[str, str]:
    row = letter(doing)
    if row is None:
        return no_letter(doing)
    if row.state != Document.DRAFT:
        return {}
    return {"": "Naskahnya belum ditandatangani. Kembalikan berkas ke langkah tanda tangan."}


def _take_back(doing: Doing) -> None:
    row = letter(doing)
    if row is not None:
        api.take_back_issue(row)


@registry.action(
    "documents.issue",
    leaves={"document", "file"},
    fields=with_ask(
        Field(
            "pindaian",
            "file",
            "Pindaian surat yang sudah lengkap",
            required=False,
            help="Tulis nomor dan tanggalnya di kertas, pindai, lalu lampirkan; boleh menyusul",
        ),
    ),
    page="documents/issue.html",
    check=_check,
    revert=_take_back,
    shows=shows,
    refers=("of", "number"),
)
def issue(doing: Doing) -> Done:
    """Terbitkan naskah dengan nomornya."""
    row = letter(doing)
    assert row is not None
    number = api.number_in(doing.case.facts, str(doing.entry.options.get("number") or "nomor"))
    if number is None:
        raise Refused("no_number", "Nomor surat belum ada. Beri nomor dari buku lebih dulu.")
    api.issue(row, number)
    file = printed(row, doing.now)
    scan = doing.values.get("pindaian")
    facts = {
        "kode": public_code.grouped(row.code),
        "nomor": row.number,
        "tanggal": row.day.isoformat() if row.day else None,
        "pindaian": scan,
    }
    left = done(doing, "document", f"{row.title} nomor {row.number}", facts, ("pindaian",), file)
    if scan is not None:
        left.artifacts["file"] = artifact("file", f"Pindaian {row.title}", ("pindaian",), scan)
    return left
