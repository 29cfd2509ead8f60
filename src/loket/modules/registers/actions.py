"""What a step does with a register: it enters a number."""

from __future__ import annotations

from msgspec import to_builtins

from loket.cases.api import registry
from loket.core.action import ArtifactDraft, Doing, Done
from loket.core.fields.moments import written
from loket.core.fields.spec import Field
from loket.core.refused import Refused
from loket.core.sheet import Procedure, Step, WorkEntry
from loket.modules.registers import api, rules

DEFAULT_BOOK = "agenda"  # ours, where the work names no book
REMARK = "keterangan"
_OF_REFUSAL = {"no_book", "no_classification", "bad_pattern"}


def _book(entry: WorkEntry) -> str:
    return str(entry.options.get("book") or DEFAULT_BOOK)


def _classification(entry: WorkEntry) -> str:
    return str(entry.options.get("classification") or "")


def _fields(procedure: Procedure, step: Step, entry: WorkEntry) -> tuple[Field, ...]:
    remark = Field(
        REMARK,
        "text",
        "Keterangan di buku",
        required=False,
        help="Dicetak di kolom keterangan; boleh kosong. Jangan menulis NIK.",
        max=200,
    )
    return (remark, *entry.ask)


def _check(doing: Doing) -> dict[str, str]:
    wrong = rules.remark_error(doing.values.get(REMARK) or "")
    if wrong is not None:
        return {REMARK: wrong}
    try:
        api.is_open(doing.case.office, _book(doing.entry), _classification(doing.entry))
    except Refused as refused:
        if refused.code not in _OF_REFUSAL:
            raise
        return {"": refused.reason}
    return {}


def _take_back(doing: Doing) -> None:
    api.take_back(
        doing.case.office,
        case=doing.case_row,
        key=doing.entry.named or doing.step.id,
        officer=doing.who.officer or "",
        at=doing.now,
    )


@registry.action(
    "registers.enter",
    leaves={"register_entry"},
    fields=_fields,
    page="registers/enter.html",
    check=_check,
    revert=_take_back,
)
def enter(doing: Doing) -> Done:
    """Beri nomor dari buku register."""
    prefix = doing.entry.named or doing.step.id
    asked = {one.name: to_builtins(doing.values.get(one.name)) for one in doing.entry.ask}
    facts = {**doing.case.facts, **{f"{prefix}.{name}": value for name, value in asked.items()}}
    applicant = doing.case.party("pemohon")
    about = str(doing.entry.options.get("subject") or "")
    remark = doing.values.get(REMARK) or ""
    entered = api.enter(
        doing.case.office,
        _book(doing.entry),
        at=doing.now,
        done_at=doing.done_at,
        officer=doing.who.officer or "",
        post=doing.who.held or doing.who.post or "",
        case=doing.case_row or None,
        key=prefix,
        applicant=str(applicant.values.get("nama", "")) if applicant else "",
        subject=rules.subject(about, facts, doing.procedure.sheet.title),
        remark=remark,
        facts=facts,
        classification=_classification(doing.entry),
    )
    kept = {
        "nomor": entered.number,
        "tanggal": entered.day.isoformat(),
        "buku": entered.book,
        "tahun": entered.year,
        "urut": entered.n,
        **({REMARK: remark} if remark else {}),
        **{name: value for name, value in asked.items() if value is not None},
    }
    private = {REMARK, *(one.name for one in doing.entry.ask if one.is_personal)}
    label = (
        f"Nomor {entered.number} tanggal {written(entered.day)}"
        f" di {rules.in_sentence(entered.title)}"
    )
    draft = ArtifactDraft(kind="register_entry", label=label, facts=tuple(kept))
    return Done(
        facts=kept,
        personal=frozenset(private & kept.keys()),
        artifacts={"register_entry": draft},
    )
