"""The acts of a case in words: its timeline, and what they add to the rows of the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from loket.cases.api.page_types import RowFacts, TimelineEntry
from loket.core import worktime
from loket.core.act import Act
from loket.core.case import Case
from loket.core.rulebook import Rules
from loket.core.sheet import ENDS, YES, Sheet
from loket.core.who import By, Who
from loket.office import api as office

_LEAVES = ("completed", "confirmed", "returned", "departed")
_CAPACITY = {**office.PREFIX, "superior": "untuk "}
_MAJOR = ("opened", "completed", "confirmed", "returned", "departed", "cancelled")
_ENDED = {"done": "selesai", "rejected": "ditolak", "cancelled": "dibatalkan"}


class Names(Struct, frozen=True):
    """Names of officers and labels of posts of one office, read once for a page."""

    officers: Mapping[str, str]
    posts: Mapping[str, str]

    def of(self, by: By, sheet: Sheet) -> str:
        """Who did it, with the capacity in which he did and for whom he recorded it."""
        if by.system is not None:
            return "Sistem"
        if by.officer is None:
            return _party_label(sheet, by.party or "")
        name = self.officers.get(by.officer, "Pegawai")
        if by.post is not None and by.capacity in _CAPACITY:
            name += f", {_CAPACITY[by.capacity]}{self.posts.get(by.post, by.post)}"
        if by.recorded_for is not None:
            name += f", dicatat untuk {_party_label(sheet, by.recorded_for)}"
        return name


def _party_label(sheet: Sheet, role: str) -> str:
    for actor in sheet.actors:
        if role in (actor.party, actor.outside):
            return actor.label
    return role.capitalize()


def names_for(office_id: str, acts: Sequence[Act], case: Case) -> Names:
    """The names that these acts and the live tasks of a case mention."""
    ids = {act.by.officer for act in acts} | {task.holder for task in case.tasks}
    ids |= {act.data.get("officer") for act in acts} | {task.assigned for task in case.tasks}
    return Names(
        office.officer_names(office_id, [one for one in ids if one]), office.post_labels(office_id)
    )


def timeline(
    sheet: Sheet, acts: Sequence[Act], names: Names, who: Who
) -> tuple[TimelineEntry, ...]:
    """One entry per act, newest first."""
    entries = [
        TimelineEntry(
            seq=seq,
            at=act.at,
            kind=act.kind,
            title=_title(sheet, act, names, who),
            by=names.of(act.by, sheet),
            reason=_reason(act),
            major=act.kind in _MAJOR,
            done_at=act.done_at if act.done_at != act.at else None,
            has_scan="late_scan" in act.data,
            back=act.kind == "returned"
            or (act.kind == "completed" and act.data.get("exit", YES) != YES),
        )
        for seq, act in enumerate(acts, start=1)
    ]
    return tuple(reversed(entries))


def _reason(act: Act) -> str:
    texts = [act.personal.get("reason"), act.personal.get("late_reason")]
    if "reason" in act.personal and act.personal["reason"] is None:
        return "(alasan sudah dihapus menurut masa simpan)"
    return " · ".join(text for text in texts if text)


def _title(sheet: Sheet, act: Act, names: Names, who: Who) -> str:
    n = sheet.step(act.step).n if act.step else 0
    if act.kind == "completed":
        step = sheet.step(act.step or "")
        exit_name = act.data.get("exit")
        words = f"Langkah {n} selesai"
        if step.decision is not None and exit_name is not None:
            words = f"Langkah {n}: {step.decision.question} {exit_label(exit_name)}"
        ended = act.data["move"].get("ended")
        return f"{words}. Berkas {_ENDED[ended]}" if ended else words
    where = _where(sheet, act.data.get("to", ""))
    officer = act.data.get("officer")
    return {
        "opened": "Permohonan diterima",
        "taken_up": f"Langkah {n} mulai dikerjakan",
        "released": f"Langkah {n} dilepas",
        "awaited": f"Langkah {n} menunggu jawaban dari luar",
        "confirmed": f"Langkah {n}: jawaban diterima",
        "failed": f"Langkah {n}: jawaban gagal",
        "returned": f"Langkah {n} dikembalikan {where}",
        "cancelled": "Permohonan dibatalkan",
        "reassigned": f"Langkah {n} dialihkan kepada {names.officers.get(officer, 'pegawai')}"
        if officer
        else f"Langkah {n} dikembalikan ke antrean jabatan",
        "suspended": "Berkas ditangguhkan, waktu berhenti",
        "resumed": "Berkas dilanjutkan",
        "taken_back": f"Langkah {n} ditarik kembali",
        "departed": f"Penyimpangan dari langkah {n}: {where}",
    }[act.kind]


def _where(sheet: Sheet, target: str) -> str:
    """Where a return or a departure leads: ``ke langkah 3``, ``berkas ditolak``."""
    if target in ENDS:
        return f"berkas {_ENDED[ENDS[target]]}"
    return f"ke langkah {sheet.step(target).n}" if target else ""


def standing(acts: Sequence[Act]) -> list[Act]:
    """The acts that were not taken back."""
    void = {act.data["seq"] for act in acts if act.kind == "taken_back"}
    return [act for seq, act in enumerate(acts, start=1) if seq not in void]


def departed(acts: Sequence[Act]) -> tuple[str, ...]:
    """The steps that were last left otherwise than the sheet says."""
    last = {act.step: act.kind for act in standing(acts) if act.kind in _LEAVES}
    return tuple(step for step, kind in last.items() if step and kind == "departed")


def exit_label(name: str) -> str:
    """The name of an exit as people say it."""
    return {"yes": "Ya", "no": "Tidak"}.get(name, name.replace("-", " ").capitalize())


def row_facts(
    office_id: str, sheet: Sheet, case: Case, acts: Sequence[Act], names: Names,
    rules: Rules, now: datetime,
) -> tuple[RowFacts, ...]:  # fmt: skip
    """What happened in each row so far, in the order of the sheet."""
    return tuple(
        _row(office_id, sheet, case, acts, names, rules, now, step.id) for step in sheet.steps
    )


def _row(
    office_id: str, sheet: Sheet, case: Case, acts: Sequence[Act], names: Names,
    rules: Rules, now: datetime, step_id: str,
) -> RowFacts:  # fmt: skip
    here = [act for act in standing(acts) if act.step == step_id]
    moves = [act for act in here if act.kind in _LEAVES]
    live = [task for task in case.tasks if task.step == step_id]
    minutes: int | None = None
    measured = [act.data["work_minutes"] for act in here if "work_minutes" in act.data]
    if measured:
        minutes = sum(measured)
    running = False
    by = ""
    if moves:
        last = moves[-1]
        by = f"{names.of(last.by, sheet)} · {_clock(office_id, last.done_at, now)}"
    for task in live:
        if task.state == "pending":
            by = "Menunggu jawaban dari luar"
        elif task.holder and task.taken_at:
            running = True
            spent = worktime.minutes_between(rules.calendar, task.taken_at, now)
            minutes = (minutes or 0) + spent
            name = names.officers.get(task.holder, "Pegawai")
            by = f"{name} · sejak {_clock(office_id, task.taken_at, now)}"
    outputs = {one.output: one.id for one in case.artifacts if one.step == step_id}
    return RowFacts(
        step_id=step_id, by=by, minutes=minutes, running=running, outputs=outputs,
        visits=sum(map(_left_row, moves)) + bool(live),
        departed=_where(sheet, moves[-1].data["to"])
        if moves and moves[-1].kind == "departed"
        else "",
    )  # fmt: skip


def _left_row(act: Act) -> bool:
    """Whether the row was left by this act; where several share it, each only ends his part."""
    return act.kind in ("returned", "departed") or act.data["move"].get("exit") is not None


def _clock(office_id: str, moment: datetime, now: datetime) -> str:
    local = office.local(office_id, moment)
    if local.date() == office.local(office_id, now).date():
        return f"{local:%H.%M}"
    return f"{local:%d-%m %H.%M}"
