"""Reading ``sops/parameters/*.yaml``: law as dated values, each with source and certainty.

The format is described in ``docs/developers/parameters.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from loket.core.calendar import Span
from loket.office import rules as pure

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
KINDS = ("national", "joint_leave", "local")
CERTAINTIES = ("pasti", "perkiraan")
_SPAN = re.compile(r"([0-2][0-9])\.([0-5][0-9])-([0-2][0-9])\.([0-5][0-9])")


class ParameterFault(ValueError):
    """A file of parameters that can't be used; the message names file, place and remedy."""


class Day(Struct, frozen=True):
    """One day on which offices are closed."""

    day: date
    name: str
    kind: str
    source: str
    certainty: str
    doubt: str
    checked_on: date


class Week(Struct, frozen=True):
    """Office hours of a week within a period."""

    name: str
    valid_from: date
    valid_to: date | None
    week: tuple[tuple[Span, ...], ...]
    source: str
    certainty: str
    doubt: str
    checked_on: date


class DatedValue(Struct, frozen=True):
    """One value in force from day to day."""

    name: str
    value: Any
    valid_from: date
    valid_to: date | None
    source: str
    certainty: str
    doubt: str
    checked_on: date


class LawFiles(Struct, frozen=True):
    """Everything the files of one directory say. ``hours`` is by the name of the set."""

    days: tuple[Day, ...] = ()
    hours: dict[str, tuple[Week, ...]] = field(default_factory=dict)
    values: tuple[DatedValue, ...] = ()


def read_parameters(directory: Path) -> LawFiles:
    """Read every ``*.yaml`` of a directory. Raises ParameterFault for the first fault."""
    days: list[Day] = []
    hours: dict[str, tuple[Week, ...]] = {}
    values: list[DatedValue] = []
    for path in sorted(directory.glob("*.yaml")):
        page = _Page(path)
        days += [page.day(row, where) for row, where in page.rows("days")]
        for name, rows in page.table("sets").items():
            hours[name] = tuple(page.week(row, where) for row, where in page.items(rows, name))
        values += [page.value(row, where) for row, where in page.rows("values")]
    twice = _first_twice([(row.day, row.kind) for row in days])
    if twice is not None:
        raise ParameterFault(f"{directory}: {twice[0]} ({twice[1]}) ditulis dua kali.")
    twice = _first_twice([(row.name, row.valid_from) for row in values])
    if twice is not None:
        raise ParameterFault(f"{directory}: {twice[0]} sejak {twice[1]} ditulis dua kali.")
    return LawFiles(tuple(days), hours, tuple(values))


def _first_twice(keys: list[Any]) -> Any:
    seen: set[Any] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None


