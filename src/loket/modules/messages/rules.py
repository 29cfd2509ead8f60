"""When an applicant is told something, and how the words of the office become a message."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loket.core import flow
from loket.core.act import Act
from loket.core.case import Case, Task
from loket.core.sheet import Procedure

# what may be told, in the order of a file's life; ours
KINDS: Mapping[str, str] = {
    "received": "Diterima",
    "returned": "Perlu dilengkapi",
    "your_turn": "Giliran pemohon",
    "moved": "Janji bergeser",
    "late": "Terlambat",
    "ready": "Siap diambil",
    "done": "Selesai",
    "rejected": "Tidak dapat dipenuhi",
    "cancelled": "Dibatalkan",
    "corrected": "Ralat",
}
PLACES: Mapping[str, str] = {
    "nomor": "the office's number of the file",
    "layanan": "the title of the service",
    "kantor": "the name of the office",
    "janji": "day and hour of the promise",
    "kode": "the code of the file, in groups of four",
    "alamat": "the address of its page, or that of the counter where there is none",
}
LONGEST = 600  # characters of a text: three SMS of an officer's telephone; ours
NOTHING_TO_SAY = ""  # what was still to be delivered is out of date, and nothing follows it
_PLACE = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"[0-9]{16}")


def event(procedure: Procedure, before: Case | None, case: Case, act: Act) -> str | None:
    """What the applicant is to be told of this act: a key of KINDS, NOTHING_TO_SAY, or None.

    ours: an act that only moves the file from desk to desk is not told; who came for his papers
    himself is not told that he has them.
    """
    if before is None:
        return "received"
    if act.kind == "taken_back":
        return "corrected"
    if case.state != "open":
        return _ended(case, act) if before.state == "open" else None
    if act.kind == "resumed":
        return "moved" if case.due_at != before.due_at else None
    if flow.hands_over(procedure, case.step) and not flow.hands_over(procedure, before.step):
        return "ready"
    if _his_turn(case) and not _his_turn(before):
        back = act.kind == "returned" or _went_back(procedure, before, case)
        return (
            "returned" if back else None if flow.hands_over(procedure, case.step) else "your_turn"
        )
    if case.due_at != before.due_at and not _by_him(before, act):
        return "moved"
    return None


def _ended(case: Case, act: Act) -> str:
    if case.state != "done":
        return case.state
    in_hand = any(
        name.endswith(".penerima") and value == "pemohon"
        for name, value in act.data.get("facts", {}).items()
    )
    recorded = act.by.party is not None or act.by.recorded_for is not None
    return NOTHING_TO_SAY if in_hand or recorded else "done"


def _his_turn(case: Case) -> bool:
    return (
        case.state == "open"
        and not case.suspended
        and bool(case.tasks)
        and all(task.party is not None for task in case.tasks)
    )


def _went_back(procedure: Procedure, before: Case, case: Case) -> bool:
    return flow.goes_back(procedure.sheet, procedure.sheet.step(before.step), case.step)


def _by_him(before: Case, act: Act) -> bool:
    """Whether the act did the applicant's own row: he knows, he was there."""
    task: Task | None = before.task(act.task) if act.task else None
    return task is not None and task.party is not None


def phone_of(case: Case) -> str:
    """The telephone number of the first party, "" without one."""
    return str(case.parties[0].values.get("telepon") or "") if case.parties else ""


def text_faults(text: str) -> list[str]:
    """What is wrong with a text of the office, in words; [] when it may be used."""
    faults = [
        f"tempat {{{name}}} tidak dikenal; yang ada: {', '.join(f'{{{one}}}' for one in PLACES)}"
        for name in dict.fromkeys(_PLACE.findall(text))
        if name not in PLACES
    ]
    if not faults and ("{" in _PLACE.sub("", text) or "}" in _PLACE.sub("", text)):
        faults.append("kurung kurawal tidak berpasangan")
    if not text.strip():
        faults.append("teksnya kosong")
    if len(text) > LONGEST:
        faults.append(f"teksnya {len(text)} huruf; paling banyak {LONGEST}")
    if _NUMBER.search(text):
        faults.append("teks memuat 16 angka seperti NIK; data pribadi tidak boleh ditulis di sini")
    return faults


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. Raises KeyError for a place that PLACES lacks."""
    words = _PLACE.sub(lambda found: values[found[1]], text)
    return " ".join(words.split())
