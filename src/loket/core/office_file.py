"""An office as its file describes it: letterhead, posts, books, hours, area."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import Struct, field


class PostFile(Struct, frozen=True, omit_defaults=True):
    """One post of the tree. ``superior`` is None at the top. ``aliases`` are other names the
    sheets use for it. ``source`` names the seed line, or ``ours``."""

    id: str
    label: str
    unit: str = ""
    superior: str | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""


class DelegationFile(Struct, frozen=True, omit_defaults=True):
    """A standing right of ``to`` to act a.n. ``of`` in some procedures (None: in all)."""

    of: str
    to: str
    basis: str
    valid_from: date
    valid_to: date | None = None
    procedures: tuple[str, ...] | None = None


class BookFile(Struct, frozen=True, omit_defaults=True):
    """A numbered book of the office and the pattern of its numbers."""

    id: str
    title: str
    pattern: str = ""
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
    note: dict[str, Any] = field(default_factory=dict)
