"""What one form field is: its type, its label, its bounds."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

FIELD_TYPES = frozenset(
    [
        "text",
        "long_text",
        "number",
        "money",
        "date",
        "time",
        "yes_no",
        "choice",
        "nik",
        "kk",
        "nip",
        "phone",
        "person",
        "officer",
        "address",
        "area",
        "file",
        "photo",
        "signature",
        "list",
    ]
)
PLAIN_TYPES = frozenset({"number", "money", "time", "yes_no", "choice"})


class Option(Struct, frozen=True, omit_defaults=True):
    """One answer of a ``choice``."""

    value: str
    label: str


class Field(Struct, frozen=True, omit_defaults=True):
    """One question of a form.

    ``type`` is one of FIELD_TYPES. ``min`` and ``max`` bound a number, money (Rupiah) or the
    length of a list; ``past`` and ``future`` say whether a date may lie there. ``of`` are the
    fields of one item of a ``list`` (one level). ``when`` shows the field only if another
    field has a value: ``{"field": name, "is": value}``; a name with a dot is that of a fact, or
    of an answer elsewhere in the same form. ``otherwise`` is then kept where the condition does
    not hold, and no answer where it does; ``when["says"]`` is the condition in words.
    ``personal`` None means: by type (everything but number, money, time, yes_no and choice is
    personal data).
    """

    name: str
    type: str
    label: str
    required: bool = True
    help: str = ""
    options: tuple[Option, ...] = ()
    min: int | None = None
    max: int | None = None
    past: bool = True
    future: bool = False
    of: tuple[Field, ...] = ()
    when: dict[str, Any] | None = None
    personal: bool | None = None
    default: str = ""
    otherwise: str = ""

    @property
    def is_personal(self) -> bool:
        return self.type not in PLAIN_TYPES if self.personal is None else self.personal
