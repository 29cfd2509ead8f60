"""Every case against its acts: the chain, the fold, the copies in the row, tasks, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from msgspec import DecodeError, Struct, ValidationError, json, to_builtins

from loket.cases.api import blobs, store
from loket.cases.api.audit.fault import Fault, Report
from loket.cases.models import ActRow, ArtifactRow, CaseRow, TaskRow
from loket.core import chain
from loket.core.act import Act
from loket.core.case import Case
from loket.core.evolve import fold

_BATCH = 100
_CASE = json.Decoder(Case)
_KEPT = json.Decoder(dict[str, tuple[str, Any]])
_ACT = ("case_id", "seq", "kind", "task_no", "officer", "at", "text", "kept", "hash")
_TASK = (
    *("case_id", "no", "version", "step", "part", "state", "posts_key"),
    *("holder", "assigned", "due_at"),
)
_PROOF = ("case_id", "id", "sha256", "kind", "step", "output", "label")
_CHUNK = 1 << 20  # bytes of a file read at once
_WRONG = {
    "text": "isi tindakan {seq} diubah: tidak cocok dengan sidiknya",
    "place": "rantai putus pada tindakan {seq}: tidak menyambung ke tindakan sebelumnya",
    "value": "isian {name} pada tindakan {seq} diubah: tidak cocok dengan sidiknya",
}


class Broken(Exception):
    """What is wrong with a case; the first thing met."""


class Stored(Struct):
    """A case with everything that hangs on it, as rows (of values: a model each takes twice as
    long, and there are millions)."""

    row: CaseRow
    acts: list[Any]
    tasks: list[Any]
    artifacts: list[Any]


def check_cases(office_id: str, report: Report) -> Iterator[Fault]:
    """The first fault of each case of an office. A case that seems wrong is read once more
    under its lock, since the office may be working on it."""
    after, done = 0, 0
    report(office_id, "berkas", 0)
    while True:
        rows = list(
            CaseRow.objects.in_office(office_id).filter(pk__gt=after).order_by("pk")[:_BATCH]
        )
        if not rows:
            break
        for stored in _read(office_id, rows):
            wrong = _wrong(stored)
            if wrong is not None:
                wrong = _again(office_id, stored.row)
            if wrong is not None:
                yield Fault(office_id, stored.row.number, wrong)
        after, done = rows[-1].pk, done + len(rows)
        report(office_id, "berkas", done)


def _read(office_id: str, rows: Sequence[CaseRow]) -> list[Stored]:
    found = {row.pk: Stored(row, [], [], []) for row in rows}
    acts = ActRow.objects.in_office(office_id).filter(case_id__in=found)
    for act in acts.order_by("case_id", "seq").values_list(*_ACT, named=True):
        if act.seq <= found[act.case_id].row.length + 1:  # one more, to see it; not all that came
            found[act.case_id].acts.append(act)
    tasks = TaskRow.objects.in_office(office_id).filter(case_id__in=found).order_by("no")
    for task in tasks.values_list(*_TASK, named=True):
        found[task.case_id].tasks.append(task)
    proofs = ArtifactRow.objects.in_office(office_id).filter(case_id__in=found).order_by("seq")
    for one in proofs.values_list(*_PROOF, named=True):
        found[one.case_id].artifacts.append(one)
    return list(found.values())


def _again(office_id: str, row: CaseRow) -> str | None:
    with store.writing():
        fresh = CaseRow.objects.in_office(office_id).select_for_update().filter(pk=row.pk).first()
        if fresh is None:
            return "berkas dihapus selagi diperiksa"
        return _wrong(_read(office_id, [fresh])[0])


def _wrong(stored: Stored) -> str | None:
    try:
        case = _state(stored.row)
        acts, erased = _chain(stored, case)
        _fold(acts, case, erased)
        _copies(stored.row, case)
        _tasks(stored, case)
        _artifacts(stored, case)
    except Broken as broken:
        return str(broken)
    return None


def _state(row: CaseRow) -> Case:
    try:
        return _CASE.decode(row.state_text)
    except (DecodeError, ValidationError):
        raise Broken("keadaan berkas tidak dapat dibaca") from None


def _chain(stored: Stored, case: Case) -> tuple[list[Act], bool]:
    """The acts behind the rows, and whether a personal value of them was erased."""
    previous, acts, erased = chain.GENESIS, [], False
    for seq, row in enumerate(stored.acts, start=1):
        if row.seq != seq:
            raise Broken(f"tindakan {seq} hilang")
        if seq > stored.row.length:
            raise Broken(f"tindakan {seq} ada, padahal berkas mencatat {seq - 1} tindakan")
        try:
            kept = _KEPT.decode(row.kept) if row.kept else {}
            chain.check_link(row.text, kept, row.hash, case.id, seq, previous)
            act = chain.unseal(row.text, kept)
        except chain.BrokenChain as broken:
            words = _WRONG[broken.fault].format(seq=seq, name=broken.name)
            raise Broken(words) from broken
        except (DecodeError, ValidationError, KeyError) as unread:
            raise Broken(f"tindakan {seq} tidak dapat dibaca") from unread
        copied = (row.kind, row.task_no, row.officer, row.at)
        if copied != (act.kind, act.task, act.by.officer or "", act.at):
            raise Broken(f"salinan tindakan {seq} (jenis, tugas, pegawai, waktu) diubah")
        erased = erased or bool(act.personal.keys() - kept.keys())
        acts.append(act)
        previous = row.hash
    if len(acts) != stored.row.length:
        raise Broken(f"tindakan {len(acts) + 1} hilang dari akhir rantai")
    if previous != stored.row.head:
        raise Broken("sidik terakhir di berkas bukan sidik tindakan terakhir")
    return acts, erased


def _fold(acts: list[Act], case: Case, erased: bool) -> None:
    try:
        folded = fold(acts)
    except (ValueError, KeyError, ValidationError) as unfit:
        raise Broken("tindakan-tindakannya tidak membentuk berkas") from unfit
    if folded == case:
        return
    name = _difference(to_builtins(folded), to_builtins(case), erased)
    if name is not None:
        raise Broken(f"keadaan berkas diubah: {name} bukan hasil tindakannya")


def _difference(told: Any, kept: Any, erased: bool, name: str = "") -> str | None:
    """Where the kept state differs from what the acts tell, None where it does not. A value
    that was erased in the acts may or may not be erased in the state too."""
    if told == kept or (erased and told is None):
        return None
    if isinstance(told, dict) and isinstance(kept, dict):
        for key in sorted({*told, *kept}):
            where = f"{name}.{key}" if name else str(key)
            found = _difference(told.get(key), kept.get(key), erased and key in told, where)
            if found is not None:
                return found
        return None
    if isinstance(told, list | tuple) and isinstance(kept, list | tuple) and len(told) == len(kept):
        for one, other in zip(told, kept, strict=True):
            found = _difference(one, other, erased, name)
            if found is not None:
                return found
        return None
    return name or "isinya"


def _copies(row: CaseRow, case: Case) -> None:
    pairs: dict[str, tuple[Any, Any]] = {
        "jumlah tindakan": (row.length, case.length),
        "SOP": (
            (row.procedure, row.version, row.revision, row.sheet_digest, row.work_digest),
            (case.procedure, case.version, case.revision, case.sheet_digest, case.work_digest),
        ),
        "kantor": (row.office_id, case.office),
        "status": (row.state, case.state),
        "waktu dibuka": (row.opened_at, case.opened_at),
        "janji selesai": (row.due_at, case.due_at),
        "waktu menunggu": (row.waiting_since, case.waiting_since),
        "waktu selesai": (row.closed_at, case.closed_at),
    }
    person = case.parties[0].values if case.parties else {}
    for name, copy in (("nama", row.applicant), ("nik", row.applicant_nik)):
        if copy:  # an erased one is empty
            pairs[f"{name} pemohon"] = (copy, str(person.get(name) or copy))
    for name, (copied, told) in pairs.items():
        if copied != told:
            raise Broken(f"salinan di daftar berkas diubah: {name}")


def _tasks(stored: Stored, case: Case) -> None:
    live = {task.no: task for task in case.tasks}
    rows = {row.no: row for row in stored.tasks}
    for no in sorted(live.keys() - rows.keys()):
        raise Broken(f"tugas {no} hilang dari daftar tugas")
    for no in sorted(rows.keys() - live.keys()):
        raise Broken(f"tugas {no} ada di daftar, padahal sudah tidak terbuka")
    for no, task in live.items():
        row = rows[no]
        copied: tuple[Any, ...] = (
            *(row.version, row.step, row.part, row.state, row.posts_key),
            *(row.holder, row.assigned, row.due_at),
        )
        told: tuple[str | int | datetime | None, ...] = (
            *(task.version, task.step, task.part, task.state, store.posts_key(task.posts)),
            *(task.holder or "", task.assigned or "", task.due_at),
        )
        if copied != told:
            raise Broken(f"tugas {no} di daftar tidak cocok dengan berkasnya")


def _artifacts(stored: Stored, case: Case) -> None:
    rows = {row.id: row for row in stored.artifacts}
    for one in case.artifacts:
        row = rows.get(one.id)
        if row is None:
            if one.same_as is None:
                raise Broken(f"bukti {one.id} ({one.output}) hilang")
            continue
        copied = (row.sha256, row.kind, row.step, row.output, row.label)
        if one.same_as is None and copied != (
            *(one.sha256 or "", one.kind, one.step, one.output, one.label),
        ):
            raise Broken(f"bukti {one.id} ({one.output}) diubah")
    for row in stored.artifacts:
        if row.sha256:
            _file(row)


def _file(row: Any) -> None:
    digest = sha256()
    try:
        with blobs.open_blob(row.sha256) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        raise Broken(f"berkas bukti {row.id} ({row.output}) tidak ada di penyimpanan") from None
    if digest.hexdigest() != row.sha256:
        raise Broken(f"berkas bukti {row.id} ({row.output}) diubah di penyimpanan")


def facts(office_id: str, case_ids: set[int]) -> dict[int, dict[str, Any]]:
    """The facts of these cases by row id; one that is not there is left out."""
    rows = CaseRow.objects.in_office(office_id).filter(pk__in=case_ids)
    return {pk: _CASE.decode(text).facts for pk, text in rows.values_list("pk", "state_text")}
