"""May this be done? ``check_x`` raises Refused with the reason; ``can`` turns it into a word.

The button of a page and the server ask the same function, so a button that can't be used
says why. Authority (docs/developers/engine.md): the first post that may act today acts,
a.n. rests on a delegation, an empty post falls to its superior.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from loket.core.case import Case, Task
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import ENDS, Procedure
from loket.core.who import By, Capacity, Who


def can(check: Callable[..., Any], *args: Any, **kwargs: Any) -> str | None:
    """None when the check passes, else its reason in words."""
    try:
        check(*args, **kwargs)
    except Refused as refused:
        return refused.reason
    return None


def check_open(case: Case) -> None:
    """The case is not closed; it may be suspended."""
    if case.state != "open":
        raise Refused("case_closed", "Berkas ini sudah ditutup, tidak ada lagi yang dikerjakan.")


def check_running(case: Case) -> None:
    """The case is open and its clock is not stopped by hand."""
    check_open(case)
    if case.suspended:
        raise Refused("suspended", "Berkas ini ditangguhkan. Lanjutkan dulu berkasnya.")


def check_task(case: Case, no: int, version: int) -> Task:
    """The live task of this number, unchanged since the asker saw it."""
    task = case.task(no)
    if task is None:
        raise Refused("task_done", "Tugas ini sudah selesai dikerjakan.")
    if task.version != version:
        raise Refused(
            "stale", "Tugas ini berubah sejak halaman Anda dibuka. Muat ulang lalu periksa lagi."
        )
    return task


def capacity_of(posts: tuple[str, ...], procedure_id: str, who: Who, rules: Rules) -> Capacity:
    """The right by which ``who`` acts for the first of these posts that may act today.

    Raises Refused ``not_yours`` when none gives him the right.
    """
    for post in posts:
        own = who.capacity_for(post)
        if own is not None and own.kind != "superior":
            return own
        delegated = who.delegated(post, procedure_id)
        if delegated is not None:
            return delegated
        if post in rules.present:
            raise Refused("not_yours", "Tugas ini milik jabatan lain yang sedang bertugas.")
    for post in posts:
        fallen = who.capacity_for(post)
        if fallen is not None:
            return fallen
    raise Refused("not_yours", "Anda tidak memegang jabatan untuk tugas ini.")


def check_may_act(procedure: Procedure, task: Task, who: Who, rules: Rules) -> By:
    """Who acts, in which capacity. A party may do his own row; an officer records it for him."""
    if who.party is not None:
        if task.party != who.party:
            raise Refused("not_yours", "Langkah ini dikerjakan oleh petugas, bukan oleh pemohon.")
        return By(party=who.party)
    if who.officer is None:
        raise Refused("not_yours", "Langkah ini harus dikerjakan oleh pegawai.")
    if task.assigned not in (None, who.officer) and _on_duty(task.assigned, rules):
        raise Refused("assigned", "Tugas ini dialihkan kepada pegawai lain.")
    capacity = capacity_of(task.posts, procedure.id, who, rules)
    recorded = (task.party or task.outside) if task.is_outsider else None
    return By(
        officer=who.officer,
        post=capacity.post,
        capacity=capacity.kind,
        held=capacity.held,
        basis=capacity.basis,
        recorded_for=recorded,
    )


def _on_duty(officer: str | None, rules: Rules) -> bool:
    """Whether he is at work today; where that is not known, he is."""
    return rules.on_duty is None or officer in rules.on_duty


def _held_by_other(task: Task, who: Who, rules: Rules) -> bool:
    """Tasks follow the post: what an absent officer had taken is free for the others."""
    other = task.state == "taken" and task.holder != who.officer
    return other and _on_duty(task.holder, rules)


def check_take_up(
    procedure: Procedure, case: Case, no: int, version: int, who: Who, rules: Rules
) -> By:
    check_running(case)
    task = check_task(case, no, version)
    if task.is_outsider:
        raise Refused("outsider", "Langkah pemohon atau pihak luar dicatat, bukan diambil.")
    if task.state == "pending":
        raise Refused("pending", "Tugas ini menunggu jawaban dari luar.")
    mine = task.state == "taken" and task.holder == who.officer
    if mine or _held_by_other(task, who, rules):
        raise Refused("taken", "Tugas ini sudah diambil.")
    return check_may_act(procedure, task, who, rules)


def check_release(case: Case, no: int, version: int, who: Who) -> By:
    check_running(case)
    task = check_task(case, no, version)
    if task.state != "taken" or task.holder != who.officer:
        raise Refused("not_holder", "Hanya yang sedang memegang tugas ini dapat melepaskannya.")
    return By(officer=who.officer)


def check_complete(
    procedure: Procedure, case: Case, no: int, version: int, who: Who, rules: Rules
) -> By:
    """The task may be finished (or returned) by ``who`` now."""
    check_running(case)
    task = check_task(case, no, version)
    if task.state == "pending":
        raise Refused("pending", "Tugas ini menunggu jawaban dari luar.")
    if _held_by_other(task, who, rules):
        raise Refused("taken_by_other", "Tugas ini sedang dikerjakan pegawai lain.")
    return check_may_act(procedure, task, who, rules)


def check_return(
    procedure: Procedure, case: Case, no: int, version: int, who: Who, rules: Rules
) -> By:
    by = check_complete(procedure, case, no, version, who, rules)
    task = check_task(case, no, version)
    if task.party is not None:
        raise Refused("no_return", "Langkah pemohon tidak dapat dikembalikan.")
    if not case.walked:
        raise Refused("no_return", "Ini langkah pertama, tidak ada langkah sebelumnya.")
    if not procedure.sheet.step(task.step).returns:
        raise Refused("no_return", "Menurut SOP ini, langkah ini tidak boleh dikembalikan.")
    return by


def check_answer(
    procedure: Procedure, case: Case, no: int, version: int, who: Who, rules: Rules
) -> By:
    """An outside answer may be entered: by the system that got it or by an officer; also
    while the case is suspended, for an answer that is not taken in is lost."""
    check_open(case)
    task = check_task(case, no, version)
    if task.state != "pending":
        raise Refused("not_pending", "Tugas ini tidak sedang menunggu jawaban dari luar.")
    if who.system is not None:
        return By(system=who.system)
    if who.party is not None:  # else he would confirm what he himself claims
        raise Refused("not_yours", "Jawaban dari luar dicatat oleh petugas, bukan oleh pemohon.")
    return check_may_act(procedure, task, who, rules)


def _concerned(procedure: Procedure, case: Case, who: Who, rules: Rules) -> By:
    """By whom the whole case may be stopped: whoever may act in it now, or stands above.

    A party may withdraw (cancel) while it is his turn; the clock is the office's.
    """
    if who.system is not None:
        return By(system=who.system)
    for task in case.tasks:
        try:
            by = check_may_act(procedure, task, who, rules)
        except Refused:
            continue
        return replace(by, recorded_for=None)  # his own decision, not the applicant's
    above = standing_above(case.tasks, who, rules)
    if above is not None:
        return above
    raise Refused("not_yours", "Hanya petugas berkas ini atau atasannya yang dapat melakukannya.")


def standing_above(tasks: tuple[Task, ...], who: Who, rules: Rules) -> By | None:
    """The officer's capacity in a post above any post of these tasks, or at the very top."""
    for capacity in who.capacities:
        if capacity.kind in ("an", "superior"):
            continue
        top = rules.superior.get(capacity.post, "") is None
        posts = [post for task in tasks for post in task.posts]
        if top or any(rules.is_above(capacity.post, post) for post in posts):
            return By(
                officer=who.officer,
                post=capacity.post,
                capacity=capacity.kind,
                held=capacity.held,
                basis=capacity.basis,
            )
    return None


