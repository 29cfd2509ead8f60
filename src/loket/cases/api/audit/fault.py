"""What an audit finds, and how it tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Fault(Struct, frozen=True):
    """Something that does not hold: the office, where (a case by number, a book, a seal; empty
    for the office as a whole), and what differs, in words."""

    office: str
    where: str
    what: str


Report = Callable[[str, str, int], None]  # office, what is checked, rows done


def silent(office_id: str, what: str, done: int) -> None:
    """Tell nobody."""