class _Loader(yaml.SafeLoader):
    """SafeLoader that takes a key written twice for the error it is."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = _first_twice(keys)
        if twice is not None:
            line = node.start_mark.line + 1
            raise ParameterFault(f"{node.start_mark.name}:{line}: kunci {twice} ditulis dua kali.")
        return super().construct_mapping(node, deep)


class _Page:
    """One file: where faults are said to be, and what its rows share."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open(encoding="utf-8") as text:
            try:
                read = yaml.load(text, _Loader)  # noqa: S506  (a SafeLoader)
            except yaml.YAMLError as error:
                raise ParameterFault(f"{path}: bukan YAML yang sah: {error}") from error
        if not isinstance(read, dict):
            raise self.fault("berkas", "harus berisi tabel topic, checked_on, sources, …")
        self.top = read
        self.checked_on = self.take(read, "checked_on", "berkas", date)
        self.sources = self.table("sources")

    def fault(self, where: str, what: str) -> ParameterFault:
        return ParameterFault(f"{self.path}: {where}: {what}")

    def take(self, row: Any, key: str, where: str, kind: type, default: Any = ...) -> Any:
        if not isinstance(row, dict):
            raise self.fault(where, "harus berupa tabel {kunci: nilai}.")
        found = row.get(key, default)
        if found is ...:
            raise self.fault(where, f"tulis {key}.")
        if found is not default and (not isinstance(found, kind) or isinstance(found, bool)):
            raise self.fault(where, f"{key} harus {kind.__name__}, tertulis {found!r}.")
        return found

    def table(self, key: str) -> dict[str, Any]:
        return self.take(self.top, key, "berkas", dict, {})

    def rows(self, key: str) -> Iterator[tuple[Any, str]]:
        return self.items(self.take(self.top, key, "berkas", list, []), key)

    def items(self, rows: Any, key: str) -> Iterator[tuple[Any, str]]:
        if not isinstance(rows, list):
            raise self.fault(key, "harus berupa daftar.")
        return ((row, f"{key} no. {n}") for n, row in enumerate(rows, start=1))

    def law(self, row: Any, where: str) -> dict[str, Any]:
        """Source, certainty and day of checking of a row."""
        source = self.take(row, "source", where, str)
        if source not in self.sources:
            raise self.fault(where, f"sumber {source!r} tidak ada di sources.")
        certainty = self.one_of(row, "certainty", where, CERTAINTIES)
        doubt = str(self.take(row, "doubt", where, str, ""))
        text = str(self.sources[source])
        if certainty == "perkiraan" and not doubt:
            raise self.fault(where, "perkiraan perlu alasannya: tulis doubt.")
        return {
            "source": text,
            "certainty": certainty,
            "doubt": self._doubt(doubt),
            "checked_on": self.take(row, "checked_on", where, date, self.checked_on),
        }

    def _doubt(self, text: str) -> str:
        """A reason, or the key of one that many rows share."""
        return str(self.table("doubts").get(text, text))

    def one_of(self, row: Any, key: str, where: str, allowed: tuple[str, ...]) -> str:
        found = self.take(row, key, where, str)
        if found not in allowed:
            raise self.fault(where, f"{key} harus salah satu dari {', '.join(allowed)}.")
        return found

    def day(self, row: Any, where: str) -> Day:
        return Day(
            day=self.take(row, "day", where, date),
            name=self.take(row, "name", where, str),
            kind=self.one_of(row, "kind", where, KINDS),
            **self.law(row, where),
        )

    def week(self, row: Any, where: str) -> Week:
        written = self.take(row, "week", where, dict)
        strange = sorted(set(written) - set(DAYS))
        if strange:
            raise self.fault(where, f"{strange[0]} bukan nama hari ({', '.join(DAYS)}).")
        week = tuple(self._spans(written.get(day) or [], f"{where}, {day}") for day in DAYS)
        name = self.take(row, "name", where, str)
        valid_from, valid_to = self._period(row, where)
        self._try(where, lambda: pure.hours(name, valid_from, valid_to, _minutes(week)))
        return Week(name, valid_from, valid_to, week, **self.law(row, where))

    def value(self, row: Any, where: str) -> DatedValue:
        valid_from, valid_to = self._period(row, where)
        return DatedValue(
            name=self.take(row, "name", where, str),
            value=self.take(row, "value", where, object),
            valid_from=valid_from,
            valid_to=valid_to,
            **self.law(row, where),
        )

    def _period(self, row: Any, where: str) -> tuple[date, date | None]:
        valid_from = self.take(row, "valid_from", where, date)
        valid_to = self.take(row, "valid_to", where, date, None)
        if valid_to is not None and valid_to < valid_from:
            raise self.fault(where, "valid_to sebelum valid_from.")
        return valid_from, valid_to

    def _spans(self, texts: Any, where: str) -> tuple[Span, ...]:
        found = [_SPAN.fullmatch(str(text)) for text in texts]
        if not isinstance(texts, list) or None in found:
            raise self.fault(where, 'tulis jam seperti ["07.30-12.00", "13.00-16.00"].')
        parts = [tuple(map(int, one.groups())) for one in found if one is not None]
        return tuple(Span(a * 60 + b, c * 60 + d) for a, b, c, d in parts)

    def _try(self, where: str, make: Callable[[], object]) -> None:
        try:
            make()
        except ValueError as error:
            raise self.fault(where, f"jam kerja tidak berurutan: {error}") from error


def _minutes(week: tuple[tuple[Span, ...], ...]) -> list[list[list[int]]]:
    return [[[span.start, span.end] for span in day] for day in week]
