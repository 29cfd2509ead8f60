"""What an officer does with a task or a case besides completing a step."""

from __future__ import annotations

from msgspec.structs import replace

from loket.cases.api import store, work
from loket.cases.api.frame import Scene, command, perform
from loket.cases.api.page_types import Outcome
from loket.cases.api.step_parts import entry_parts, owed_on
from loket.core import checks, commands
from loket.core.refused import Refused
from loket.core.who import Who
from loket.office import api as office


def _simple(
    office_id: str, case_id: int, who: Who, key: str, asked: commands.Command, message: str
) -> Outcome:
    def act(scene: Scene) -> str:
        perform(scene, asked, lambda after: message)
        return message

    content = {name: getattr(asked, name) for name in asked.__struct_fields__}
    return command(office_id, case_id, who, key, {"do": type(asked).__name__, **content}, act)


def take_up(
    office_id: str, case_id: int, task_no: int, version: int, who: Who, key: str
) -> Outcome:
    """Begin a task; its work time runs from now."""
    asked = commands.TakeUp(task_no, version)
    return _simple(office_id, case_id, who, key, asked, "Tugas diambil.")


def release(
    office_id: str, case_id: int, task_no: int, version: int, who: Who, key: str
) -> Outcome:
    """Put a task back for the others of the post."""
    asked = commands.Release(task_no, version)
    return _simple(office_id, case_id, who, key, asked, "Tugas dilepas ke antrean jabatan.")


def return_case(
    office_id: str,
    case_id: int,
    task_no: int,
    version: int,
    who: Who,
    key: str,
    reason: str,
    to: str | None = None,
) -> Outcome:
    """Send the file back to an earlier step of its way, with a written reason."""
    asked = commands.Return(task_no, version, reason, to)
    return _simple(office_id, case_id, who, key, asked, "Berkas dikembalikan.")


def cancel(office_id: str, case_id: int, who: Who, key: str, reason: str) -> Outcome:
    """End the case without a result."""
    return _simple(office_id, case_id, who, key, commands.Cancel(reason), "Permohonan dibatalkan.")


def suspend(office_id: str, case_id: int, who: Who, key: str, reason: str) -> Outcome:
    """Stop the clock of the case."""
    return _simple(office_id, case_id, who, key, commands.Suspend(reason), "Berkas ditangguhkan.")


def resume(office_id: str, case_id: int, who: Who, key: str, reason: str = "") -> Outcome:
    """Let the clock run again."""
    return _simple(office_id, case_id, who, key, commands.Resume(reason), "Berkas dilanjutkan.")


def reassign(
    office_id: str,
    case_id: int,
    task_no: int,
    version: int,
    who: Who,
    key: str,
    officer: str | None,
    reason: str,
) -> Outcome:
    """Give a task to one officer by name, or back to the post (``officer`` None)."""
    asked = commands.Reassign(task_no, version, officer, reason)

    def act(scene: Scene) -> str:
        _check_able(scene, task_no, officer)
        perform(scene, asked)
        return "Tugas dialihkan."

    content = {"do": "Reassign", "task": task_no, "officer": officer, "reason": reason}
    return command(office_id, case_id, who, key, content, act)


def _check_able(scene: Scene, task_no: int, officer: str | None) -> None:
    """Whoever is named must be able to do it today, else the task would be stuck with him."""
    task = scene.held.case.task(task_no)
    if officer is None or task is None:
        return
    if not officer:
        raise Refused("no_officer", "Pilih dulu kepada siapa tugas ini dialihkan.")
    named = next((one for one in office.officers(scene.office_id) if str(one.pk) == officer), None)
    if named is None:
        raise Refused("no_officer", "Pegawai itu tidak ada di kantor ini.")
    free = replace(task, assigned=None)
    able = office.who(named, scene.now)
    reason = checks.can(checks.check_may_act, scene.procedure, free, able, scene.rules)
    if reason is not None:
        raise Refused("not_able", f"{named.name} tidak berwenang mengerjakan tugas ini hari ini.")


def depart(
    office_id: str,
    case_id: int,
    task_no: int,
    version: int,
    who: Who,
    key: str,
    to: str,
    reason: str,
) -> Outcome:
    """Go on otherwise than the sheet, on the authority of a superior."""
    asked = commands.Depart(task_no, version, to, reason)
    return _simple(office_id, case_id, who, key, asked, "Penyimpangan dicatat.")


def fail(
    office_id: str, case_id: int, task_no: int, version: int, who: Who, key: str, reason: str
) -> Outcome:
    """The outside answered no; the task is back on its holder's desk."""
    asked = commands.Fail(task_no, version, reason)
    return _simple(office_id, case_id, who, key, asked, "Jawaban dicatat: gagal.")


def confirm(
    office_id: str, case_id: int, task_no: int, version: int, who: Who, key: str
) -> Outcome:
    """The outside answered yes; the pending step is complete."""
    asked = commands.Confirm(task_no, version)
    return _simple(office_id, case_id, who, key, asked, "Jawaban dicatat: diterima.")


def take_back(office_id: str, case_id: int, seq: int, who: Who, key: str, reason: str) -> Outcome:
    """Undo one's own last move: the actions are reverted, their artifacts struck."""

    def act(scene: Scene) -> str:
        case = scene.held.case
        by = checks.check_take_back(case, seq, scene.who)
        undo = case.undo
        if undo is None:
            raise Refused("too_late", "Tindakan ini tidak dapat ditarik.")
        step = scene.procedure.sheet.step(undo.task.step)
        taken = store.acts(scene.office_id, scene.held.id)[seq - 1][0]
        exit_name = taken.data.get("exit")
        setting = work.Setting(
            procedure=scene.procedure,
            case=case,
            task=undo.task,
            exit=exit_name,
            by=by,
            now=scene.now,
            done_at=scene.now,
            rules=scene.rules,
            case_row=scene.held.id,
            case_number=scene.held.number,
        )
        if taken.kind == "completed":
            work.revert(
                setting, owed_on(entry_parts(scene.procedure, step, undo.task.part), exit_name)
            )
        void = [one.id for one in case.artifacts[undo.artifacts :] if one.same_as is None]
        perform(scene, commands.TakeBack(seq, reason))
        store.void_artifacts(scene.held.id, void)
        return "Tindakan ditarik kembali."

    content = {"do": "TakeBack", "seq": seq, "reason": reason}
    return command(office_id, case_id, who, key, content, act)
