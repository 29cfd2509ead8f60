"""Finding the letters of a case, and what a page says of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from msgspec import Struct

from loket.core import checks, public_code
from loket.core.refused import Refused
from loket.core.who import By, Who
from loket.modules.documents import rules
from loket.modules.documents.models import Document
from loket.office import api as office

_STATES = {
    Document.DRAFT: "Belum ditandatangani",
    Document.SIGNED: "Ditandatangani, belum bernomor",
    Document.ISSUED: "Terbit",
    Document.REPLACED: "Diganti",
    Document.VOID: "Tidak berlaku",
}


def address_of(office_id: str, facts: Mapping[str, Any]) -> str | None:
    """Where the letter is printed whose code stands among these facts of a proof."""
    codes = [public_code.read(str(value)) for name, value in facts.items() if _is_code(name)]
    row = Document.objects.in_office(office_id).filter(code__in=codes).first() if codes else None
    return reverse("documents:letter", args=[row.pk]) if row else None


def _is_code(name: str) -> bool:
    return name.endswith(".kode")


class LetterShown(Struct, frozen=True):
    """A letter as a page shows it. ``for_you``: it is drawn with the block of the officer who
    looks, since he may sign it; else with that of the one who is to (``signer`` in words)."""

    id: int
    title: str
    code: str
    state: str
    number: str
    signer: str
    for_you: bool
    unsigned: bool


def current(office_id: str, case: str, key: str) -> Document | None:
    """The letter of this name in a case that counts now, or None."""
    rows = Document.objects.in_office(office_id).filter(case=case, key=key)
    return rows.exclude(state__in=[Document.REPLACED, Document.VOID]).order_by("-pk").first()


def standing(row: Document) -> str:
    """The state of a letter that counts, by what has been done with it: signed, and numbered."""
    if row.signed_day is None:
        return Document.DRAFT
    return Document.ISSUED if row.number else Document.SIGNED


def of_id(office_id: str, document_id: int) -> Document:
    """A letter of this office. Raises Refused ``no_letter``."""
    row = Document.objects.in_office(office_id).filter(pk=document_id).first()
    if row is None:
        raise Refused("no_letter", "Naskah itu tidak ditemukan di kantor ini.")
    return row


def shown(office_id: str, case: str, key: str, who: Who, now: datetime) -> LetterShown | None:
    """What a step's page says of a letter of its case."""
    row = current(office_id, case, key)
    return None if row is None else shown_for(row, who, now)


def shown_for(row: Document, who: Who, now: datetime) -> LetterShown:
    by, for_you = signs_now(row, who, now)
    return LetterShown(
        id=row.pk,
        title=row.title,
        code=public_code.grouped(row.code),
        state=_STATES[row.state],
        number=row.number,
        signer=row.signed_as or _in_words(row, by),
        for_you=for_you and row.state == Document.DRAFT,
        unsigned=row.state == Document.DRAFT,
    )


def _in_words(row: Document, by: By | None) -> str:
    if by is None:
        first = row.sign_posts.split("|")[0]
        return office.post_labels(row.office_id).get(first, first)
    name = office.officer_card(row.office_id, by.officer or "").name
    return f"{name}, {office.capacity_words(row.office_id, by)}"


def signs_now(row: Document, who: Who | None, now: datetime) -> tuple[By | None, bool]:
    """In which capacity the letter is to be signed now, and whether by the officer who asks:
    he himself when he may, else whoever comes first by the sheet and the strength of his right."""
    mine = _may_sign(row, who, now) if who is not None else None
    if mine is not None:
        return mine, True
    posts = tuple(row.sign_posts.split("|"))
    able = [
        by
        for one in office.officers(row.office_id)
        if one.active and (by := _may_sign(row, office.who(one, now), now)) is not None
    ]
    best = min(
        able,
        key=lambda by: (rules.weight(posts, by.post or "", by.capacity or ""), by.officer or ""),
        default=None,
    )
    return best, False


def _may_sign(row: Document, who: Who, now: datetime) -> By | None:
    posts = tuple(post for post in row.sign_posts.split("|") if post)
    if not posts or who.officer is None:
        return None
    try:
        found = checks.capacity_of(posts, row.procedure, who, office.rules(row.office_id, now))
    except Refused:
        return None  # not his to sign: somebody else's block is drawn
    return By(
        officer=who.officer,
        post=found.post,
        capacity=found.kind,
        held=found.held,
        basis=found.basis,
    )


def block_for(row: Document, by: By | None, now: datetime) -> dict[str, Any]:
    """What stands over and under the signature when ``by`` signs; dotted for nobody."""
    if by is None:
        first = row.sign_posts.split("|")[0]
        labels = office.post_labels(row.office_id)
        return rules.block([("", labels.get(first, first))], "", "", "")
    day = office.local_day(row.office_id, now)
    card = office.officer_card(row.office_id, by.officer or "")
    lines = office.signature_lines(row.office_id, by, day)
    return rules.block(lines, card.name, card.rank, card.nip)
