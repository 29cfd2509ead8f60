"""What the pages of a case show, gathered once and as plain values."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO

from msgspec import Struct

from loket.cases.api import blobs, complete, history, store
from loket.cases.api.inbox import CHANNELS, status_of
from loket.cases.api.late_entry import LATE_PART
from loket.cases.api.page_types import (
    ArtifactRow,
    CasePage,
    IntakePage,
    PartyView,
    StepPage,
)
from loket.cases.api.step_page import new_key, step_page, target_words
from loket.cases.api.step_parts import PARTY_FIELDS, entry_parts, party_part
from loket.cases.api.task_acts import task_acts
from loket.cases.models import ArtifactRow as StoredArtifact
from loket.cases.models import CaseRow
from loket.catalogue import api as catalogue
from loket.core import checks, due, flow
from loket.core.act import Act
from loket.core.case import Case, Task
from loket.core.fields import across
from loket.core.fields.contact import local_phone
from loket.core.fields.identity import masked_nik
from loket.core.fields.spec import Field
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import END_CANCELLED, END_DONE, END_REJECTED, YES, Procedure
from loket.core.who import Who
from loket.office import api as office
from loket.ui.bound_form import shown
from loket.ui.lanes import Progress

_END = {"done": END_DONE, "rejected": END_REJECTED, "cancelled": END_CANCELLED}


def services(office_id: str) -> list[Procedure]:
    """The procedures in force today that an applicant may ask for, by title."""
    day = office.local_day(office_id, office.clock.now())
    return sorted(
        (
            procedure
            for procedure in catalogue.in_force(office_id, day)
            if procedure.work.starts.by == "application"
        ),
        key=lambda procedure: procedure.sheet.title,
    )


def intake_form(office_id: str, procedure_id: str, who: Who) -> IntakePage:
    """The form that opens a case of this service. Raises Refused when it is not in force."""
    now = office.clock.now()
    procedure = catalogue.in_force_one(office_id, procedure_id, office.local_day(office_id, now))
    rules = office.rules(office_id, now)
    first = flow.first_step(procedure.sheet)
    parties = [party_part(role, label) for role, label in complete.party_roles(procedure)]
    forms = [*parties, *(one.form for one in complete.intake_parts(procedure))]
    step = StepPage(
        task_no=0,
        version=0,
        key=new_key(),
        step_id=first.id,
        n=first.n,
        title=first.activity,
        part=procedure.sheet.actor(first.actors[0]).label,
        parts=tuple(forms),
        taken=True,
        can_submit=_can_open(procedure, who, rules),
    )
    return IntakePage(
        procedure=procedure,
        step=step,
        promise=promise_words(procedure),
        next=target_words(procedure, first.exits().get(YES, first.next)),
        # the scan lies in the act of the first row, which an officer's is not done with this form
        late=None if procedure.sheet.actor(first.actors[0]).is_officer else LATE_PART,
    )


def _can_open(procedure: Procedure, who: Who, rules: Rules) -> str | None:
    first = flow.first_step(procedure.sheet)
    actor = flow.neighbour(procedure.sheet, first)
    if procedure.sheet.actor(first.actors[0]).is_officer:
        actor = first.actors[0]
    posts = procedure.work.posts.get(actor or "", ())
    return checks.can(checks.capacity_of, tuple(posts), procedure.id, who, rules)


def promise_words(procedure: Procedure) -> str:
    """The promise as people read it."""
    promise = due.promise_of(procedure)
    if promise is None:
        return ""
    if promise.minutes is not None:
        return f"{promise.minutes} menit"
    return f"{promise.days} hari {'kalender' if promise.calendar else 'kerja'}"


def case_page(office_id: str, case_id: int, who: Who) -> CasePage:
    """The page of one case as this officer may see it. Raises Refused ``no_case``."""
    row = CaseRow.objects.in_office(office_id).filter(pk=case_id).first()
    case = store.peek(office_id, case_id)
    if row is None or case is None:
        raise Refused("no_case", "Berkas tidak ditemukan di kantor ini.")
    now = office.clock.now()
    rules = office.rules(office_id, now)
    procedure = catalogue.get(case.sheet_digest, case.work_digest)
    acts = [act for act, _ in store.acts(office_id, case_id)]
    names = history.names_for(office_id, acts, case)
    status, left = status_of(case.waiting_since is not None, case.due_at, now, rules)
    mine, where = _steps(procedure, case, who, rules, names, now)
    scene = (procedure, case, who, rules)
    return CasePage(
        case_id=row.pk,
        number=row.number,
        applicant=row.applicant,
        procedure_id=procedure.id,
        sheet=procedure.sheet,
        revision=procedure.revision,
        state=case.state,
        status=status if case.state == "open" else "none",
        channel=CHANNELS.get(case.channel, case.channel),
        opened_at=case.opened_at,
        progress=_progress(case, history.departed(acts)),
        key=new_key(),
        now=now,
        rows=history.row_facts(office_id, procedure.sheet, case, acts, names, rules, now),
        steps=mine,
        tasks=task_acts(office_id, procedure, case, who, rules, now, names),
        parties=(*_parties(case, procedure), *_asked(case, procedure)),
        artifacts=_artifacts(office_id, case_id, case, procedure, acts, names),
        timeline=history.timeline(procedure.sheet, acts, names, who),
        public_code=row.public_code,
        promise=promise_words(procedure),
        where=where,
        due_at=case.due_at,
        left=left,
        closed_at=case.closed_at,
        waiting_since=case.waiting_since,
        waits_for=_waits_for(procedure, case),
        suspended=case.suspended,
        undo_seq=case.undo.seq if case.undo else None,
        can_take_back=checks.can(checks.check_take_back, case, case.undo.seq, who)
        if case.undo and case.undo.officer == who.officer
        else "",
        can_cancel=_shown(checks.can(checks.check_cancel, *scene), case.state == "open"),
        can_suspend=_shown(
            checks.can(checks.check_suspend, *scene), case.state == "open" and not case.suspended
        ),
        can_resume=_shown(checks.can(checks.check_resume, *scene), case.suspended),
    )


def _shown(reason: str | None, makes_sense: bool) -> str | None:
    return reason if makes_sense else ""


def _progress(case: Case, departed: tuple[str, ...]) -> Progress:
    ended = case.state != "open"
    return Progress(
        walked=case.walked,
        now="" if ended else case.step,
        done_parts=case.done_parts,
        departed=departed,
        ended=_END.get(case.state, ""),
    )


def _steps(
    procedure: Procedure, case: Case, who: Who, rules: Rules, names: history.Names, now: datetime
) -> tuple[tuple[StepPage, ...], str]:
    """The tasks this officer may act on; and with whom the case is, when there are none."""
    pages, others = [], []
    for task in case.tasks:
        try:
            by = checks.check_may_act(procedure, task, who, rules)
        except Refused as refused:
            others.append(_holder_words(procedure, task, names, refused))
            continue
        capacity = names.posts.get(by.post or "", "")
        prefix = office.PREFIX.get(by.capacity or "", "")
        pages.append(step_page(procedure, case, task, by, who, rules, f"{prefix}{capacity}", now))
    return tuple(pages), "; ".join(others)


def _holder_words(procedure: Procedure, task: Task, names: history.Names, refused: Refused) -> str:
    label = procedure.sheet.actor(task.part).label
    if task.state == "pending":
        return f"{label}: menunggu jawaban dari luar"
    if task.holder:
        return f"{label}: sedang dikerjakan {names.officers.get(task.holder, 'pegawai lain')}"
    if task.assigned:
        return f"{label}: dialihkan kepada {names.officers.get(task.assigned, 'pegawai lain')}"
    return label


def _waits_for(procedure: Procedure, case: Case) -> str:
    if case.suspended or case.waiting_since is None:
        return ""
    return ", ".join(
        "jawaban dari luar"
        if task.state == "pending" and not task.is_outsider
        else procedure.sheet.actor(task.part).label
        for task in case.tasks
    )


def _parties(case: Case, procedure: Procedure) -> tuple[PartyView, ...]:
    return tuple(
        PartyView(
            role=procedure.sheet.actor(
                next(one.id for one in procedure.sheet.actors if one.party == party.role)
            ).label,
            rows=tuple(
                (spec.label, _shown_value(spec, party.values[spec.name]))
                for spec in PARTY_FIELDS
                if party.values.get(spec.name)
            ),
        )
        for party in case.parties
    )


def _asked(case: Case, procedure: Procedure) -> tuple[PartyView, ...]:
    """What was asked in the steps so far, with the labels of its fields."""
    rows: list[tuple[str, str]] = []
    for step in procedure.sheet.steps:
        for entry in procedure.work.of(step.id).entries:
            prefix = entry.named or step.id
            kept = {spec.name: case.facts.get(f"{prefix}.{spec.name}") for spec in entry.ask}
            rows += [
                (spec.label, _shown_value(spec, kept[spec.name]))
                for spec in entry.ask
                if kept[spec.name] not in (None, "")
            ]
            rows += across.reasons(entry.compute, entry.require, kept)
    return (PartyView("Permohonan", tuple(rows)),) if rows else ()


def _shown_value(spec: Field, value: Any) -> str:
    if spec.type in ("nik", "kk"):  # whole only where a task needs it
        return masked_nik(str(value))
    if spec.type == "phone":
        return local_phone(str(value))
    if spec.type in ("date", "time"):
        return shown(spec, value)
    if spec.type == "yes_no":
        return "Ya" if value else "Tidak"
    if spec.type == "choice":
        return next((one.label for one in spec.options if one.value == value), str(value))
    if spec.type == "list":
        return "; ".join(
            ", ".join(
                f"{sub.label.lower()} {item[sub.name]}"
                if sub.type == "number"
                else _shown_value(sub, item[sub.name])
                for sub in spec.of
                if item.get(sub.name)
            )
            for item in value
        )
    return str(value.get("name", "")) if isinstance(value, dict) else str(value)


def _artifacts(
    office_id: str,
    case_id: int,
    case: Case,
    procedure: Procedure,
    acts: list[Act],
    names: history.Names,
) -> tuple[ArtifactRow, ...]:
    stored = StoredArtifact.objects.in_office(office_id).filter(case_id=case_id).order_by("seq")
    return tuple(
        ArtifactRow(
            id=one.id,
            label=one.label,
            kind=one.kind,
            step_n=procedure.sheet.step(one.step).n,
            output=one.output,
            at=one.at,
            by=names.of(acts[one.seq - 1].by, procedure.sheet),
            has_file=bool(one.sha256),
            media_type=one.media_type,
            void=one.void,
        )
        for one in stored
    )


class OpenedArtifact(Struct, frozen=True):
    """A proof opened: its words, its facts, and its file when it has one."""

    id: str
    case_id: int
    number: str
    procedure: str
    step_n: int
    step: str
    output: str
    kind: str
    label: str
    at: datetime
    facts: tuple[tuple[str, Any], ...]
    sha256: str
    media_type: str
    void: bool

    def file(self) -> BinaryIO | None:
        return blobs.open_blob(self.sha256) if self.sha256 else None


def artifact(office_id: str, artifact_id: str, who: Who) -> OpenedArtifact:
    """One proof of this office with its facts. Raises Refused ``no_artifact``."""
    row = (
        StoredArtifact.objects.in_office(office_id)
        .filter(pk=artifact_id)
        .select_related("case")
        .first()
    )
    if row is None:
        raise Refused("no_artifact", "Bukti itu tidak ditemukan di kantor ini.")
    case = store.peek(office_id, row.case_id)
    assert case is not None
    procedure = catalogue.get(case.sheet_digest, case.work_digest)
    names = store.decode_names(row.facts)
    return OpenedArtifact(
        id=row.pk,
        case_id=row.case_id,
        number=row.case.number,
        procedure=procedure.sheet.title,
        step_n=procedure.sheet.step(row.step).n,
        step=procedure.sheet.step(row.step).activity,
        output=row.output,
        kind=row.kind,
        label=row.label,
        at=row.at,
        facts=_facts(procedure, case, names),
        sha256=row.sha256,
        media_type=row.media_type,
        void=row.void,
    )


def _facts(procedure: Procedure, case: Case, names: list[str]) -> tuple[tuple[str, Any], ...]:
    """Facts with the labels and the words of the fields that asked for them, where any did."""
    asked = {
        f"{one.entry.named or step.id}.{spec.name}": spec
        for step in procedure.sheet.steps
        for part in step.actors
        for one in entry_parts(procedure, step, part)
        for spec in one.form.fields
    }
    return tuple(_fact(name, asked.get(name), case) for name in names)


def _fact(name: str, spec: Field | None, case: Case) -> tuple[str, Any]:
    value = case.facts.get(name, "(dihapus)")
    if spec is None:
        return name.rsplit(".", 1)[-1].replace("_", " ").capitalize(), value
    if name not in case.facts or spec.type in ("file", "photo", "signature"):
        return spec.label, value
    return spec.label, _shown_value(spec, value)
