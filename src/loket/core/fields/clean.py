"""From what was typed to what is kept: one door for every type of field.

Kept values are plain JSON (text, whole number, true/false, dict, list), so that an act may hold
them as they stand. Files and signatures are kept as ``Upload`` by the shell; here a file is
already one, and a signature comes out as PNG bytes.

=============  =====================================  ==========================================
type           what was typed                         what is kept
=============  =====================================  ==========================================
number, money  text                                   int (Rupiah)
date, time     text                                   ``2026-11-20``, ``08:30``
yes_no         ``yes`` or ``no``                      bool
choice         value of an option                     the value
officer        id of an officer                       the id
person         name of a person                       the name
file, photo    an object of the shell, or None        the same object
signature      PNG data URL, or a file as above       bytes, or the same object
list           list of {field name: typed}            list of {field name: kept}
others         text                                   text (phone ``+62…``, area ``33.13.05``)
=============  =====================================  ==========================================

An empty answer to a field that is not required is kept as None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct, field

from loket.core.fields import amounts, contact, drawn, identity, moments, written
from loket.core.fields.invalid import Invalid
from loket.core.fields.spec import Field

LONGEST_LIST = 50  # items; ours

_MISSING = {
    "choice": "belum dipilih",
    "officer": "belum dipilih",
    "file": "belum diunggah",
    "photo": "belum diunggah",
    "signature": "belum ada",
}


class Context(Struct, frozen=True):
    """What an answer is judged against: the office's own day, whether numbers of training
    (province 99) are welcome, the officers that may be named (id to name) besides those
    that a field lists itself, and ``answers`` given elsewhere, by the full name of the fact."""

    today: date
    training: bool = False
    officers: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)


def is_empty(raw: Any) -> bool:
    """Whether nothing was typed."""
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, Mapping):
        return all(is_empty(value) for value in raw.values())
    if isinstance(raw, list | tuple):
        return all(is_empty(item) for item in raw)
    return raw is None


def applies(spec: Field, typed: Mapping[str, Any]) -> bool:
    """Whether the field is asked at all, from what its neighbours hold (typed or kept). One
    that depends on an answer elsewhere which nobody gave is asked: people know better."""
    if spec.when is None:
        return True
    name = str(spec.when.get("field", ""))
    if "." in name and name not in typed:
        return True
    wanted = spec.when.get("is")
    wanted = wanted if isinstance(wanted, list | tuple) else [wanted]
    return _as_typed(typed.get(name)) in [_as_typed(one) for one in wanted]


def _as_typed(answer: Any) -> Any:
    return ("yes" if answer else "no") if isinstance(answer, bool) else answer


def clean(spec: Field, raw: Any, context: Context) -> Any:
    """The value to keep. Raises Invalid, and nothing else, whatever ``raw`` is."""
    if is_empty(raw):
        return _nothing(spec)
    if spec.type in ("file", "photo"):
        return raw
    if spec.type == "signature" and not isinstance(raw, str):
        return raw  # a photo of a signed slip in place of the drawing
    if spec.type == "list":
        return _list(spec, raw, context)
    if not isinstance(raw, str):
        raise Invalid("Isian ini tidak terbaca. Ketik ulang.")
    kept = _CLEANERS[spec.type](spec, raw, context)
    return _nothing(spec) if kept == "" else kept


def _nothing(spec: Field) -> None:
    if not spec.required:
        return
    if spec.type == "yes_no":
        raise Invalid(f"Jawab Ya atau Tidak: {spec.label.rstrip(' ?.')}.")
    raise Invalid(f"{spec.label} {_MISSING.get(spec.type, 'belum diisi')}.")


def _yes_no(spec: Field, raw: str, context: Context) -> bool:
    if raw not in ("yes", "no"):
        raise Invalid("Pilih Ya atau Tidak.")
    return raw == "yes"


def _choice(spec: Field, raw: str, context: Context) -> str:
    if raw not in {option.value for option in spec.options}:
        raise Invalid("Pilih salah satu dari daftar.")
    return raw


def _officer(spec: Field, raw: str, context: Context) -> str:
    if raw not in context.officers and raw not in {option.value for option in spec.options}:
        raise Invalid("Pilih pegawai dari daftar.")
    return raw


def _list(spec: Field, raw: Any, context: Context) -> list[dict[str, Any]]:
    if not isinstance(raw, list | tuple) or not all(isinstance(item, Mapping) for item in raw):
        raise Invalid("Isian ini tidak terbaca. Ketik ulang.")
    longest = LONGEST_LIST if spec.max is None else min(spec.max, LONGEST_LIST)
    filled = [(number, item) for number, item in enumerate(raw) if not is_empty(item)]
    errors: dict[str, str] = {}
    kept: list[dict[str, Any]] = []
    for number, item in filled[:longest]:
        values, wrong = clean_all(spec.of, item, context)
        kept.append(values)
        errors |= {f"{number}.{place}": message for place, message in wrong.items()}
    if len(filled) > longest:
        errors[""] = f"Paling banyak {longest} baris. Hapus yang berlebih."
    if spec.min is not None and len(filled) < spec.min:
        errors[""] = f"Paling sedikit {spec.min} baris. Tambahkan lagi."
    if errors:
        raise Invalid(errors)
    return kept


def clean_all(
    fields: tuple[Field, ...], typed: Mapping[str, Any], context: Context
) -> tuple[dict[str, Any], dict[str, str]]:
    """Clean neighbours together: kept values by name, and errors by ``name`` or
    ``name.place``. A field whose condition does not hold is kept as None, or as what it is
    ``otherwise``."""
    known = {**context.answers, **typed}
    kept: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for spec in fields:
        if not applies(spec, known):
            kept[spec.name] = spec.otherwise or None
            continue
        try:
            kept[spec.name] = _needed(spec, clean(spec, typed.get(spec.name), context), known)
        except Invalid as invalid:
            for place, message in invalid.errors.items():
                errors[f"{spec.name}.{place}" if place else spec.name] = message
    return kept, errors


def _needed(spec: Field, value: Any, known: Mapping[str, Any]) -> Any:
    """The value, unless it says that the field does not apply while it does. Raises Invalid."""
    if spec.when and spec.otherwise and value == spec.otherwise and spec.when["field"] in known:
        raise Invalid(f"{spec.label} diperlukan ({spec.when.get('says', '')}). Pilih yang lain.")
    return value


_CLEANERS: dict[str, Callable[[Field, str, Context], Any]] = {
    "text": lambda spec, raw, context: written.clean_text(raw),
    "long_text": lambda spec, raw, context: written.clean_long_text(raw),
    "person": lambda spec, raw, context: written.clean_name(raw),
    "address": lambda spec, raw, context: written.clean_address(raw),
    "number": lambda spec, raw, context: amounts.clean_number(raw, spec.min, spec.max),
    "money": lambda spec, raw, context: amounts.clean_money(raw, spec.min, spec.max),
    "date": lambda spec, raw, context: moments.clean_date(
        raw, context.today, past=spec.past, future=spec.future
    ),
    "time": lambda spec, raw, context: moments.clean_time(raw),
    "yes_no": _yes_no,
    "choice": _choice,
    "officer": _officer,
    "nik": lambda spec, raw, context: identity.clean_nik(raw, training=context.training),
    "kk": lambda spec, raw, context: identity.clean_kk(raw, training=context.training),
    "nip": lambda spec, raw, context: identity.clean_nip(raw),
    "phone": lambda spec, raw, context: contact.clean_phone(raw),
    "area": lambda spec, raw, context: contact.clean_area(raw),
    "signature": lambda spec, raw, context: drawn.clean_signature(raw),
}
