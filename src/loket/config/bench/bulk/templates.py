"""Walked cases taken apart into texts with slots, from which copies are put together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct, json
from msgspec.structs import replace

from loket.core import chain
from loket.core.case import Case, Party
from loket.core.evolve import fold

NAME, NIK, SALT = "⟦nama⟧", "⟦nik⟧", "⟦garam⟧"
_VARIED = {"nama": NAME, "nik": NIK}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")

BEFORE, BEHIND = r"(?<!\w)", r"(?!\w)"  # so that 1/KK is not found within 11/KK

Pieces = tuple[str, ...]  # text, name of a slot, text, name of a slot … text


class GivenNumber(Struct, frozen=True):
    """A number that the case was given: its book's id and pattern, and the line it wrote."""

    book: int
    pattern: str
    classification: str
    unit: str
    key: str
    n: int
    number: str
    at: datetime
    columns: dict[str, Any]


class Template(Struct, frozen=True):
    """One case, or the beginning of one, as texts with slots."""

    office: str
    case: Case
    kinds: tuple[tuple[Any, ...], ...]  # per act: kind, task, officer, at
    texts: tuple[Pieces, ...]
    kept: tuple[Pieces, ...]
    state: Pieces
    artifacts: tuple[dict[str, Any], ...]
    labels: tuple[Pieces, ...]
    numbers: tuple[GivenNumber, ...]

    @property
    def is_open(self) -> bool:
        return self.case.state == "open"


def taken_apart(
    office_id: str,
    acts: list[tuple[str, Mapping[str, Any], str]],
    artifacts: list[dict[str, Any]],
    numbers: list[GivenNumber],
) -> Template:
    """The template of a case that consists of these stored acts."""
    folded = [chain.unseal(text, kept) for text, kept, _ in acts]
    case = fold(folded)
    slots = {case.id: "case"}
    slots |= {one["id"]: f"artifact{n}" for n, one in enumerate(artifacts)}
    for n, one in enumerate(numbers):
        slots[one.number] = f"number{n}"
        slots[f'{one.key}.urut":{one.n}'] = f"urut{n}"
    texts, kept_texts = [], []
    for position, (text, kept, _) in enumerate(acts):
        own = dict(slots)
        own[json.decode(text)["previous"]] = "previous"
        varied: dict[str, Any] = dict(kept)
        if position == 0:
            for field, mark in _VARIED.items():
                name = f"party.0.{field}"
                if name in kept:
                    own[chain.digest(*kept[name])] = f"digest.{field}"
                    varied[name] = [SALT + field, mark]
        texts.append(_pieces(text, own))
        marks = {NAME: "name", NIK: "nik"} | {SALT + one: f"salt.{one}" for one in _VARIED}
        kept_texts.append(_pieces(chain.canonical(varied) if varied else "", slots | marks))
    marked = replace(case, parties=tuple(_marked(n, one) for n, one in enumerate(case.parties)))
    return Template(
        office=office_id,
        case=case,
        kinds=tuple((one.kind, one.task, one.by.officer or "", one.at) for one in folded),
        texts=tuple(texts),
        kept=tuple(kept_texts),
        state=_pieces(chain.canonical(marked), slots | {NAME: "name", NIK: "nik"}),
        artifacts=tuple(artifacts),
        labels=tuple(_pieces(one["label"], slots) for one in artifacts),
        numbers=tuple(numbers),
    )


def _marked(place: int, party: Party) -> Party:
    if place:
        return party
    return Party(
        party.role, {name: _VARIED.get(name, value) for name, value in party.values.items()}
    )


def _pieces(text: str, slots: Mapping[str, str]) -> Pieces:
    """The text cut at every token; a longer token wins over one that it begins with."""
    tokens = sorted((token for token in slots if token), key=len, reverse=True)
    whole = "|".join(
        f"{BEFORE if one[0].isalnum() else ''}{re.escape(one)}{BEHIND if one[-1].isalnum() else ''}"
        for one in tokens
    )
    pattern = re.compile(f"({whole})")
    parts = pattern.split(text)
    return tuple(slots[part] if n % 2 else part for n, part in enumerate(parts))


def moved(pieces: Pieces, by: timedelta, days: Mapping[str, str]) -> Pieces:
    """The same with every moment in its texts later; ``days`` are words to replace."""

    def later(found: re.Match[str]) -> str:
        moment = datetime.fromisoformat(found[0].replace("Z", "+00:00")) + by
        return chain.canonical(moment)[1:-1]

    def text(part: str) -> str:
        part = _TIME.sub(later, part)
        for words, others in days.items():
            part = part.replace(words, others)
        return part

    return tuple(part if n % 2 else text(part) for n, part in enumerate(pieces))


def filled(pieces: Pieces, values: Mapping[str, str]) -> str:
    """The text with its slots filled."""
    return "".join([values[part] if n % 2 else part for n, part in enumerate(pieces)])


def aware(moment: datetime) -> datetime:
    """A stored moment as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
