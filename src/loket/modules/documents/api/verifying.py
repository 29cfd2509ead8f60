"""What the code on a paper proves."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from loket.core import public_code
from loket.modules.documents.models import Document
from loket.modules.registers import api as registers
from loket.office import api as office

State = Literal["valid", "unsigned", "unnumbered", "replaced", "void"]


class Verdict(Struct, frozen=True):
    """A letter as anybody may see it who has its code: no name in full, no NIK.

    ``initials`` are the applicant's (``S•• N••••``). ``instead``: the code of the letter that
    replaced it, when that one counts. ``why`` says why it does not count.
    """

    state: State
    office_id: str
    title: str
    number: str
    day: date | None
    initials: str
    signed_as: str
    code: str
    ended_on: date | None = None
    why: str = ""
    instead: str = ""


def verify(typed: str) -> Verdict | None:
    """The letter behind a code as it was typed; None for a code that no letter has.

    Twelve base32 characters are 60 bits: guessing needs no other guard than the answer being
    the same for every wrong code.
    """
    code = public_code.read(typed)
    if code is None:
        return None
    with office.unscoped("the code on a paper leads to its office"):
        row = Document.objects.filter(code=code).select_related("replaced_by").first()
    if row is None:
        return None
    state, why = _state(row)
    after = row.replaced_by
    return Verdict(
        state=state,
        office_id=row.office_id,
        title=row.title,
        number=row.number,
        day=row.day,
        initials=row.initials,
        signed_as=row.signed_as,
        code=public_code.grouped(row.code),
        ended_on=office.local_day(row.office_id, row.ended_at) if row.ended_at else None,
        why=why,
        instead=after.code if after is not None and after.state == Document.ISSUED else "",
    )


def _state(row: Document) -> tuple[State, str]:
    if row.state == Document.ISSUED:
        struck = registers.struck(row.office_id, row.book, row.book_year or 0, row.book_n or 0)
        if struck:
            return "void", "Nomornya dibatalkan di buku register."
        return "valid", ""
    states: dict[str, State] = {
        Document.DRAFT: "unsigned",
        Document.SIGNED: "unnumbered",
        Document.REPLACED: "replaced",
    }
    return states.get(row.state, "void"), row.ended_why
