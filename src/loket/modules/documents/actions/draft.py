"""A letter is drafted from what the case knows, ready to be printed and signed."""

from __future__ import annotations

from loket.cases.api import registry
from loket.catalogue import api as catalogue
from loket.core import public_code
from loket.core.action import Doing, Done
from loket.core.leaving import done, with_ask
from loket.modules.documents import api, rules
from loket.modules.documents.actions.about import printed, shows


def _check(doing: Doing) -> dict[str, str]:
    if catalogue.letter(doing.procedure.work_digest):
        return {}
    return {"": "SOP ini tidak memuat naskah (letter.typ). Beri tahu penyusun SOP-nya."}


def _take_back(doing: Doing) -> None:
    key = rules.key_of(doing.step, doing.entry)
    api.take_back_draft(doing.case.office, doing.case.id, key, doing.now)


@registry.action(
    "documents.draft",
    leaves={"document"},
    fields=with_ask(),
    page="documents/draft.html",
    check=_check,
    revert=_take_back,
    shows=shows,
    refers=("number",),
)
def draft(doing: Doing) -> Done:
    """Susun naskah dari isian berkas ini."""
    letter = rules.letter_of(doing.procedure, doing.step, doing.entry)
    asked = {f"{letter.key}.{one.name}": doing.values.get(one.name) for one in doing.entry.ask}
    row = api.draft(
        letter,
        doing.procedure,
        doing.case,
        {**doing.case.facts, **asked},
        case_row=doing.case_row,
        case_number=doing.case_number,
        at=doing.now,
        number=api.number_in(doing.case.facts, str(doing.entry.options.get("number") or "")),
    )
    file = printed(row, doing.now)
    facts = {"judul": row.title, "kode": public_code.grouped(row.code)}
    return done(doing, "document", f"{row.title}, untuk ditandatangani", facts, (), file)
