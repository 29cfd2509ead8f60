"""Situations of an office as they are told in ``scenarios.yaml``: what is given, who does what,
what is expected. Plain values; ``loket.modules.procedures`` plays them."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field


class Applicant(Struct, frozen=True, forbid_unknown_fields=True):
    """The invented person at the counter."""

    name: str
    nik: str
    phone: str = ""
    address: str = "Dusun Krajan RT 01/RW 01"


class Given(Struct, frozen=True, forbid_unknown_fields=True):
    """The day: ``at`` is a local moment (``2026-11-23T08:30``), ``absent`` are posts whose
    holder is away, ``plh`` and ``plt`` map a post to the post of who acts for it."""

    at: str
    applicant: Applicant | None = None
    absent: tuple[str, ...] = ()
    plh: dict[str, str] = {}
    plt: dict[str, str] = {}


class Deed(Struct, frozen=True, forbid_unknown_fields=True):
    """One step done or returned. ``by`` is a post, or a party with ``recorded_by`` the post that
    fills it in. ``acting`` (``as``) and ``acts_for`` (``for``) say in which capacity. ``fill`` is
    by the ``as`` of the work entry. ``exit`` of a decision, ``yes`` when absent. ``return_to``
    sends the file back instead. ``at`` moves the clock first. ``refused``: words of the refusal
    that must follow; the file then stays as it is."""

    step: str
    by: str
    recorded_by: str = ""
    acting: str = field(name="as", default="")
    acts_for: str = field(name="for", default="")
    fill: dict[str, Any] = {}
    exit: str = "yes"
    reason: str = ""
    return_to: str = ""
    at: str = ""
    refused: str = ""


class Returned(Struct, frozen=True, forbid_unknown_fields=True):
    """The file went back."""

    origin: str = field(name="from")
    to: str


class Signed(Struct, frozen=True, forbid_unknown_fields=True):
    """Who signed: the holder of the post ``by``, acting ``as`` for the post ``for``."""

    by: str
    acting: str = field(name="as", default="definitive")
    acts_for: str = field(name="for", default="")


class Expect(Struct, frozen=True, forbid_unknown_fields=True):
    """What must have come of it; what is not named is not compared. ``walked`` are the rows left,
    in order; ``left`` the kinds of the proofs; ``clock_stood`` the row or rows at which the
    promise stood still; ``facts`` some facts by full name."""

    ended: Literal["done", "rejected", "cancelled", "open", "none"] | UnsetType = UNSET
    walked: tuple[str, ...] | UnsetType = UNSET
    left: tuple[str, ...] | UnsetType = UNSET
    returned: tuple[Returned, ...] | UnsetType = UNSET
    clock_stood: str | tuple[str, ...] | UnsetType = UNSET
    signed: Signed | UnsetType = UNSET
    on_time: bool | UnsetType = UNSET
    facts: dict[str, Any] | UnsetType = UNSET


class Scenario(Struct, frozen=True, forbid_unknown_fields=True):
    """One situation, named as the office would."""

    situation: str
    given: Given
    do: tuple[Deed, ...]
    expect: Expect
