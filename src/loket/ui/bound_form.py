"""A form as a template shows it: every field with its answer, its error and its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field

from loket.core.action import Upload
from loket.core.fields.amounts import grouped
from loket.core.fields.clean import LONGEST_LIST, applies
from loket.core.fields.contact import local_phone
from loket.core.fields.moments import written
from loket.core.fields.spec import Field, Option
from loket.ui.step_form import SLIP, FormPart, ReadForm, row_numbers, token

_YES_NO = (Option("yes", "Ya"), Option("no", "Tidak"))


def field_id(name: str, scope: str = "") -> str:
    """The id of the control with this HTML name; the error summary links to it. ``scope``
    tells the forms of one page apart."""
    return f"f{scope}-" + name.replace(".", "-").replace("_", "-")


class BoundField(Struct):
    """One field ready to be drawn. ``value`` is the text to show; ``rows`` those of a list;
    ``kept`` an upload of before with its ``token``; ``when`` the HTML name and value that the
    field depends on; ``settled``: an answer of an earlier step says that it does not apply."""

    spec: Field
    name: str
    scope: str = ""
    value: str = ""
    error: str = ""
    options: tuple[Option, ...] = ()
    rows: list[list[BoundField]] = field(default_factory=list)
    kept: Upload | None = None
    token: str = ""
    when: tuple[str, str] | None = None
    settled: bool = False

    @property
    def id(self) -> str:
        return field_id(self.name, self.scope)

    @property
    def label(self) -> str:
        return self.spec.label

    @property
    def described_by(self) -> str:
        """Ids for ``aria-describedby``: the hint, then the error."""
        ids = ([f"{self.id}-hint"] if self.spec.help else []) + (
            [f"{self.id}-error"] if self.error else []
        )
        return " ".join(ids)

    @property
    def template(self) -> str:
        return f"ui/form/{self.spec.type}.html"


class BoundPart(Struct):
    """One part of a form ready to be drawn; ``by_name`` is for an action's own template."""

    part: FormPart
    fields: list[BoundField]

    @property
    def title(self) -> str:
        return self.part.title

    @property
    def facts(self) -> dict[str, Any]:
        return self.part.facts

    @property
    def exit(self) -> str:
        """The exit on which alone this part counts, "" for every exit."""
        return str(self.part.facts.get("exit") or "")

    @property
    def page(self) -> str:
        return self.part.page or "ui/form/part.html"

    @property
    def by_name(self) -> dict[str, BoundField]:
        return {bound.spec.name: bound for bound in self.fields}


class ErrorLine(Struct, frozen=True):
    """One line of the summary on top: where it leads, what it is called, what to do."""

    id: str
    label: str
    message: str


def bind(
    parts: Sequence[FormPart],
    form: ReadForm | None = None,
    initial: Mapping[str, Any] | None = None,
    officers: Mapping[str, str] | None = None,
    scope: str = "",
) -> list[BoundPart]:
    """Parts for the template. ``form`` shows again what was typed; without it ``initial``
    gives first answers, kept values by HTML name (``<prefix>.<field>``). ``scope`` (letters
    and digits) makes the ids of this form its own on a page with several."""
    binder = _Binder(form, dict(_flat(initial or {})), officers or {}, scope)
    for part in parts:
        for spec in part.fields:
            binder.names[f"{part.named}.{spec.name}"] = f"{part.prefix}.{spec.name}"
    bound = []
    for part in parts:
        binder.known = part.known
        bound.append(BoundPart(part, binder.fields(part.prefix, part.fields)))
    return bound


