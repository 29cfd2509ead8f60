"""The part of ``sop.yaml`` that runs: starts, posts, service, work."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from loket.catalogue.reader import across
from loket.catalogue.reader.nodes import MappingNode, Node, ScalarNode
from loket.catalogue.reader.page import SLUG, Page, is_null
from loket.catalogue.reader.questions import condition, questions
from loket.core.sheet import Paper, Service, Starts, StepWork, Work, WorkEntry

STARTS_BY = ("application", "schedule", "event", "procedure")
STARTS_KEYS = frozenset({"by", "channels", "schedule"})
CHANNELS = ("counter", "portal", "kiosk", "whatsapp", "phone", "email", "letter")
SCHEDULE_KEYS = frozenset({"every", "day", "months_before", "date"})
EVERY = ("daily", "monthly", "quarter", "semester")
SERVICE_KEYS = frozenset({"need", "papers", "cost", "product", "complaints"})
PAPER_KEYS = frozenset({"id", "name", "why", "when", "copies", "source"})
ENTRY_KEYS = frozenset(
    {"do", "part", "exit", "proves", "ask", "as", "same_as", "manual", "compute", "require"}
)
SAME_AS_KEYS = frozenset({"same_as", "part", "exit", "proves"})


def read_work(page: Page, top: dict[str, Node], root: Node) -> Work:
    """The work of a package. Faults are noted on the page."""
    where = "lembar SOP"
    return Work(
        starts=_starts(page, page.need(top, root, "starts", where)),
        posts=_posts(page, page.need(top, root, "posts", where)),
        service=_service(page, top.get("service")),
        steps={
            step: _step_work(page, body, f"work.{step}")
            for step, body in page.table(page.need(top, root, "work", where), "work").items()
        },
    )


def _starts(page: Page, node: Node | None) -> Starts:
    table = page.table(node, "starts", STARTS_KEYS)
    by = page.one_of(page.need(table, node, "by", "starts"), "starts.by", STARTS_BY)
    channels = tuple(
        page.one_of(item, "starts.channels", CHANNELS)
        for item in page.items(table.get("channels"), "starts.channels")
    )
    schedule = _schedule(page, table.get("schedule"))
    if by == "application" and not channels:
        _starts_fault(page, node, "application tanpa channels", "channels: [counter]")
    if by == "schedule" and schedule is None:
        _starts_fault(page, node, "schedule tanpa jadwal", "schedule: {every: monthly, day: 5}")
    if by != "schedule" and schedule is not None:
        _starts_fault(page, node, f"jadwal pada permulaan {by}", "by: schedule")
    return Starts(by=by or "application", channels=channels, schedule=schedule)  # type: ignore[arg-type]


def _starts_fault(page: Page, node: Node | None, what: str, write: str) -> None:
    page.fault(
        node,
        "bad-starts",
        f"starts: {what}",
        "Program harus tahu kapan berkas dibuka dan dari mana datangnya.",
        f"Tulis `{write}`.",
        sound=True,
    )


def _schedule(page: Page, node: Node | None) -> dict[str, Any] | None:
    if node is None or is_null(node):
        return None
    table = page.table(node, "starts.schedule", SCHEDULE_KEYS)
    found: dict[str, Any] = {}
    if "every" in table:
        found["every"] = page.one_of(table["every"], "starts.schedule.every", EVERY)
    if "day" in table:
        found["day"] = page.number(table["day"], "starts.schedule.day", 1, 31)
    if "months_before" in table:
        found["months_before"] = page.number(table["months_before"], "months_before", 1, 120)
    if "date" in table:
        found["date"] = page.name(table["date"], "starts.schedule.date")
    before = {"months_before", "date"} & found.keys()
    if ("every" in found) == bool(before) or len(before) == 1:
        _starts_fault(
            page,
            node,
            "jadwal tidak lengkap",
            "schedule: {every: quarter} atau {months_before: 6, date: tmt_pensiun}",
        )
    return found


def _posts(page: Page, node: Node | None) -> dict[str, tuple[str, ...]]:
    posts: dict[str, tuple[str, ...]] = {}
    for actor, body in page.table(node, "posts").items():
        where = f"posts.{actor}"
        if isinstance(body, ScalarNode):
            posts[actor] = (page.slug(body, where),)
        else:
            posts[actor] = tuple(page.slug(item, where) for item in page.items(body, where))
    return posts


def _service(page: Page, node: Node | None) -> Service:
    table = page.table(node, "service", SERVICE_KEYS)
    papers: list[Paper] = []
    for body in page.items(table.get("papers"), "service.papers"):
        paper = _paper(page, body)
        if paper.id and paper.id in [known.id for known in papers]:
            page.twice(body, "service.papers: id", paper.id)
        papers.append(paper)
    return Service(
        need=page.texts(table.get("need"), "service.need"),
        papers=tuple(papers),
        cost=page.text_or_none(table.get("cost"), "service.cost"),
        product=page.text_or_none(table.get("product"), "service.product"),
        complaints=page.text_or_none(table.get("complaints"), "service.complaints"),
    )


def _paper(page: Page, body: Node) -> Paper:
    table = page.table(body, "service.papers", PAPER_KEYS)
    paper_id = page.slug(page.need(table, body, "id", "service.papers"), "service.papers: id")
    where = f"service.papers.{paper_id}"
    copies = table.get("copies")
    return Paper(
        id=paper_id,
        name=page.text(page.need(table, body, "name", where), f"{where}: name"),
        why=page.text_or_none(table.get("why"), f"{where}: why") or "",
        when=condition(page, table.get("when"), where),
        copies=None if copies is None or is_null(copies) else page.number(copies, where, 1, 99),
        source=page.text(page.need(table, body, "source", where), f"{where}: source"),
    )


def _step_work(page: Page, node: Node, where: str) -> StepWork:
    if isinstance(node, MappingNode):
        table = page.table(node, where)
        if set(table) == {"manual"}:
            return StepWork(manual=page.text(table["manual"], f"{where}: manual"))
        if "manual" in table:
            _work_and_manual(page, node, where)
        else:
            page.fault(
                node,
                "wrong-type",
                f"{where} harus daftar tindakan",
                "Satu kegiatan dapat memuat beberapa tindakan, berurutan.",
                "Tulis `[{do: …}]`, atau `{manual: <alasan>}` untuk pekerjaan tanpa tindakan.",
            )
        return StepWork()
    entries = tuple(
        _entry(page, body, f"{where} butir {position}")
        for position, body in enumerate(page.items(node, where), 1)
    )
    return StepWork(entries=entries)


def _work_and_manual(page: Page, node: Node, where: str) -> None:
    page.fault(
        node,
        "work-and-manual",
        f"{where} memuat tindakan dan manual sekaligus",
        "manual berarti: pekerjaan ini tidak dikerjakan di program.",
        "Pilih satu: daftar tindakan, atau `{manual: <alasan>}`.",
    )


def _entry(page: Page, node: Node, where: str) -> WorkEntry:
    table = page.table(node, where)
    if not table:
        return WorkEntry()
    if "manual" in table:
        _work_and_manual(page, node, where)
    elif ("do" in table) == ("same_as" in table):
        page.fault(
            node,
            "bad-entry",
            f"{where} harus memuat tepat satu dari do atau same_as",
            "do menjalankan tindakan, same_as memakai bukti dari kegiatan lain.",
            "Tulis `{do: record.papers, …}` atau `{same_as: <kegiatan>, proves: {…}}`.",
        )
    if "same_as" in table:
        for key, value in table.items():
            if key not in SAME_AS_KEYS:
                page.unknown_key(value, key, f"{where} (same_as)", SAME_AS_KEYS)
        page.need(table, node, "proves", where)
    ask = questions(page, table.get("ask"), f"{where}: ask")
    facts = across.computed(page, table.get("compute"), f"{where}: compute", ask)
    return WorkEntry(
        do=page.text(table.get("do"), f"{where}: do") or None,
        part=page.text(table.get("part"), f"{where}: part") or None,
        exit=page.text(table.get("exit"), f"{where}: exit") or None,
        proves={
            output: page.text(kind, f'{where}: bukti "{output}"')
            for output, kind in page.table(table.get("proves"), f"{where}: proves").items()
        },
        ask=ask,
        named=page.slug(table.get("as"), f"{where}: as") or None,
        same_as=page.text(table.get("same_as"), f"{where}: same_as") or None,
        options=_options(page, table, where),
        compute=facts,
        require=across.required(page, table.get("require"), f"{where}: require", ask, facts),
    )


def _options(page: Page, table: dict[str, Node], where: str) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for key, node in table.items():
        if key in ENTRY_KEYS or "same_as" in table:
            continue
        near = get_close_matches(key, ENTRY_KEYS, 1, 0.75)
        if key == "when":
            page.fault(
                node,
                "when-here",
                f"{where}: when tidak berlaku untuk tindakan",
                "Syarat berlaku pada pertanyaan dan persyaratan; tindakan bersyarat itu keputusan.",
                "Pakai exit, atau pindahkan when ke pertanyaan di ask.",
                sound=True,
            )
        elif near or not SLUG.match(key.replace("_", "-")):
            page.unknown_key(node, key, where, ENTRY_KEYS)
        else:
            options[key] = page.plain(node, f"{where}: {key}")
    title = options.get("title")
    if title is not None and not isinstance(title, str):
        page.fault(
            table["title"],
            "wrong-type",
            f"{where}: title harus teks",
            "Judul ditampilkan di layar.",
            "Tulis judul bagian formulir sebagai teks.",
        )
    return options
