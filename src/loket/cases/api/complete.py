"""Completing a step: one form, one transaction, all or nothing.

The way: the sheet says which actions the step has, this module reads their form, checks and
applies them, asks ``loket.core.engine.decide`` what follows, and stores the act.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from msgspec import Struct, structs

from loket.cases.api import blobs, listeners, outbox, store, work
from loket.cases.api.frame import Scene, command, content_digest, perform
from loket.cases.api.late_entry import LATE_PART
from loket.cases.api.page_types import Outcome
from loket.cases.api.step_parts import EntryPart, entry_parts, owed_on, party_part
from loket.catalogue import api as catalogue
from loket.core import checks, commands, flow
from loket.core.case import Case, Party, Task
from loket.core.engine import decide
from loket.core.evolve import evolve
from loket.core.fields import across
from loket.core.fields.invalid import Invalid
from loket.core.fields.moments import clean_moment
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import Procedure
from loket.core.who import Who
from loket.office import api as office
from loket.ui.step_form import FormPart, ReadForm, read

Data = Mapping[str, Sequence[str]]
Files = Mapping[str, UploadedFile]
_WHEN = "Tulis kapan sebenarnya dikerjakan, atau kosongkan catatan susulan."
_NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "key"})


class Sent(Struct, frozen=True):
    """What a form sent besides the fields of its actions. ``done_at`` is the true time of a
    late entry (None: now), ``late_scan`` the SHA-256 of its paper."""

    exit: str | None
    reason: str
    done_at: datetime | None
    late_reason: str
    late_scan: str | None = None


def submit(
    office_id: str,
    case_id: int,
    task_no: int,
    version: int,
    who: Who,
    data: Data,
    files: Files,
    key: str,
) -> Outcome:
    """Complete a task by its form: the one door for page, programs and rehearsal.

    Field errors come back as an Outcome whose ``form`` keeps what was typed; a refusal keeps
    it too. Nothing is stored unless all is.
    """
    row = store.peek(office_id, case_id)
    task = row.task(task_no) if row else None
    procedure = catalogue.get(row.sheet_digest, row.work_digest) if row else None
    sent, sent_errors = _sent(office_id, data)
    parts: list[EntryPart] = []
    if row is not None and task is not None and procedure is not None:
        step = procedure.sheet.step(task.step)
        parts = owed_on(entry_parts(procedure, step, task.part, row.facts), sent.exit)
    form = _read(office_id, [*(one.form for one in parts), LATE_PART], data, files)
    _check_across(parts, form)
    form.errors.update(sent_errors)
    sent = _scanned(sent, form)
    if not form.ok:
        return Outcome(ok=False, case_id=case_id, form=form)

    done: list[Scene] = []
    papers: list[tuple[str, str]] = []

    def act(scene: Scene) -> str:
        known = len(scene.held.case.artifacts)

        def message(after: Scene) -> str:
            return f"{_numbers_given(after, known)}{_what_now(after)}"

        _complete(scene, task_no, version, parts, form, sent, message)
        done.append(scene)
        fresh = scene.held.case.artifacts[known:]
        papers[:] = [(one.label, one.id) for one in fresh if one.kind == "document"]
        return scene.answered or message(scene)

    content = {"task": task_no, "version": version, "form": _content(data, files)}
    try:
        outcome = command(office_id, case_id, who, key, content, act)
    except work.NotDone as refused:
        form.errors.update(refused.errors)
        return Outcome(ok=False, case_id=case_id, form=form)
    if not outcome.ok:
        return structs.replace(outcome, form=form)
    if done:
        mine = _still_mine(done[-1].held.case, done[-1].procedure, who, done[-1].rules)
    else:  # the first answer again: the case may have gone on since
        mine = _mine_now(office_id, case_id, who)
    return structs.replace(outcome, mine=mine, papers=tuple(papers))


def _mine_now(office_id: str, case_id: int, who: Who) -> bool:
    case = store.peek(office_id, case_id)
    if case is None:
        return False
    procedure = catalogue.get(case.sheet_digest, case.work_digest)
    return _still_mine(case, procedure, who, office.rules(office_id, office.clock.now()))


def _still_mine(case: Case, procedure: Procedure, who: Who, rules: Rules) -> bool:
    """Whether the same officer goes on with the next step: then his page stays open."""
    if case.waiting_since is not None:
        return False
    may_act = checks.check_may_act
    return any(checks.can(may_act, procedure, task, who, rules) is None for task in case.tasks)


def _complete(
    scene: Scene,
    task_no: int,
    version: int,
    parts: list[EntryPart],
    form: ReadForm,
    sent: Sent,
    message: Callable[[Scene], str] | None = None,
) -> None:
    case, procedure = scene.held.case, scene.procedure
    by = checks.check_complete(procedure, case, task_no, version, scene.who, scene.rules)
    task = checks.check_task(case, task_no, version)
    sent = _to_the_second(sent, task)
    setting = work.Setting(
        procedure=procedure,
        case=case,
        task=task,
        exit=sent.exit,
        by=by,
        now=scene.now,
        done_at=sent.done_at or scene.now,
        rules=scene.rules,
        case_row=scene.held.id,
        case_number=scene.held.number,
    )
    result = work.do(setting, parts, form.values)
    perform(scene, _command(task, sent, result), message)
    outbox.put(scene.office_id, scene.held.id, scene.held.case.length, result.outgoing, scene.now)


def _to_the_second(sent: Sent, task: Task) -> Sent:
    """A typed time has no seconds: the minute in which the task began means after it began."""
    if sent.done_at is None or task.opened_at is None:
        return sent
    if sent.done_at == task.opened_at.replace(second=0, microsecond=0):
        return structs.replace(sent, done_at=task.opened_at)
    return sent


def _command(task: Task, sent: Sent, result: work.Result) -> commands.Complete:
    return commands.Complete(
        task=task.no,
        version=task.version,
        exit=sent.exit,
        reason=sent.reason,
        facts=result.facts,
        personal=result.personal,
        artifacts=tuple(result.artifacts),
        awaits=result.awaits,
        final=result.final,
        done_at=sent.done_at,
        late_reason=sent.late_reason,
        late_scan=sent.late_scan,
    )


def open_case(
    office_id: str,
    procedure_id: str,
    who: Who,
    data: Data,
    files: Files,
    key: str,
    channel: str = "counter",
) -> Outcome:
    """Take in an application: open the case and record its first row, in one transaction.

    A first row of an officer is opened only, and waits in his inbox like any other.
    """
    now = office.clock.now()
    rules = office.rules(office_id, now)
    try:
        procedure = catalogue.in_force_one(
            office_id, procedure_id, office.local_day(office_id, now)
        )
    except Refused as refused:
        return Outcome(ok=False, refused=refused.reason)
    roles = party_roles(procedure)
    party_forms = [party_part(role, label) for role, label in roles]
    parts = intake_parts(procedure)
    forms = [*party_forms, *(one.form for one in parts), LATE_PART]
    form = _read(office_id, forms, data, files)
    _check_across(parts, form)
    sent, sent_errors = _sent(office_id, data)
    form.errors.update(sent_errors)
    sent = _scanned(sent, form)
    if not form.ok:
        return Outcome(ok=False, form=form)
    parties = tuple(Party(role, form.values[f"party.{role}"]) for role, _ in roles)

    def intake() -> tuple[int, str]:
        return _open(office_id, procedure, rules, who, now, channel, parties, parts, form, sent)

    digest = content_digest({"procedure": procedure_id, "form": _content(data, files)})
    try:
        return _once(office_id, who, key, digest, now, intake)
    except work.NotDone as refused:
        form.errors.update(refused.errors)
        return Outcome(ok=False, form=form)
    except Refused as refused:
        return Outcome(ok=False, form=form, refused=refused.reason)


def _once(
    office_id: str,
    who: Who,
    key: str,
    digest: str,
    now: datetime,
    intake: Callable[[], tuple[int, str]],
) -> Outcome:
    store.check_key(key)
    try:
        with store.writing():
            known = store.answer(office_id, key, digest)
            if known is None:
                case_id, message = intake()
                officer = who.officer or ""
                store.write(
                    [store.keep_answer(office_id, key, officer, digest, case_id, message, now)]
                )
                known = case_id, message
    except IntegrityError:
        # the same form sent twice at the same moment: the other one has just been answered
        known = store.answer(office_id, key, digest)
        if known is None:
            raise
    return Outcome(ok=True, case_id=known[0], message=known[1])


def _open(
    office_id: str,
    procedure: Procedure,
    rules: Rules,
    who: Who,
    now: datetime,
    channel: str,
    parties: tuple[Party, ...],
    parts: list[EntryPart],
    form: ReadForm,
    sent: Sent,
) -> tuple[int, str]:
    asked = commands.Open(
        case_id=store.random_code(26),
        channel=channel,
        parties=parties,
        done_at=sent.done_at,
        late_reason=sent.late_reason,
    )
    acts = decide(procedure, None, asked, who, now, rules)
    if isinstance(acts, Refused):
        raise acts
    case: Case = evolve(None, acts[0])
    person = parties[0].values if parties else {}
    applicant, nik = (str(person.get(name) or "") for name in ("nama", "nik"))
    year = office.local_day(office_id, now).year
    held = store.insert_case(office_id, year, case, applicant, nik, list(acts))
    listeners.tell(
        office_id, held.id, held.number, held.public_code, None, held.case, acts, procedure, now
    )
    scene = Scene(office_id, held, procedure, rules, who, now)
    if case.tasks[0].is_outsider:
        _complete(scene, case.tasks[0].no, case.tasks[0].version, parts, form, sent)
    return held.id, f"Permohonan diterima. {_what_now(scene)}"


def party_roles(procedure: Procedure) -> list[tuple[str, str]]:
    """Roles of the parties that are asked for at intake, with their printed labels."""
    if procedure.work.starts.by != "application":
        return []
    return [(actor.party, actor.label) for actor in procedure.sheet.actors if actor.party][:1]


def intake_parts(procedure: Procedure) -> list[EntryPart]:
    """The forms of the first row, where an applicant or outside body does it."""
    first = flow.first_step(procedure.sheet)
    if procedure.sheet.actor(first.actors[0]).is_officer:
        return []
    return entry_parts(procedure, first, first.actors[0])


def _read(office_id: str, parts: list[FormPart], data: Data, files: Files) -> ReadForm:
    return read(parts, data, files, blobs.keep, office.local_day(office_id, office.clock.now()))


def _check_across(parts: list[EntryPart], form: ReadForm) -> None:
    """What the sheet requires of several answers together, beside the field it names."""
    for one in parts:
        kept = form.values[one.form.prefix]
        form.add_errors(one.form.prefix, across.broken(one.entry.compute, one.entry.require, kept))


def _sent(office_id: str, data: Data) -> tuple[Sent, dict[str, str]]:
    def one(name: str) -> str:
        values = data.get(name) or [""]
        return str(values[-1]).strip()

    errors: dict[str, str] = {}
    done_at: datetime | None = None
    if one("done_at"):
        now = office.clock.now()
        try:
            text = clean_moment(one("done_at"), office.local_day(office_id, now))
            done_at = office.from_local(office_id, datetime.fromisoformat(text)).astimezone(UTC)
        except Invalid as invalid:
            errors["done_at"] = invalid.message
        else:
            if done_at > now:
                errors["done_at"] = "Waktu pengerjaan tidak boleh di masa depan."
            if not one("late_reason"):
                errors["late_reason"] = "Tulis mengapa baru dicatat sekarang."
    elif one("late_reason"):
        errors["done_at"] = _WHEN
    sent = Sent(one("exit") or None, one("reason"), done_at, one("late_reason"))
    return sent, errors


def _scanned(sent: Sent, form: ReadForm) -> Sent:
    """With the scan of the paper; without a true time there is nothing that it could prove."""
    scan = form.values[LATE_PART.prefix].get("scan")
    if scan is None:
        return sent
    if sent.done_at is None:
        form.errors.setdefault("done_at", _WHEN)
    return structs.replace(sent, late_scan=scan.sha256)


def _content(data: Data, files: Files) -> dict[str, Any]:
    """What was sent, whatever the case has become since: fields, and files by SHA-256."""
    typed = {name: list(values) for name, values in data.items() if name not in _NOT_CONTENT}
    return {"typed": typed, "files": {name: _sha256(file) for name, file in files.items()}}


def _sha256(file: UploadedFile) -> str:
    digest = sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _numbers_given(scene: Scene, known: int) -> str:
    """The numbers this step gave: the officer writes them on the paper before him."""
    fresh = scene.held.case.artifacts[known:]
    numbers = [one.label for one in fresh if one.kind == "register_entry" and not one.same_as]
    return "".join(f"{label}. " for label in numbers)


def _what_now(scene: Scene) -> str:
    """One sentence on where the file is now."""
    case = scene.held.case
    if case.state != "open":
        ended = {"done": "selesai", "rejected": "ditolak", "cancelled": "dibatalkan"}
        return f"Berkas {scene.held.number} {ended[case.state]}."
    step = scene.procedure.sheet.step(case.step)
    labels = [scene.procedure.sheet.actor(task.part).label for task in case.tasks]
    return f"Berkas {scene.held.number} sekarang di langkah {step.n}, pada {', '.join(labels)}."
