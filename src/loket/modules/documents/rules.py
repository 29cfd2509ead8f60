"""What letters say and may do: plain values in, words and answers out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from loket.core.fields import moments
from loket.core.fields.amounts import grouped
from loket.core.fields.spec import Field
from loket.core.sheet import Procedure, Step, WorkEntry

DRAFT_ACTION, SIGN_ACTION, PARAF_ACTION = (
    "documents.draft",
    "documents.sign_wet",
    "documents.paraf",
)
_STRENGTH = ("definitive", "plt", "plh", "superior", "an")


class Letter(Struct, frozen=True):
    """A letter that a sheet drafts: where its work says so, who signs it, who initials it."""

    key: str
    title: str
    sign_step: str
    sign_actor: str
    parafs: tuple[str, ...]  # labels of the actors, in the order of the sheet


def key_of(step: Step, entry: WorkEntry) -> str:
    """The name of a letter within its case: the prefix of the facts of its draft."""
    return entry.named or step.id


def letter_of(procedure: Procedure, step: Step, entry: WorkEntry) -> Letter:
    """The letter that this entry drafts, with who signs and who initials it by the sheet."""
    key = key_of(step, entry)
    signs = _entries(procedure, SIGN_ACTION, key)
    parafs = _entries(procedure, PARAF_ACTION, key)
    sign_step, sign_actor = signs[0] if signs else ("", "")
    return Letter(
        key=key,
        title=str(entry.options.get("letter") or procedure.sheet.title),
        sign_step=sign_step,
        sign_actor=sign_actor,
        parafs=tuple(procedure.sheet.actor(actor).label for _, actor in parafs),
    )


def _entries(procedure: Procedure, action: str, key: str) -> list[tuple[str, str]]:
    """Step and actor of every entry that does this with the letter."""
    return [
        (step.id, entry.part or step.actors[0])
        for step in procedure.sheet.steps
        for entry in procedure.work.of(step.id).entries
        if entry.do == action and entry.options.get("of") == key
    ]


def spaced_nip(nip: str) -> str:
    """``19670514 198903 1 011``, as it is written under a signature."""
    cut = (nip[:8], nip[8:14], nip[14:15], nip[15:])
    return " ".join(part for part in cut if part)


def weight(posts: tuple[str, ...], post: str, kind: str) -> tuple[int, int]:
    """Who signs first: by the order of the posts, then by the strength of the right."""
    return (_STRENGTH.index(kind), posts.index(post) if post in posts else len(posts))


def block(lines: Iterable[tuple[str, str]], name: str, rank: str, nip: str) -> dict[str, Any]:
    """What a letter prints over and under a signature; the last line ends with a comma."""
    rows: list[str] = []
    for prefix, post in lines:
        if prefix.startswith("u.b."):  # untuk beliau: on a line of its own
            rows.append("u.b.")
            prefix = prefix.removeprefix("u.b.").strip()
        rows.append(f"{prefix} {post}".strip())
    if rows:
        rows[-1] += ","
    return {"lines": rows, "name": name, "rank": rank, "nip": spaced_nip(nip)}


def long_day(iso: str) -> str:
    """``2026-11-25`` as ``25 November 2026``; what is no date comes back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return moments.long_day(day)


def nested(facts: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """``{"a.b": 1}`` as ``{"a": {"b": 1}}``, as templates read it."""
    found: dict[str, dict[str, Any]] = {}
    for name, value in facts.items():
        prefix, _, rest = name.partition(".")
        found.setdefault(prefix, {})[rest] = value
    return found


def asked_fields(procedure: Procedure) -> dict[str, Field]:
    """The fields that the work of a procedure asks for, by the full name of their fact."""
    return {
        f"{key_of(step, entry)}.{spec.name}": spec
        for step in procedure.sheet.steps
        for entry in procedure.work.of(step.id).entries
        for spec in entry.ask
    }


def in_words(facts: Mapping[str, Any], specs: Mapping[str, Field]) -> dict[str, Any]:
    """Facts as a letter writes them: dates and choices in words; what was not asked is ""."""
    words = {name: _words(specs.get(name), value) for name, value in facts.items()}
    return {**{name: "" if spec.type != "list" else [] for name, spec in specs.items()}, **words}


def _words(spec: Field | None, value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, list | tuple):
        parts = {sub.name: sub for sub in spec.of} if spec else {}
        return [_item(one, parts) for one in value]
    if isinstance(value, Mapping):
        return str(value.get("name", ""))  # a file: its name
    if spec is None:
        return str(value)
    if spec.type == "choice":
        return next((one.label for one in spec.options if one.value == value), str(value))
    if spec.type == "date":
        return long_day(str(value))
    if spec.type == "time":
        return str(value).replace(":", ".")
    if spec.type == "money":
        return f"Rp{grouped(int(value))}"
    return str(value)


def _item(one: Any, parts: Mapping[str, Field]) -> Any:
    if not isinstance(one, Mapping):
        return _words(None, one)
    said = {name: _words(parts.get(name), value) for name, value in one.items()}
    return {**dict.fromkeys(parts, ""), **said}