def _flat(initial: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """First answers with those inside lists under the names of their own fields."""
    for name, value in initial.items():
        yield name, value
        if isinstance(value, list | tuple):
            for row, item in enumerate(value):
                yield from ((f"{name}.{row}.{sub}", answer) for sub, answer in item.items())


def error_lines(
    bound: Sequence[BoundPart], form: ReadForm | None, scope: str = ""
) -> list[ErrorLine]:
    """The summary, in the order of the page; errors of no field (a decision, a reason) last."""
    if form is None:
        return []
    labels: dict[str, str] = {}
    for part in bound:
        _label(part.fields, labels, "")
    order = {name: place for place, name in enumerate(labels)}
    names = sorted(form.errors, key=lambda name: order.get(name, len(order)))
    return [
        ErrorLine(field_id(name, scope), labels.get(name, ""), form.errors[name]) for name in names
    ]


def _label(fields: Sequence[BoundField], labels: dict[str, str], before: str) -> None:
    for bound in fields:
        labels[bound.name] = before + bound.label
        for number, row in enumerate(bound.rows, start=1):
            _label(row, labels, f"{bound.label} {number}, ")


class _Binder:
    def __init__(
        self,
        form: ReadForm | None,
        initial: Mapping[str, Any],
        officers: Mapping[str, str],
        scope: str,
    ) -> None:
        self.form, self.initial, self.officers, self.scope = form, initial, officers, scope
        self.names: dict[str, str] = {}  # HTML names of this form by the full name of the fact
        self.known: Mapping[str, Any] = {}  # facts of earlier steps

    def fields(self, prefix: str, fields: Sequence[Field]) -> list[BoundField]:
        return [self._field(prefix, spec) for spec in fields]

    def _field(self, prefix: str, spec: Field) -> BoundField:
        name = f"{prefix}.{spec.name}"
        bound = BoundField(spec, name, self.scope, options=self._options(spec))
        if spec.when:
            self._depend(bound, prefix, spec, spec.when)
        if spec.type == "list":
            bound.rows = [
                self.fields(f"{name}.{row}", spec.of) for row in range(self._row_count(spec, name))
            ]
        elif self.form is not None:
            typed = self.form.typed.get(name, ())
            bound.value = typed[-1] if typed else ""
        else:
            bound.value = shown(spec, self.initial.get(name, spec.default))
        if self.form is not None:
            bound.error = self.form.errors.get(name, "")
            upload = self.form.uploads.get(name) or self.form.uploads.get(name + SLIP)
            if upload is not None:
                bound.kept, bound.token = upload, token(upload)
        return bound

    def _depend(self, bound: BoundField, prefix: str, spec: Field, when: Mapping[str, Any]) -> None:
        """On an answer of this form, which may still change, or on one given before."""
        field = str(when.get("field"))
        name = self.names.get(field) if "." in field else f"{prefix}.{field}"
        if name is not None:
            bound.when = (name, _wanted(when.get("is")))
        elif field in self.known:
            bound.settled = not applies(spec, self.known)
            bound.options = tuple(one for one in bound.options if one.value != spec.otherwise)

    def _options(self, spec: Field) -> tuple[Option, ...]:
        if spec.type == "yes_no":
            return _YES_NO
        if spec.type == "officer" and not spec.options:
            return tuple(Option(key, name) for key, name in self.officers.items())
        return spec.options

    def _row_count(self, spec: Field, name: str) -> int:
        """Rows that hold something and a spare one: a list grows without any script."""
        if self.form is not None:
            sent = [
                key for key, texts in self.form.typed.items() if any(text.strip() for text in texts)
            ]
            filled = max(row_numbers(name, [*sent, *self.form.uploads]), default=-1) + 1
        else:
            filled = len(self.initial.get(name, ()))
        longest = LONGEST_LIST if spec.max is None else min(spec.max, LONGEST_LIST)
        return max(min(max(filled + 1, spec.min or 1), longest), filled)


def _wanted(value: Any) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    return "|".join(
        ("yes" if one else "no") if isinstance(one, bool) else str(one) for one in values
    )


def shown(spec: Field, value: Any) -> str:
    """A kept value as the field shows it: dates ``20-11-2026``, money with points."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return grouped(value) if spec.type == "money" else str(value)
    text = str(value)
    if spec.type == "phone":
        return local_phone(text)
    if spec.type == "time":
        return text.replace(":", ".")
    if spec.type == "date":
        try:
            return written(date.fromisoformat(text))
        except ValueError:
            return text
    return text
