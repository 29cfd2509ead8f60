"""A package folder (``sops/<office>/<procedure>/v1/``) as a Procedure."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from msgspec import Struct

from loket.catalogue import canonical
from loket.catalogue.finding import Finding
from loket.catalogue.reader.nodes import Node
from loket.catalogue.reader.page import Page, is_null
from loket.catalogue.reader.sheet import read_sheet
from loket.catalogue.reader.work import read_work
from loket.core.sheet import Procedure, Source

SHEET_FILE = "sop.yaml"
LETTER_FILE = "letter.typ"
ACCEPTED_FILE = "accepted.yaml"
TOP_KEYS = frozenset(
    {
        "id",
        "version",
        "revision",
        "title",
        "section",
        "origin",
        "identity",
        "promise",
        "inferred",
        "actors",
        "steps",
        "source",
        "starts",
        "posts",
        "service",
        "work",
    }
)
ORIGINS = ("seed", "loket", "office")
SOURCE_KEYS = frozenset({"file", "lines", "read_by_two"})


class Acceptance(Struct, frozen=True):
    """One line of ``accepted.yaml``: a fault of the source itself that stays.

    ``at`` narrows it to one place (``steps.periksa.outputs``); '' takes the code anywhere in
    the sheet. ``seed`` names file and line of the source (``000_….txt:467``).
    """

    code: str
    reason: str
    seed: str
    at: str
    line: int


class Package(Struct, frozen=True):
    """A folder as read. ``procedure`` is None when a value had to be made up; then only
    ``findings`` say what to mend. ``letter`` is the text of ``letter.typ``, '' for none."""

    folder: Path
    file: str
    content: bytes
    procedure: Procedure | None
    findings: tuple[Finding, ...]
    accepted: tuple[Acceptance, ...] = ()
    letter: str = ""


def read_package(path: Path) -> tuple[Procedure | None, list[Finding]]:
    """The procedure in a version folder and the faults of its files.

    The procedure is None as soon as there is one fault. Its sense (are all outputs proved,
    does every step lead somewhere) is ``loket.catalogue.check``'s matter.
    """
    package = read_folder(path)
    return (None if package.findings else package.procedure), list(package.findings)


def read_folder(path: Path) -> Package:
    """A version folder with everything the check needs."""
    file = path / SHEET_FILE
    page = Page(str(file))
    accepted, accepted_findings = _accepted(path / ACCEPTED_FILE)
    try:
        content = file.read_bytes()
    except OSError as error:
        page.fault(
            None,
            "no-file",
            f"{SHEET_FILE} tidak terbaca: {error.strerror}",
            "Setiap map versi memuat lembar SOP-nya.",
            f"Buat {file} atau hapus map ini.",
        )
        return Package(path, str(file), b"", None, (*page.findings, *accepted_findings), accepted)
    letter_file = path / LETTER_FILE
    letter = letter_file.read_text(encoding="utf-8") if letter_file.is_file() else ""
    root = page.root(content)
    procedure = _procedure(page, root, path, letter) if root is not None else None
    return Package(
        path,
        str(file),
        content,
        procedure if page.sound else None,
        (*page.findings, *accepted_findings),
        accepted,
        letter,
    )


def _procedure(page: Page, root: Node, path: Path, letter: str) -> Procedure:
    top = page.table(root, "lembar SOP", TOP_KEYS)
    sheet = read_sheet(page, top, root)
    work = read_work(page, top, root)
    revision = page.number(page.need(top, root, "revision", "lembar SOP"), "revision", 1)
    origin = page.one_of(page.need(top, root, "origin", "lembar SOP"), "origin", ORIGINS)
    source = _source(page, top.get("source"))
    if origin == "seed" and not (source.file and source.lines):
        page.fault(
            top.get("source"),
            "bad-source",
            "origin seed tanpa source.file dan source.lines",
            "Lembar yang disalin dari naskah harus dapat dibandingkan dengan naskahnya.",
            "Tulis `source: {file: 000_….txt, lines: [391, 478]}`, atau `origin: loket`.",
        )
    procedure_name = sheet.id.partition("/")[2]
    if page.sound and (path.parent.name, path.name) != (procedure_name, f"v{sheet.version}"):
        page.fault(
            top.get("id"),
            "wrong-folder",
            f"{sheet.id} versi {sheet.version} berada di map {path.parent.name}/{path.name}",
            "Id dan versi menentukan mapnya; salinan di map lain akan tertukar.",
            f"Pindahkan ke {procedure_name}/v{sheet.version}, atau betulkan id dan version.",
        )
    return Procedure(
        sheet=sheet,
        work=work,
        revision=revision,
        sheet_digest=canonical.digest(canonical.sheet_text(sheet)),
        work_digest=canonical.digest(canonical.work_text(sheet.id, work, letter)),
        origin=origin or "seed",  # type: ignore[arg-type]
        source=source,
    )


def _source(page: Page, node: Node | None) -> Source:
    if node is None or is_null(node):
        return Source()
    table = page.table(node, "source", SOURCE_KEYS)
    lines = page.items(table.get("lines"), "source.lines")
    numbers = tuple(page.number(item, "source.lines", 1) for item in lines)
    if numbers and (len(numbers) != 2 or numbers[0] > numbers[1]):
        page.fault(
            table["lines"],
            "bad-source",
            "source.lines bukan [baris pertama, baris terakhir]",
            "Pembaca harus dapat membuka naskah sumber di baris itu.",
            "Tulis dua bilangan naik, contoh [391, 478].",
        )
        numbers = ()
    return Source(
        file=page.text_or_none(table.get("file"), "source.file") or "",
        lines=cast(tuple[int, int], numbers) if numbers else None,
        read_by_two=page.yes_no(table.get("read_by_two"), "source.read_by_two", False),
    )


def _accepted(file: Path) -> tuple[tuple[Acceptance, ...], list[Finding]]:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return (), []
    page = Page(str(file))
    found = []
    for body in page.items(page.root(content), ACCEPTED_FILE):
        table = page.table(body, ACCEPTED_FILE, ("code", "at", "reason", "seed"))
        found.append(
            Acceptance(
                code=page.text(page.need(table, body, "code", ACCEPTED_FILE), "code"),
                reason=page.text(page.need(table, body, "reason", ACCEPTED_FILE), "reason"),
                seed=page.text(page.need(table, body, "seed", ACCEPTED_FILE), "seed"),
                at=page.text(table.get("at"), "at"),
                line=body.start_mark.line + 1,
            )
        )
    return tuple(found), page.findings
