"""Rules across the fields of one form: what is computed from answers, what must hold of them.

The vocabulary is closed (docs/developers/sheet.md), nothing of a file is ever executed. A rule
of which one answer is missing says nothing: that the answer is missing is told at its own field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from loket.core.fields.amounts import grouped
from loket.core.fields.moments import written

BOUND = "batas"  # in a message: what the rule compares with
_PLACE = re.compile(r"\{([a-z0-9_]*)\}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Computed(Struct, frozen=True, omit_defaults=True):
    """A fact that follows from two dates of the form: calendar days from ``days_from`` to ``to``,
    less than zero when ``to`` is the earlier."""

    name: str
    label: str
    days_from: str
    to: str


class Required(Struct, frozen=True, omit_defaults=True):
    """What must hold of ``field``, a question or a computed fact of the same form.

    Exactly one comparison: ``less`` than or ``at_least`` a whole number; ``not_before`` or
    ``not_after`` another date of the form. ``otherwise`` (``else`` in the file) is said where it
    does not hold, ``then`` beside the value where it does. ``source`` names the rule's source.
    """

    field: str
    otherwise: str
    source: str
    then: str = ""
    less: int | None = None
    at_least: int | None = None
    not_before: str = ""
    not_after: str = ""

    def bound(self, values: Mapping[str, Any]) -> Any:
        """What the field is compared with; None while the other answer is missing."""
        if self.not_before or self.not_after:
            return values.get(self.not_before or self.not_after)
        return self.less if self.less is not None else self.at_least

    def holds(self, values: Mapping[str, Any]) -> bool | None:
        """Whether it holds of these answers; None while one of them is missing."""
        value, bound = values.get(self.field), self.bound(values)
        if value is None or bound is None:
            return None
        if self.less is not None:
            return bool(value < bound)
        if self.not_after:
            return bool(value <= bound)  # ISO dates compare as texts
        return bool(value >= bound)


def compute(computed: Sequence[Computed], kept: Mapping[str, Any]) -> dict[str, int]:
    """The computed facts of these kept answers; those that lack an answer are left out."""
    facts = {}
    for one in computed:
        first, last = kept.get(one.days_from), kept.get(one.to)
        if first is not None and last is not None:
            facts[one.name] = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return facts


def broken(
    computed: Sequence[Computed], required: Sequence[Required], kept: Mapping[str, Any]
) -> dict[str, str]:
    """The message of the first broken rule by the field it stands at; a computed fact speaks at
    the date that it runs to."""
    values = {**kept, **compute(computed, kept)}
    at = {one.name: one.to for one in computed}
    errors: dict[str, str] = {}
    for rule in required:
        if rule.holds(values) is False:
            message = _say(rule.otherwise, values, rule.bound(values))
            errors.setdefault(at.get(rule.field, rule.field), message)
    return errors


def reasons(
    computed: Sequence[Computed], required: Sequence[Required], kept: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Each computed fact with its label, and in words what follows from it."""
    values = {**kept, **compute(computed, kept)}
    for one in computed:
        if one.name in values:
            said = [f"{grouped(values[one.name])} hari"] + [
                _say(rule.then, values, rule.bound(values))
                for rule in required
                if rule.field == one.name and rule.then and rule.holds(values)
            ]
            yield one.label, ". ".join(said)


def places(text: str) -> list[str]:
    """The names in braces of a message."""
    return _PLACE.findall(text)


def _say(text: str, values: Mapping[str, Any], bound: Any) -> str:
    told = {**values, BOUND: bound}
    return _PLACE.sub(lambda found: _shown(told.get(found.group(1))), text)


def _shown(value: Any) -> str:
    if isinstance(value, str) and _ISO.fullmatch(value):
        return written(date.fromisoformat(value))
    if isinstance(value, int):
        return grouped(value)
    return "" if value is None else str(value)
