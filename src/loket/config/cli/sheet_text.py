"""SOPs as text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from loket.config.cli.table import table
from loket.core.sheet import ENDS, Duration, Procedure, Promise, Step

STATUS = {
    "draft": "rancangan",
    "in_force": "berlaku",
    "superseded": "digantikan",
    "revoked": "dicabut",
}
END_WORDS = {"done": "selesai", "rejected": "ditolak", "cancelled": "dibatalkan"}
EXIT_WORDS = {"yes": "ya", "no": "tidak"}
MODES = {"in_order": " lalu ", "each": " dan ", "any": " atau "}


def overview(found: Sequence[tuple[Procedure, str]]) -> str:
    """One line per procedure."""
    rows = [
        (
            procedure.id,
            procedure.sheet.title,
            f"v{procedure.sheet.version} r{procedure.revision}",
            STATUS[status],
            str(len(procedure.sheet.steps)),
            promise_text(procedure.sheet.promise),
        )
        for procedure, status in found
    ]
    return table(("ID", "Nama SOP", "Versi", "Status", "Kegiatan", "Janji"), rows, wraps=(1,))


def sheet(procedure: Procedure, status: str) -> str:
    """Identity and rows of one procedure."""
    one = procedure.sheet
    ours = " (tidak tercetak, kami tetapkan)" if "promise" in one.inferred else ""
    facts = (
        ("Nomor", one.identity.number),
        ("Berlaku sejak", one.identity.effective),
        ("Ditetapkan", one.identity.decree),
        ("Janji layanan", promise_text(one.promise) + ours),
    )
    lines = [
        f"{one.title}",
        f"{one.id}, versi {one.version} revisi {procedure.revision}, {STATUS[status]}",
        *(f"{name}: {value}" for name, value in facts if value),
        "",
        table(
            ("No", "Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Output", "Selanjutnya"),
            [_row(procedure, step) for step in one.steps],
            wraps=(1, 2, 3, 5, 6),
        ),
    ]
    return "\n".join(lines)


def _row(procedure: Procedure, step: Step) -> tuple[str, ...]:
    numbers = {other.id: str(other.n) for other in procedure.sheet.steps}
    labels = {actor.id: actor.label for actor in procedure.sheet.actors}
    names = [labels.get(actor, actor) for actor in step.actors]
    return (
        str(step.n),
        step.activity,
        MODES.get(step.mode, "").join(names),
        "\n".join(step.requirements),
        duration_text(step.time),
        "\n".join(step.outputs),
        _onward(step, numbers),
    )


def _onward(step: Step, numbers: dict[str, str]) -> str:
    def place(target: str) -> str:
        if target in ENDS:
            return END_WORDS[ENDS[target]]
        return f"ke {numbers.get(target, target)}"

    if step.decision is None:
        return place(step.next)
    ways = [
        f"{EXIT_WORDS.get(name, name)}: {place(target)}"
        for name, target in step.decision.exits.items()
    ]
    return "\n".join([step.decision.question, *ways])


def duration_text(time: Duration | None) -> str:
    """A standard time in words; '' when nothing is printed."""
    if time is None:
        return ""
    if time.open_ended:
        return "tidak tentu"
    if time.weeks is not None:
        return f"{time.weeks} minggu"
    return f"{time.days} hari" if time.days is not None else f"{time.minutes} menit"


def promise_text(promise: Promise | None) -> str:
    """A promise in words; '-' for a procedure without applicant."""
    if promise is None:
        return "-"
    if promise.minutes is not None:
        return f"{promise.minutes} menit"
    return f"{promise.days} hari {'kalender' if promise.calendar else 'kerja'}"
