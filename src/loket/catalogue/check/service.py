"""What is promised to the citizen, and what was inferred."""

from __future__ import annotations

from math import ceil

from loket.catalogue.check.look import Look
from loket.core.flow import MINUTES_OF_A_DAY, Span, first_step, rest_after, span
from loket.core.sheet import Promise, Step

SHEET_PLACES = frozenset({"promise", "title", "section", "identity", "actors"})
STEP_PLACES = (
    "id",
    "activity",
    "actor",
    "requirements",
    "time",
    "outputs",
    "decision",
    "next",
    "note",
)


def check_service(look: Look) -> None:
    """A service with an applicant has a promise that its own steps can keep."""
    applicants = [actor for actor in look.sheet.actors if actor.party is not None]
    promise = look.sheet.promise
    if applicants and promise is None:
        look.fault(
            ("promise",),
            "promise-missing",
            f"ada pemohon ({applicants[0].label}) tetapi promise null",
            "Tanpa janji waktu, berkas tidak punya jatuh tempo dan warga tidak tahu kapan kembali.",
            "Tulis janji yang tercetak; bila tidak ada: jumlah waktu dibulatkan ke hari kerja "
            "berikut, `promise: {days: 1}` dengan `inferred: [promise]`.",
        )
    if look.work.starts.by == "application" and not applicants:
        look.fault(
            ("starts",),
            "application-without-applicant",
            "starts.by application tetapi tidak ada pihak pemohon",
            "Permohonan dibuka oleh seorang pemohon.",
            "Beri salah satu actors `party: pemohon`, atau ganti starts.by.",
        )
    if promise is not None and look.targets_exist():
        _check_totals(look, promise)


def _check_totals(look: Look, promise: Promise) -> None:
    first = first_step(look.sheet)
    total = span(first) + rest_after(look.procedure, first.id)
    if promise.minutes is not None:
        kept = total.days == 0 and total.minutes <= promise.minutes
        promised = f"{promise.minutes} menit"
    else:
        kept = _days(total, promise.calendar) <= (promise.days or 0)
        promised = f"{promise.days} hari {'kalender' if promise.calendar else 'kerja'}"
    if not kept:
        look.fault(
            ("promise",),
            "promise-too-short",
            f"janji {promised}, jumlah waktu baku {total.days} hari {total.minutes} menit",
            "Janji yang lebih pendek dari waktu bakunya sendiri pasti dilanggar.",
            "Betulkan waktu atau janji; bila naskah mencetak keduanya: terima di accepted.yaml.",
        )


def _days(total: Span, calendar: bool) -> int:
    days = total.days + ceil(total.minutes / MINUTES_OF_A_DAY)
    return days + 2 * (days // 5) if calendar else days


def check_inferred(look: Look) -> None:
    """What is marked as ours must be there."""
    for position, name in enumerate(look.sheet.inferred):
        if not _on_sheet(look, name):
            _unknown(look, ("inferred", position), name, sorted(SHEET_PLACES))
    for step in look.sheet.steps:
        places = _places(look, step)
        for position, name in enumerate(step.inferred):
            if name not in places:
                _unknown(look, ("steps", step.id, "inferred", position), name, places)


def _on_sheet(look: Look, name: str) -> bool:
    head, _, rest = name.partition(".")
    if head == "identity" and rest:
        return bool(getattr(look.sheet.identity, rest, None))
    if head == "actors" and rest:
        return any(actor.id == rest for actor in look.sheet.actors)
    if head == "promise":
        return look.sheet.promise is not None and not rest
    return name in SHEET_PLACES


def _places(look: Look, step: Step) -> list[str]:
    present = {
        "requirements": bool(step.requirements),
        "time": step.time is not None,
        "outputs": bool(step.outputs),
        "decision": step.decision is not None,
        "note": bool(step.note),
        "next": step.decision is None,
    }
    places = [name for name in STEP_PLACES if present.get(name, True)]
    if step.decision is not None:
        places += ["decision.question", "decision.decided_by"]
        places += [f"decision.{name}" for name in step.decision.exits]
    return places


def _unknown(look: Look, path: tuple[str | int, ...], name: str, places: list[str]) -> None:
    look.fault(
        path,
        "inferred-unknown",
        f'inferred menyebut "{name}", yang tidak ada di sini',
        "inferred menandai apa yang tidak tercetak di naskah dan kami tetapkan.",
        f"Pilih dari: {', '.join(places)}.",
    )
