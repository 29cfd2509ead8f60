"""The printed part of ``sop.yaml``: identity, actors, rows."""

from __future__ import annotations

from typing import cast

from loket.catalogue.reader.durations import duration, promise
from loket.catalogue.reader.nodes import MappingNode, Node, ScalarNode
from loket.catalogue.reader.page import SLUG, Page, is_null
from loket.core.sheet import (
    END_DONE,
    ENDS,
    Actor,
    Decision,
    Identity,
    Mode,
    Sheet,
    Step,
)

IDENTITY_KEYS = frozenset(Identity.__struct_fields__)
IDENTITY_DAYS = ("created", "revised", "effective")
IDENTITY_TEXTS = ("number", "decree", "approved_by", "warning")
IDENTITY_LISTS = ("legal_basis", "qualifications", "equipment", "related", "records")
ACTOR_KEYS = frozenset({"label", "party", "outside"})
STEP_KEYS = frozenset(
    {
        "id",
        "activity",
        "actor",
        "requirements",
        "time",
        "outputs",
        "decision",
        "next",
        "returns",
        "note",
        "inferred",
    }
)
DECISION_KEYS = frozenset({"question", "exits", "decided_by"})
MODES = ("in_order", "each", "any")


def read_sheet(page: Page, top: dict[str, Node], root: Node) -> Sheet:
    """The sheet of a package. Faults are noted on the page."""
    where = "lembar SOP"
    steps = _steps(page, page.need(top, root, "steps", where))
    if "promise" not in top:
        page.need(top, root, "promise", where)
    return Sheet(
        id=_package_id(page, page.need(top, root, "id", where)),
        version=page.number(page.need(top, root, "version", where), "version", 1),
        title=page.text(page.need(top, root, "title", where), "title"),
        section=page.word(top.get("section"), "section"),
        identity=_identity(page, page.need(top, root, "identity", where)),
        actors=_actors(page, page.need(top, root, "actors", where)),
        steps=steps,
        promise=promise(page, top.get("promise")),
        inferred=page.texts(top.get("inferred"), "inferred"),
    )


def _package_id(page: Page, node: Node | None) -> str:
    value = page.text(node, "id")
    office, slash, procedure = value.partition("/")
    if value and not (slash and SLUG.match(office) and SLUG.match(procedure)):
        page.fault(
            node,
            "bad-id",
            f'id "{value}" bukan <instansi>/<prosedur>',
            "Id menghubungkan map, ekspor, dan setiap berkas yang berjalan menurut SOP ini.",
            "Contoh: jumapolo/layanan-legalisir-surat-surat; huruf kecil, angka, tanda hubung.",
        )
    return value


def _identity(page: Page, node: Node | None) -> Identity:
    table = page.table(node, "identity", IDENTITY_KEYS)
    values: dict[str, object] = {}
    for key in IDENTITY_TEXTS:
        values[key] = page.text_or_none(table.get(key), f"identity.{key}")
    for key in IDENTITY_DAYS:
        values[key] = page.day(table.get(key), f"identity.{key}")
    for key in IDENTITY_LISTS:
        values[key] = page.texts(table.get(key), f"identity.{key}")
    return Identity(**values)  # type: ignore[arg-type]


def _actors(page: Page, node: Node | None) -> tuple[Actor, ...]:
    found = []
    for actor_id, body in page.table(node, "actors").items():
        where = f"actors.{actor_id}"
        if not SLUG.match(actor_id):
            page.fault(
                body,
                "bad-id",
                f'nama pelaksana "{actor_id}" tidak sah',
                "Nama ini dipakai di actor, posts, dan part.",
                "Pakai huruf kecil, angka, tanda hubung; contoh: petugas-loket.",
            )
        table = page.table(body, where, ACTOR_KEYS)
        party = page.slug(table.get("party"), f"{where}.party") or None
        outside = page.text(table.get("outside"), f"{where}.outside") or None
        if party and outside:
            page.fault(
                body,
                "party-and-outside",
                f"{where} adalah party dan outside sekaligus",
                "Pihak permohonan menghadap ke loket; instansi luar menjawab surat.",
                "Hapus salah satu.",
            )
        label = page.text(page.need(table, body, "label", where), f"{where}.label")
        found.append(Actor(id=actor_id, label=label, party=party, outside=outside))
    if node is not None and not found:
        page.fault(
            node,
            "no-actors",
            "actors kosong",
            "Setiap kegiatan dikerjakan oleh seorang pelaksana.",
            "Tulis satu baris per kolom tercetak, contoh `petugas-loket: {label: Petugas Loket}`.",
        )
    return tuple(found)


def _steps(page: Page, node: Node | None) -> tuple[Step, ...]:
    bodies = page.items(node, "steps")
    if node is not None and not bodies:
        page.fault(
            node,
            "no-steps",
            "steps kosong",
            "SOP tanpa kegiatan tidak dapat dijalankan.",
            "Tulis satu butir per baris tabel yang tercetak.",
        )
    tables = [page.table(body, f"baris {n}", STEP_KEYS) for n, body in enumerate(bodies, 1)]
    ids: list[str] = []
    for n, (body, table) in enumerate(zip(bodies, tables, strict=True), 1):
        node_id = page.need(table, body, "id", f"baris {n}")
        step_id = page.slug(node_id, f"id baris {n}")
        if step_id and step_id in ids:
            page.twice(node_id, "id kegiatan", step_id)
        ids.append(step_id)
    following = [*ids[1:], END_DONE]
    return tuple(
        _step(page, body, table, n, ids[n - 1], following[n - 1])
        for n, (body, table) in enumerate(zip(bodies, tables, strict=True), 1)
    )


