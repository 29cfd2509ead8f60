"""The ``compute`` and ``require`` of a work entry: rules across the fields of its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loket.catalogue.reader.nodes import Node
from loket.catalogue.reader.page import Page
from loket.core.fields.across import BOUND, Computed, Required, places
from loket.core.fields.spec import Field

COMPUTE_KEYS = frozenset(Computed.__struct_fields__)
NUMBERS = ("less", "at_least")
DATES = ("not_before", "not_after")
REQUIRE_KEYS = frozenset({"field", "then", "else", "source", *NUMBERS, *DATES})
COUNTED = frozenset({"number", "money", "computed"})


def computed(
    page: Page, node: Node | None, where: str, ask: Sequence[Field]
) -> tuple[Computed, ...]:
    """What is computed from the dates that ``ask`` asks."""
    kinds = {one.name: one.type for one in ask}
    found: list[Computed] = []
    for position, body in enumerate(page.items(node, where), 1):
        here = f"{where} butir {position}"
        table = page.table(body, here, COMPUTE_KEYS)
        name = page.name(page.need(table, body, "name", here), f"{here}: name")
        if name and (name in kinds or name in [one.name for one in found]):
            page.twice(body, f"{here}: name", name)
        dates = {}
        for key in ("days_from", "to"):
            at = page.need(table, body, key, here)
            dates[key] = page.text(at, f"{here}: {key}")
            _check_kind(page, at, f"{here}: {key}", dates[key], kinds, {"date"})
        label = page.text(page.need(table, body, "label", here), f"{here}: label")
        found.append(Computed(name, label, dates["days_from"], dates["to"]))
    return tuple(found)


def required(
    page: Page, node: Node | None, where: str, ask: Sequence[Field], facts: Sequence[Computed]
) -> tuple[Required, ...]:
    """What must hold of the answers to ``ask`` and of the computed ``facts``."""
    kinds = {one.name: one.type for one in ask} | {one.name: "computed" for one in facts}
    return tuple(
        _rule(page, body, f"{where} butir {position}", kinds)
        for position, body in enumerate(page.items(node, where), 1)
    )


def _rule(page: Page, body: Node, where: str, kinds: Mapping[str, str]) -> Required:
    table = page.table(body, where, REQUIRE_KEYS)
    at = page.need(table, body, "field", where)
    field = page.text(at, f"{where}: field")
    given = [key for key in (*NUMBERS, *DATES) if key in table]
    if len(given) != 1:
        page.fault(
            body,
            "rule-comparison",
            f"{where} memuat {len(given)} perbandingan",
            "Satu syarat membandingkan satu isian dengan satu batas.",
            f"Tulis tepat satu dari: {', '.join((*NUMBERS, *DATES))}.",
            sound=True,
        )
    wanted = COUNTED if given and given[0] in NUMBERS else frozenset({"date"})
    if given:
        _check_kind(page, at, f"{where}: field", field, kinds, wanted)
    numbers = {
        key: page.number(table[key], f"{where}: {key}", None) for key in NUMBERS if key in table
    }
    dates = {key: page.text(table[key], f"{where}: {key}") for key in DATES if key in table}
    for key, name in dates.items():
        _check_kind(page, table[key], f"{where}: {key}", name, kinds, {"date"})
    then = page.text_or_none(table.get("then"), f"{where}: then") or ""
    otherwise = page.text(page.need(table, body, "else", where), f"{where}: else")
    for key, text in (("then", then), ("else", otherwise)):
        _check_places(page, table.get(key), f"{where}: {key}", text, kinds)
    return Required(
        field=field,
        otherwise=otherwise,
        source=page.text(page.need(table, body, "source", where), f"{where}: source"),
        then=then,
        less=numbers.get("less"),
        at_least=numbers.get("at_least"),
        not_before=dates.get("not_before", ""),
        not_after=dates.get("not_after", ""),
    )


def _check_kind(
    page: Page,
    node: Node | None,
    where: str,
    name: str,
    kinds: Mapping[str, str],
    wanted: frozenset[str] | set[str],
) -> None:
    """The name must be asked or computed here, and be of a kind that can be compared so."""
    if not name or kinds.get(name) in wanted:
        return
    fitting = ", ".join(sorted(one for one, kind in kinds.items() if kind in wanted))
    known = name in kinds
    page.fault(
        node,
        "rule-field-type" if known else "rule-field-unknown",
        f'{where} menunjuk "{name}", ' + (f"jenis {kinds[name]}" if known else "yang tidak ada"),
        "Syarat hanya dapat menghitung isian formulir yang sama, dengan jenis yang cocok "
        f"({', '.join(sorted(wanted))}).",
        f"Pilih salah satu: {fitting or '(belum ada)'}.",
        sound=True,
    )


def _check_places(
    page: Page, node: Node | None, where: str, text: str, kinds: Mapping[str, str]
) -> None:
    for name in places(text):
        if name not in kinds and name != BOUND:
            page.fault(
                node,
                "rule-place-unknown",
                f"{where} memuat {{{name}}}, yang bukan isian formulir ini",
                "Tempat dalam kurung kurawal diisi dengan jawaban atau hasil hitungan.",
                f"Pilih salah satu: {', '.join(sorted([*kinds, BOUND]))}.",
                sound=True,
            )