def check_cancel(procedure: Procedure, case: Case, who: Who, rules: Rules) -> By:
    if case.state != "open":
        raise Refused("case_closed", "Berkas ini sudah ditutup.")
    return _concerned(procedure, case, who, rules)


def check_suspend(procedure: Procedure, case: Case, who: Who, rules: Rules) -> By:
    check_running(case)
    _not_by_party(who)
    return _concerned(procedure, case, who, rules)


def _not_by_party(who: Who) -> None:
    if who.party is not None:
        raise Refused("not_yours", "Penangguhan berkas ditetapkan petugas, bukan pemohon.")


def check_resume(procedure: Procedure, case: Case, who: Who, rules: Rules) -> By:
    if case.state != "open" or not case.suspended:
        raise Refused("not_suspended", "Berkas ini tidak sedang ditangguhkan.")
    _not_by_party(who)
    return _concerned(procedure, case, who, rules)


def check_reassign(
    procedure: Procedure, case: Case, no: int, version: int, who: Who, rules: Rules
) -> By:
    check_running(case)
    task = check_task(case, no, version)
    if task.state == "pending":
        raise Refused("pending", "Tugas ini menunggu jawaban dari luar.")
    if who.officer is None:
        raise Refused("not_yours", "Tugas hanya dialihkan oleh pegawai.")
    above = standing_above((task,), who, rules)
    if above is not None:
        return above
    by = check_complete(procedure, case, no, version, who, rules)
    return replace(by, recorded_for=None)