def _step(
    page: Page, body: Node, table: dict[str, Node], n: int, step_id: str, following: str
) -> Step:
    where = f"kegiatan {step_id or n}"
    actors, mode = _row_actors(page, page.need(table, body, "actor", where), where)
    decision_node, next_node = table.get("decision"), table.get("next")
    decision = None
    if decision_node is not None and not is_null(decision_node):
        decision = _decision(page, decision_node, where, actors, mode)
        if next_node is not None:
            page.fault(
                next_node,
                "next-and-decision",
                f"{where} memuat next dan decision",
                "Sesudah sebuah keputusan, arah ditentukan oleh pilihannya.",
                "Hapus next; tulis tujuan di decision.exits.",
                sound=True,
            )
    return Step(
        id=step_id,
        n=n,
        activity=page.text(page.need(table, body, "activity", where), f"{where}: activity"),
        actors=actors,
        next=target(page, next_node, f"{where}: next") if next_node is not None else following,
        mode=mode,
        requirements=page.texts(table.get("requirements"), f"{where}: requirements"),
        time=duration(page, table.get("time"), where),
        outputs=_outputs(page, table.get("outputs"), where),
        decision=decision,
        returns=page.yes_no(table.get("returns"), f"{where}: returns", True),
        note=page.text_or_none(table.get("note"), f"{where}: note") or "",
        inferred=page.texts(table.get("inferred"), f"{where}: inferred"),
    )


def _outputs(page: Page, node: Node | None, where: str) -> tuple[str, ...]:
    outputs: list[str] = []
    for item in page.items(node, f"{where}: outputs"):
        output = page.text(item, f"{where}: output")
        if output and output in outputs:
            page.twice(item, f"{where}: output", output)
        outputs.append(output)
    return tuple(outputs)


def _row_actors(page: Page, node: Node | None, where: str) -> tuple[tuple[str, ...], Mode]:
    if node is None:
        return (), "one"
    if isinstance(node, ScalarNode):
        actor = page.text(node, f"{where}: actor")
        return ((actor,) if actor else ()), "one"
    table = page.table(node, f"{where}: actor", MODES)
    if len(table) != 1 or not isinstance(node, MappingNode):
        if isinstance(node, MappingNode):
            page.fault(
                node,
                "bad-actor",
                f"{where}: actor harus memuat tepat satu dari in_order, each, any",
                "Cara beberapa pelaksana berbagi satu baris harus jelas.",
                "Tulis `actor: loket` atau `actor: {in_order: [loket, kasi]}`.",
            )
        return (), "one"
    mode, body = next(iter(table.items()))
    actors: list[str] = []
    for item in page.items(body, f"{where}: actor.{mode}"):
        actor = page.text(item, f"{where}: actor")
        if actor in actors:
            page.twice(item, f"{where}: pelaksana", actor)
        actors.append(actor)
    if len(actors) < 2:
        page.fault(
            node,
            "bad-actor",
            f"{where}: {mode} memuat kurang dari dua pelaksana",
            f"{mode} mengatur kerja beberapa pelaksana dalam satu baris.",
            "Tulis `actor: <nama>` bila hanya satu, atau tambahkan pelaksana lain.",
        )
    return tuple(actors), cast(Mode, mode) if mode in MODES else "one"


def _decision(page: Page, node: Node, where: str, actors: tuple[str, ...], mode: Mode) -> Decision:
    name = f"{where}: decision"
    table = page.table(node, name, DECISION_KEYS)
    exits: dict[str, str] = {}
    for exit_name, body in page.table(table.get("exits"), f"{name}.exits").items():
        if not SLUG.match(exit_name):
            page.fault(
                body,
                "bad-id",
                f'{name}: nama pilihan "{exit_name}" tidak sah',
                "Nama pilihan dipakai di work dan di ekspor.",
                "Pakai yes, no, atau kata huruf kecil dengan tanda hubung.",
            )
        exits[exit_name] = target(page, body, f"{name}.exits.{exit_name}")
    decided = table.get("decided_by")
    if decided is None:
        # ours: in a row of `any` whoever takes the row decides; else the last
        decided_by = actors if mode == "any" else actors[-1:]
    elif isinstance(decided, ScalarNode):
        decided_by = (page.text(decided, f"{name}.decided_by"),)
    else:
        decided_by = page.texts(decided, f"{name}.decided_by")
    question = page.text(page.need(table, node, "question", name), f"{name}.question")
    return Decision(question=question, exits=exits, decided_by=decided_by)


def target(page: Page, node: Node | None, where: str) -> str:
    """A step id or one of the ends. Whether the step exists is checked later."""
    value = page.text(node, where)
    if value and value not in ENDS and not SLUG.match(value):
        page.fault(
            node,
            "bad-target",
            f'{where}: "{value}" bukan tujuan',
            "Berkas harus tahu ke mana ia pergi.",
            f"Tulis id kegiatan, atau {', '.join(ENDS)}.",
        )
    return value
