"""The ``ask`` of a work entry: form fields as data."""

from __future__ import annotations

from typing import Any

from loket.catalogue.reader.nodes import MappingNode, Node, ScalarNode, SequenceNode
from loket.catalogue.reader.page import Page
from loket.core.fields.spec import FIELD_TYPES, Field, Option

FIELD_KEYS = frozenset(Field.__struct_fields__) - {"otherwise"}
BOUNDED = frozenset({"number", "money", "list"})
WHEN_KEYS = frozenset({"field", "is"})


def questions(
    page: Page, node: Node | None, where: str, *, nested: bool = False
) -> tuple[Field, ...]:
    """The fields of a form, or of one item of a ``list`` when ``nested``."""
    fields: list[Field] = []
    names: set[str] = set()
    for position, body in enumerate(page.items(node, where), 1):
        field = _question(page, body, f"{where} butir {position}", nested)
        if field.name and field.name in names:
            page.twice(body, f"{where}: nama", field.name)
        if field.when is not None and field.when["field"] not in names:
            page.fault(
                body,
                "when-unknown",
                f'{where}: when menunjuk "{field.when["field"]}", yang tidak ditanyakan sebelumnya',
                "Syarat hanya dapat melihat jawaban yang sudah ada di formulir yang sama.",
                f"Pilih salah satu: {', '.join(sorted(names)) or '(belum ada pertanyaan)'}.",
                sound=True,
            )
        names.add(field.name)
        fields.append(field)
    return tuple(fields)


def _question(page: Page, body: Node, where: str, nested: bool) -> Field:
    table = page.table(body, where, FIELD_KEYS)
    name = page.name(page.need(table, body, "name", where), f"{where}: name")
    where = f"pertanyaan {name}" if name else where
    kind = page.one_of(page.need(table, body, "type", where), f"{where}: type", FIELD_TYPES)
    options = _options(page, table.get("options"), where)
    of = questions(page, table.get("of"), f"{where}: of", nested=True)
    bounds: dict[str, int | None] = {}
    for bound in ("min", "max"):
        node = table.get(bound)
        bounds[bound] = None if node is None else page.number(node, f"{where}: {bound}", None)
        if node is not None and kind and kind not in BOUNDED:
            _misfit(page, node, where, bound, kind, "number, money, list")
    low, high = bounds["min"], bounds["max"]
    if low is not None and high is not None and low > high:
        page.fault(
            table["max"],
            "out-of-range",
            f"{where}: max {high} di bawah min {low}",
            "Tidak ada jawaban yang dapat memenuhi keduanya.",
            "Tukar atau betulkan batasnya.",
            sound=True,
        )
    for key, value, owner in (("options", options, "choice"), ("of", of, "list")):
        if (kind == owner) != bool(value) and kind:
            node = table.get(key, body)
            if kind == owner:
                page.fault(
                    node,
                    "field-incomplete",
                    f"{where}: jenis {owner} tanpa {key}",
                    "Tanpa itu tidak ada yang dapat diisi.",
                    "Tulis `options: [KTP, KK]`."
                    if owner == "choice"
                    else "Tulis `of: [{name: …}]`.",
                )
            else:
                _misfit(page, node, where, key, kind, owner)
    if nested and kind == "list":
        page.fault(
            body,
            "field-nested",
            f"{where}: daftar di dalam daftar",
            "Daftar hanya satu tingkat, supaya dapat diisi di layar kecil.",
            "Pindahkan isinya menjadi pertanyaan sendiri.",
            sound=True,
        )
    personal = table.get("personal")
    return Field(
        name=name,
        type=kind,
        label=page.text(page.need(table, body, "label", where), f"{where}: label"),
        required=page.yes_no(table.get("required"), f"{where}: required", True),
        help=page.text_or_none(table.get("help"), f"{where}: help") or "",
        options=options,
        min=low,
        max=high,
        past=page.yes_no(table.get("past"), f"{where}: past", True),
        future=page.yes_no(table.get("future"), f"{where}: future", False),
        of=of,
        when=condition(page, table.get("when"), where),
        personal=None if personal is None else page.yes_no(personal, f"{where}: personal", True),
        default=page.text_or_none(table.get("default"), f"{where}: default") or "",
    )


def _misfit(page: Page, node: Node, where: str, key: str, kind: str, owner: str) -> None:
    page.fault(
        node,
        "field-misfit",
        f"{where}: {key} tidak berlaku untuk jenis {kind}",
        f"{key} hanya dibaca pada jenis {owner}.",
        f"Hapus {key}, atau ganti jenisnya.",
        sound=True,
    )


def _options(page: Page, node: Node | None, where: str) -> tuple[Option, ...]:
    """``[KTP, KK]`` (the value is the label) or ``{ktp: KTP elektronik}``."""
    if node is None:
        return ()
    if isinstance(node, MappingNode):
        table = page.table(node, f"{where}: options")
        return tuple(
            Option(value, page.text(label, f"{where}: options.{value}"))
            for value, label in table.items()
        )
    values: list[str] = []
    for item in page.items(node, f"{where}: options"):
        value = page.text(item, f"{where}: pilihan")
        if value and value in values:
            page.twice(item, f"{where}: pilihan", value)
        values.append(value)
    return tuple(Option(value, value) for value in values)


def condition(page: Page, node: Node | None, where: str) -> dict[str, Any] | None:
    """``{field: <name>, is: <value>}``: the whole vocabulary of conditions."""
    if node is None:
        return None
    table = page.table(node, f"{where}: when", WHEN_KEYS)
    field = page.text(page.need(table, node, "field", f"{where}: when"), f"{where}: when.field")
    wanted = page.need(table, node, "is", f"{where}: when")
    if wanted is None:
        return {"field": field, "is": None}
    several = isinstance(wanted, SequenceNode) and bool(wanted.value)
    flat = several and all(isinstance(one, ScalarNode) for one in wanted.value)
    if not flat and not isinstance(wanted, ScalarNode):
        page.fault(
            wanted,
            "wrong-type",
            f"{where}: when.is harus satu nilai atau daftar nilai",
            "Syarat membandingkan satu jawaban dengan nilai yang disebut.",
            "Tulis `when: {field: status, is: kawin}` atau `is: [kawin, cerai]`.",
        )
        return {"field": field, "is": None}
    return {"field": field, "is": page.plain(wanted, f"{where}: when.is")}