def check_take_back(case: Case, seq: int, who: Who) -> By:
    """Only one's own last move, and only until anybody acts: every later act drops ``undo``."""
    undo = case.undo
    if undo is None or undo.seq != seq:
        raise Refused(
            "too_late",
            "Tindakan ini tidak dapat ditarik kembali: sudah ada tindakan sesudahnya, "
            "atau hasilnya tidak dapat dibatalkan.",
        )
    if who.officer is None or undo.officer != who.officer:
        raise Refused("not_yours", "Hanya yang melakukannya dapat menariknya kembali.")
    if case.suspended:
        raise Refused("too_late", "Berkas ini sedang dihentikan, tindakan tidak dapat ditarik.")
    return By(officer=who.officer)


def check_depart(
    procedure: Procedure, case: Case, no: int, version: int, to: str, who: Who, rules: Rules
) -> By:
    """A departure needs a post above the task's, or the head of the office (ours)."""
    check_running(case)
    task = check_task(case, no, version)
    steps = {step.id for step in procedure.sheet.steps}
    if to not in steps and to not in ENDS:
        raise Refused("no_target", "Langkah tujuan tidak ada dalam SOP ini.")
    if to == task.step:
        raise Refused("no_target", "Berkas sudah berada pada langkah itu.")
    above = standing_above((task,), who, rules)
    if above is None:
        raise Refused(
            "not_above", "Penyimpangan dari SOP hanya boleh ditetapkan atasan jabatan ini."
        )
    return above


LONGEST_REASON = 1000  # characters; ours


def check_remark(reason: str) -> str:
    """A remark that nobody owes, in one line of printable text; may be empty."""
    readable = "".join(sign if sign.isprintable() else " " for sign in reason)
    text = " ".join(readable.split())
    if len(text) > LONGEST_REASON:
        raise Refused("reason", f"Alasan terlalu panjang, paling banyak {LONGEST_REASON} huruf.")
    return text


def check_reason(reason: str) -> str:
    """A written reason that says something, in one line of printable text."""
    text = check_remark(reason)
    if len(text) < 3:
        raise Refused(
            "reason", "Tulis alasannya dengan jelas; pemohon dan petugas akan membacanya."
        )
    return text


def check_done_at(task_opened: datetime | None, done_at: datetime, now: datetime) -> None:
    """True time of the work: not in the future, not before the step began."""
    if done_at.tzinfo is None:
        raise Refused("no_zone", "Waktu pengerjaan tidak menyebut zona waktunya.")
    if done_at > now:
        raise Refused("future", "Waktu pengerjaan tidak boleh di masa depan.")
    if task_opened is not None and done_at < task_opened:
        raise Refused("before_open", "Waktu pengerjaan lebih awal daripada langkah sebelumnya.")
