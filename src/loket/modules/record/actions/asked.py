"""What is asked on a form: the checklist of papers, data, a note."""

from __future__ import annotations

from loket.cases.api import registry
from loket.core.action import Doing, Done
from loket.core.fields.spec import Field
from loket.core.leaving import done, with_ask
from loket.core.papers import condition
from loket.core.sheet import Paper, Procedure, Step, WorkEntry
from loket.modules.record import rules


def _papers(procedure: Procedure, step: Step) -> tuple[Paper, ...]:
    """The papers of the service; where it lists none, what the row prints."""
    if procedure.work.service.papers:
        return procedure.work.service.papers
    return tuple(
        Paper(f"syarat-{number}", name) for number, name in enumerate(step.requirements, start=1)
    )


def _paper_fields(procedure: Procedure, step: Step, entry: WorkEntry) -> tuple[Field, ...]:
    papers = _papers(procedure, step)
    conditions = {one.id: condition(procedure, one) for one in papers}
    return (*rules.paper_fields(papers, conditions), *entry.ask)


def _check_papers(doing: Doing) -> dict[str, str]:
    papers = _papers(doing.procedure, doing.step)
    return rules.missing_papers(papers, doing.values, doing.exit, doing.who)


@registry.action(
    "record.papers",
    leaves={"checklist"},
    fields=_paper_fields,
    page="record/papers.html",
    check=_check_papers,
)
def papers(doing: Doing) -> Done:
    """Periksa kelengkapan berkas."""
    asked = _papers(doing.procedure, doing.step)
    names = [field.name for field in rules.paper_fields(asked)]
    facts = {name: doing.values.get(name) for name in names}
    remarks = [name for name in names if name.startswith(rules.REMARK)]
    label = rules.checklist_label(asked, doing.values)
    return done(doing, "checklist", label, facts, remarks)


def _check_data(doing: Doing) -> dict[str, str]:
    if rules.all_empty(doing.values):
        where = doing.entry.ask[0].name if doing.entry.ask else ""
        return {where: "Isi paling sedikit satu. Catatan kosong tidak membuktikan apa pun."}
    return {}


@registry.action("record.data", leaves={"data"}, check=_check_data)
def data(doing: Doing) -> Done:
    """Catat data."""
    upload = rules.first_upload(doing.values)
    return done(doing, "data", rules.title(doing.entry, "Data"), {}, (), upload)


@registry.action(
    "record.note",
    leaves={"note"},
    fields=with_ask(
        Field("tanggal", "date", "Dikerjakan pada", personal=False),
        Field("oleh", "text", "Dikerjakan oleh"),
        Field("catatan", "long_text", "Catatan"),
    ),
)
def note(doing: Doing) -> Done:
    """Catatan: kapan, oleh siapa, apa."""
    facts = {name: doing.values[name] for name in ("tanggal", "oleh", "catatan")}
    label = f"Catatan {rules.long_day(facts['tanggal'])}"
    return done(doing, "note", label, facts, ("oleh", "catatan"))
