"""Initials and the wet signature: who, in which capacity, and what the paper then says."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct, json

from loket.core.chain import canonical
from loket.core.who import By
from loket.modules.documents.api.reading import block_for, standing
from loket.modules.documents.models import Document
from loket.office import api as office


class SignedBy(Struct, frozen=True):
    """Who signs: name, rank, NIP as printed (may be empty), and the capacity in one line."""

    name: str
    rank: str
    nip: str
    capacity: str


def signed_by(office_id: str, by: By) -> SignedBy:
    """The officer of an act as a signature names him."""
    card = office.officer_card(office_id, by.officer or "")
    return SignedBy(card.name, card.rank, card.nip, office.capacity_words(office_id, by))


def sign(row: Document, by: By, day: date, at: datetime) -> None:
    """The letter was signed with ink on that day: its block is his from now on."""
    row.signer = by.officer or ""
    row.signed_as = signed_by(row.office_id, by).capacity
    row.signed_day = day
    row.state = standing(row)
    row.block_text = canonical(block_for(row, by, at))
    row.save(update_fields=["state", "signer", "signed_as", "signed_day", "block_text"])


def take_back_signature(row: Document) -> None:
    """The signature no longer counts."""
    row.signer, row.signed_as, row.signed_day, row.block_text = "", "", None, ""
    row.state = standing(row)
    row.save(update_fields=["state", "signer", "signed_as", "signed_day", "block_text"])


def paraf(row: Document, post: str) -> None:
    """Somebody read the letter and put his initials on it, for the post of this label."""
    row.parafs_text = canonical([*json.decode(row.parafs_text), post])
    row.save(update_fields=["parafs_text"])


def take_back_paraf(row: Document, post: str) -> None:
    """The last initials of this post no longer count."""
    done = json.decode(row.parafs_text)
    if post in done:
        done.reverse()
        done.remove(post)
        done.reverse()
    row.parafs_text = canonical(done)
    row.save(update_fields=["parafs_text"])
