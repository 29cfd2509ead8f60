"""What stands over and under a signature: in which capacity, by whom."""

from __future__ import annotations

from datetime import date

from loket.core.who import By
from loket.office import rules as pure
from loket.office.api.snapshot import OfficerCard, fresh


def signature_lines(office_id: str, by: By, day: date) -> tuple[tuple[str, str], ...]:
    """The lines over a signature given ``by`` an officer on a day, top first: a prefix
    (``a.n.``, ``u.b.``, ``Plh.``, or none) and the name of a post as it is printed."""
    office = fresh(office_id)
    held = by.held or by.post or ""
    own = office.who(by.officer or "", day).capacity_for(held)
    lines = pure.signature_lines(
        by.capacity or "",
        by.post or "",
        held,
        own.kind if own else "definitive",
        office.authority.superior,
    )
    return tuple((prefix, office.post_signs.get(post, post)) for prefix, post in lines)


def officer_card(office_id: str, officer_id: str) -> OfficerCard:
    """Name, rank and NIP of an officer; all empty for somebody of another office."""
    return fresh(office_id).cards.get(officer_id, OfficerCard(""))


def capacity_words(office_id: str, by: By) -> str:
    """The capacity of an act in one line: ``a.n. Camat, Sekretaris Camat``."""
    return pure.capacity_words(by, fresh(office_id).post_labels)
