"""Handed over and signed for by the one who receives."""

from __future__ import annotations

from loket.cases.api import registry
from loket.core.action import Doing, Done, Upload
from loket.core.fields.spec import Field, Option
from loket.core.leaving import done, with_ask
from loket.modules.documents import api
from loket.office import api as office

OTHER, SELF = "lain", "pemohon"


def _check(doing: Doing) -> dict[str, str]:
    unfit = api.waiting(doing.case.office, doing.case.id)
    if not unfit:
        return {}
    titles = ", ".join(one.title for one in unfit)
    return {"": f"Belum ditandatangani dan bernomor: {titles}. Kembalikan berkas untuk itu."}


def _take_back(doing: Doing) -> None:
    api.hand_over(doing.case.office, doing.case.id, None)


@registry.action(
    "documents.hand_over",
    leaves={"handover"},
    fields=with_ask(
        Field(
            "penerima",
            "choice",
            "Diterima oleh",
            options=(Option(SELF, "Pemohon sendiri"), Option(OTHER, "Orang lain dengan kuasa")),
        ),
        Field(
            "nama_penerima",
            "person",
            "Nama penerima",
            when={"field": "penerima", "is": OTHER},
        ),
        Field(
            "kuasa",
            "text",
            "Surat kuasa",
            help="Nomor atau tanggal surat kuasa, dan hubungan dengan pemohon",
            when={"field": "penerima", "is": OTHER},
        ),
        Field(
            "tanda_tangan",
            "signature",
            "Tanda tangan penerima",
            help="Digambar di layar, atau foto tanda terima yang ditandatangani",
        ),
    ),
    page="documents/hand_over.html",
    check=_check,
    revert=_take_back,
)
def hand_over(doing: Doing) -> Done:
    """Serah terima dengan tanda tangan penerima."""
    signed: Upload = doing.values["tanda_tangan"]
    letters = api.hand_over(doing.case.office, doing.case.id, doing.done_at)
    when = office.local(doing.case.office, doing.done_at)
    facts = {
        "penerima": doing.values["penerima"],
        "nama_penerima": _receiver(doing),
        "kuasa": doing.values.get("kuasa"),
        "tanda_tangan": signed,
        "waktu": when.isoformat(timespec="minutes"),
        "naskah": [f"{one.title} nomor {one.number}" for one in letters] or None,
    }
    how = "pemohon" if facts["penerima"] == SELF else "penerima kuasa"
    label = f"Diserahkan kepada {how} pada {when:%d-%m-%Y} pukul {when:%H.%M}"
    private = ("nama_penerima", "kuasa", "tanda_tangan")
    return done(doing, "handover", label, facts, private, signed)


def _receiver(doing: Doing) -> str | None:
    if doing.values["penerima"] == OTHER:
        return doing.values["nama_penerima"]
    party = doing.case.party(SELF)
    return party.values.get("nama") if party else None
