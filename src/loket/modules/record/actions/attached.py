"""Made outside Loket and attached: a document, a file."""

from __future__ import annotations

from loket.cases.api import registry
from loket.core.action import Doing, Done
from loket.core.fields.spec import Field
from loket.core.leaving import done, with_ask
from loket.modules.record import rules


@registry.action(
    "record.document",
    leaves={"document"},
    fields=with_ask(
        Field("naskah", "file", "Naskah", help="PDF atau foto naskah"),
        Field("nomor", "text", "Nomor naskah", required=False, personal=False),
        Field("tanggal", "date", "Tanggal naskah", required=False, personal=False),
    ),
)
def document(doing: Doing) -> Done:
    """Lampirkan naskah yang dibuat di luar Loket."""
    paper, day = doing.values["naskah"], doing.values.get("tanggal")
    facts = {
        "naskah": paper,
        "nomor": doing.values.get("nomor"),
        "tanggal": day,
    }
    label = rules.title(doing.entry, "Naskah")
    if facts["nomor"]:
        label += f" nomor {facts['nomor']}"
    if day:
        label += f" tanggal {rules.long_day(day)}"
    return done(doing, "document", label, facts, ("naskah",), paper)


@registry.action(
    "record.file",
    leaves={"file"},
    fields=with_ask(
        Field("berkas", "file", "Berkas", help="PDF, JPEG, atau PNG"),
        Field("keterangan", "text", "Keterangan", required=False),
    ),
)
def file(doing: Doing) -> Done:
    """Lampirkan berkas."""
    sent = doing.values["berkas"]
    facts = {"berkas": sent, "keterangan": doing.values.get("keterangan")}
    label = rules.title(doing.entry, "Berkas terlampir")
    return done(doing, "file", label, facts, ("berkas", "keterangan"), sent)
