"""Done with pen and stamp: signature, paraf, stamp."""

from __future__ import annotations

from loket.cases.api import registry
from loket.core.action import Doing, Done
from loket.core.fields.spec import Field
from loket.core.sheet import Procedure, Step, WorkEntry
from loket.modules.record import rules
from loket.modules.record.actions.leave import done, officer_only, signer, with_ask


@registry.action(
    "record.signature",
    leaves={"signature"},
    fields=with_ask(
        Field("tanggal", "date", "Tanggal ditandatangani", personal=False),
        Field(
            "pindaian",
            "file",
            "Pindaian naskah",
            required=False,
            help="PDF atau foto naskah yang sudah ditandatangani; boleh kosong",
        ),
    ),
    page="record/signature.html",
    check=officer_only,
)
def signature(doing: Doing) -> Done:
    """Tanda tangan basah di atas kertas."""
    name, line = signer(doing)
    scan = doing.values.get("pindaian")
    facts = {
        "penandatangan": name,
        "sebagai": line,
        "dasar": doing.who.basis or None,
        "tanggal": doing.values["tanggal"],
        "pindaian": rules.as_fact(scan),
    }
    label = f"Ditandatangani {line} pada {rules.long_day(doing.values['tanggal'])}"
    return done(doing, "signature", label, facts, ("penandatangan", "pindaian"), scan)


def _check_paraf(doing: Doing) -> dict[str, str]:
    if not doing.values.get("diparaf"):
        return {"diparaf": "Bubuhkan paraf dulu, atau kembalikan berkas dengan alasannya."}
    return officer_only(doing)


@registry.action(
    "record.paraf",
    leaves={"paraf"},
    fields=with_ask(Field("diparaf", "yes_no", "Naskah sudah saya periksa dan saya paraf")),
    check=_check_paraf,
)
def paraf(doing: Doing) -> Done:
    """Paraf pada naskah."""
    name, line = signer(doing)
    facts = {"diparaf": True, "pemaraf": name, "sebagai": line}
    return done(doing, "paraf", f"Diparaf {line}", facts, ("pemaraf",))


def _stamp(entry: WorkEntry) -> str:
    return str(entry.options.get("stamp") or "Stempel dinas")


def _stamp_fields(procedure: Procedure, step: Step, entry: WorkEntry) -> tuple[Field, ...]:
    stamp = _stamp(entry)
    return (
        Field("dibubuhkan", "yes_no", f"{stamp} sudah dibubuhkan"),
        Field("lembar", "number", "Jumlah lembar yang distempel", min=1, max=999),
        *entry.ask,
    )


def _check_stamp(doing: Doing) -> dict[str, str]:
    if doing.values.get("dibubuhkan"):
        return {}
    stamp = _stamp(doing.entry)
    return {"dibubuhkan": f"Bubuhkan {stamp} dulu, atau kembalikan berkas dengan alasannya."}


@registry.action("record.stamp", leaves={"stamp"}, fields=_stamp_fields, check=_check_stamp)
def stamp(doing: Doing) -> Done:
    """Stempel pada naskah."""
    name = _stamp(doing.entry)
    sheets = doing.values["lembar"]
    facts = {"dibubuhkan": True, "stempel": name, "lembar": sheets}
    return done(doing, "stamp", f"{name} pada {sheets} lembar", facts)
