"""An office as its file describes it: letterhead, posts, books, hours, area."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import Struct, field


class PostFile(Struct, frozen=True, omit_defaults=True):
    """One post of the tree. ``superior`` is None at the top. ``aliases`` are other names the
    sheets use for it, ``signs_as`` its name over a signature (empty: the label). ``source`` names
    the seed line, or ``ours``."""

    id: str
    label: str
    unit: str = ""
    superior: str | None = None
    aliases: tuple[str, ...] = ()
    signs_as: str = ""
    source: str = ""


class DelegationFile(Struct, frozen=True, omit_defaults=True):
    """A standing right of ``to`` to act a.n. ``of`` in some procedures (None: in all)."""

    of: str
    to: str
    basis: str
    valid_from: date
    valid_to: date | None = None
    procedures: tuple[str, ...] | None = None


class ColumnFile(Struct, frozen=True, omit_defaults=True):
    """One column of a book: its printed heading, and what it shows (``loket.core.book.COLUMNS``
    or a fact of the case, ``permohonan.keperluan``)."""

    label: str
    of: str


class CarriedFile(Struct, frozen=True, omit_defaults=True):
    """Numbers ``first`` to ``last`` of a year stand in the paper book that was closed ``on``
    that day; the book in Loket goes on behind them."""

    year: int
    last: int
    on: date
    first: int = 1
    source: str = ""


class BookFile(Struct, frozen=True, omit_defaults=True):
    """A numbered book of the office.

    ``pattern`` of its numbers (``loket.core.book``; empty: the bare number), ``classification``
    and ``unit`` for the places of these names, ``columns`` beside the running number (empty:
    the usual ones), ``carried`` what was written on paper.
    """

    id: str
    title: str
    pattern: str = ""
    classification: str = ""
    unit: str = ""
    columns: tuple[ColumnFile, ...] = ()
    carried: tuple[CarriedFile, ...] = ()
    source: str = ""


class OfficeFile(Struct, frozen=True, omit_defaults=True):
    """``sops/<office>/office.yaml``. ``letterhead`` are the printed lines, top first.
    ``hours`` names a set of ``sops/parameters/hours.yaml``."""

    id: str
    name: str
    kind: Literal["kecamatan", "disdukcapil"]
    regency: str
    province: str
    area_code: str
    timezone: str
    letterhead: tuple[str, ...]
    posts: tuple[PostFile, ...]
    delegations: tuple[DelegationFile, ...] = ()
    books: tuple[BookFile, ...] = ()
    hours: str = "regional-office-5-days"
    address: str = ""
    place: str = ""  # where its letters are written; empty: without place
    note: dict[str, Any] = field(default_factory=dict)
