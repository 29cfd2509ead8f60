"""``office.yaml``: an office as its file describes it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from loket.catalogue.finding import Finding
from loket.catalogue.reader.nodes import Node
from loket.catalogue.reader.page import SLUG, Page, is_null
from loket.core import book as books
from loket.core.office_file import (
    BookFile,
    CarriedFile,
    ColumnFile,
    DelegationFile,
    OfficeFile,
    PostFile,
)

OFFICE_FILE = "office.yaml"
OFFICE_KEYS = frozenset(OfficeFile.__struct_fields__)
KINDS = ("kecamatan", "disdukcapil")
POST_KEYS = frozenset(PostFile.__struct_fields__) - {"id"}
DELEGATION_KEYS = frozenset(DelegationFile.__struct_fields__)
BOOK_KEYS = frozenset(BookFile.__struct_fields__) - {"id"}
COLUMN_KEYS = frozenset(ColumnFile.__struct_fields__)
CARRIED_KEYS = frozenset(CarriedFile.__struct_fields__)
_AREA = re.compile(r"\d\d\.\d\d(\.\d\d)?\Z")


def read_office(path: Path) -> tuple[OfficeFile | None, list[Finding]]:
    """The office of a file and the faults of it; None as soon as there is one."""
    page = Page(str(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        page.fault(
            None,
            "no-office",
            f"{OFFICE_FILE} tidak terbaca: {error.strerror}",
            "Jabatan, kop surat, dan jam kerja instansi ditulis di sana.",
            f"Buat {path}.",
        )
        return None, page.findings
    root = page.root(content)
    if root is None:
        return None, page.findings
    office = _office(page, root)
    return (None if page.findings else office), page.findings


def _office(page: Page, root: Node) -> OfficeFile:
    where = OFFICE_FILE
    top = page.table(root, where, OFFICE_KEYS)
    posts = _posts(page, page.need(top, root, "posts", where))
    known = {post.id for post in posts}
    note = top.get("note")
    return OfficeFile(
        id=page.slug(page.need(top, root, "id", where), "id"),
        name=page.text(page.need(top, root, "name", where), "name"),
        kind=page.one_of(page.need(top, root, "kind", where), "kind", KINDS),  # type: ignore[arg-type]
        regency=page.text(page.need(top, root, "regency", where), "regency"),
        province=page.text(page.need(top, root, "province", where), "province"),
        area_code=_area_code(page, page.need(top, root, "area_code", where)),
        timezone=_timezone(page, page.need(top, root, "timezone", where)),
        letterhead=page.texts(page.need(top, root, "letterhead", where), "letterhead"),
        posts=posts,
        delegations=tuple(
            _delegation(page, body, known)
            for body in page.items(top.get("delegations"), "delegations")
        ),
        books=_books(page, top.get("books")),
        hours=page.slug(top["hours"], "hours") if "hours" in top else "regional-office-5-days",
        address=page.text_or_none(top.get("address"), "address") or "",
        place=page.text_or_none(top.get("place"), "place") or "",
        note={}
        if note is None
        else {k: page.plain(v, "note") for k, v in page.table(note, "note").items()},
    )


def _area_code(page: Page, node: Node | None) -> str:
    value = page.text(node, "area_code")
    if value and not _AREA.match(value):
        page.fault(
            node,
            "bad-area",
            f'area_code "{value}" bukan kode wilayah',
            "Kode Kemendagri menentukan wilayah instansi dan awal NIK latihan.",
            'Tulis kode kabupaten "33.13" atau kecamatan "33.13.03", di dalam tanda kutip.',
        )
    return value


def _timezone(page: Page, node: Node | None) -> str:
    value = page.text(node, "timezone")
    try:
        if value:
            ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        page.fault(
            node,
            "bad-timezone",
            f'timezone "{value}" tidak dikenal',
            "Jam kerja dan tahun nomor register memakai waktu setempat.",
            "Pilih Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura.",
        )
    return value


def _posts(page: Page, node: Node | None) -> tuple[PostFile, ...]:
    bodies = page.table(node, "posts")
    posts = []
    for post_id, body in bodies.items():
        where = f"posts.{post_id}"
        table = page.table(body, where, POST_KEYS)
        superior = page.text_or_none(
            page.need(table, body, "superior", where), f"{where}: superior"
        )
        if not SLUG.match(post_id):
            page.fault(
                body,
                "bad-id",
                f'nama jabatan "{post_id}" tidak sah',
                "Nama ini dipakai di posts setiap SOP.",
                "Pakai huruf kecil, angka, tanda hubung; contoh: kasi-pemerintahan.",
            )
        if superior is not None and (superior not in bodies or superior == post_id):
            _unknown_post(page, table["superior"], f"{where}: superior", superior, set(bodies))
        posts.append(
            PostFile(
                id=post_id,
                label=page.text(page.need(table, body, "label", where), f"{where}: label"),
                unit=page.text_or_none(table.get("unit"), f"{where}: unit") or "",
                superior=superior,
                aliases=page.texts(table.get("aliases"), f"{where}: aliases"),
                signs_as=page.text_or_none(table.get("signs_as"), f"{where}: signs_as") or "",
                source=page.text(page.need(table, body, "source", where), f"{where}: source"),
            )
        )
    _check_tree(page, node, posts)
    return tuple(posts)


def _check_tree(page: Page, node: Node | None, posts: list[PostFile]) -> None:
    above = {post.id: post.superior for post in posts}
    for post in posts:
        seen = {post.id}
        at = above[post.id]
        while at in above and at not in seen:
            seen.add(at)
            at = above[at]
        if at in seen:
            page.fault(
                node,
                "post-circle",
                f"jabatan {post.id} adalah atasan dari dirinya sendiri",
                "Jabatan kosong jatuh ke atasannya; lingkaran tidak pernah sampai.",
                "Tulis `superior: null` pada pimpinan instansi.",
            )
            return


def _unknown_post(page: Page, node: Node, where: str, post: str, known: set[str]) -> None:
    page.fault(
        node,
        "post-unknown",
        f'{where} menunjuk jabatan "{post}" yang tidak ada',
        "Wewenang hanya dapat diberikan kepada jabatan yang tertulis di berkas ini.",
        f"Pilih salah satu: {', '.join(sorted(known))}.",
    )


def _delegation(page: Page, body: Node, known: set[str]) -> DelegationFile:
    where = "delegations"
    table = page.table(body, where, DELEGATION_KEYS)
    ends = {}
    for key in ("of", "to"):
        ends[key] = page.text(page.need(table, body, key, where), f"{where}: {key}")
        if ends[key] and ends[key] not in known:
            _unknown_post(page, table[key], f"{where}: {key}", ends[key], known)
    start = page.day(page.need(table, body, "valid_from", where), f"{where}: valid_from")
    end = page.day(table.get("valid_to"), f"{where}: valid_to")
    procedures = table.get("procedures")
    return DelegationFile(
        of=ends["of"],
        to=ends["to"],
        basis=page.text(page.need(table, body, "basis", where), f"{where}: basis"),
        valid_from=date.fromisoformat(start) if start else date.min,
        valid_to=date.fromisoformat(end) if end else None,
        procedures=None
        if procedures is None or is_null(procedures)
        else page.texts(procedures, f"{where}: procedures"),
    )


def _books(page: Page, node: Node | None) -> tuple[BookFile, ...]:
    found = []
    for book_id, body in page.table(node, "books").items():
        where = f"books.{book_id}"
        table = page.table(body, where, BOOK_KEYS)
        if not SLUG.match(book_id):
            page.fault(
                body,
                "bad-id",
                f'nama buku "{book_id}" tidak sah',
                "Nama ini dipakai work setiap SOP dan alamat buku.",
                "Pakai huruf kecil, angka, tanda hubung; contoh: surat-keluar.",
            )
        found.append(
            BookFile(
                id=book_id,
                title=page.text(page.need(table, body, "title", where), f"{where}: title"),
                pattern=_pattern(page, table.get("pattern"), f"{where}: pattern"),
                classification=page.text_or_none(
                    table.get("classification"), f"{where}: classification"
                )
                or "",
                unit=page.text_or_none(table.get("unit"), f"{where}: unit") or "",
                columns=tuple(
                    _column(page, one, f"{where}: columns")
                    for one in page.items(table.get("columns"), f"{where}: columns")
                ),
                carried=tuple(
                    _carried(page, one, f"{where}: carried")
                    for one in page.items(table.get("carried"), f"{where}: carried")
                ),
                source=page.text(page.need(table, body, "source", where), f"{where}: source"),
            )
        )
    return tuple(found)


def _pattern(page: Page, node: Node | None, where: str) -> str:
    pattern = page.text_or_none(node, where) or ""
    try:
        if pattern:
            books.parse(pattern)
    except books.BadPattern as bad:
        page.fault(
            node,
            "bad-pattern",
            f"{where}: {bad.what}",
            "Nomor dibuat menurut pola ini dan tidak pernah diubah sesudahnya.",
            bad.write,
        )
    return pattern


def _column(page: Page, body: Node, where: str) -> ColumnFile:
    table = page.table(body, where, COLUMN_KEYS)
    of = page.text(page.need(table, body, "of", where), f"{where}: of")
    if of and of not in books.COLUMNS and not books.FACT.match(of):
        page.fault(
            table["of"],
            "bad-choice",
            f'{where}: of "{of}" tidak dikenal',
            "Kolom menampilkan isi buku atau satu fakta dari berkasnya.",
            f"Pilih salah satu: {', '.join(books.COLUMNS)}; atau fakta: permohonan.keperluan.",
        )
    return ColumnFile(page.text(page.need(table, body, "label", where), f"{where}: label"), of)


def _carried(page: Page, body: Node, where: str) -> CarriedFile:
    table = page.table(body, where, CARRIED_KEYS)
    first = page.number(table["first"], f"{where}: first", 1) if "first" in table else 1
    last = page.number(page.need(table, body, "last", where), f"{where}: last", 1)
    if last and last < first:
        page.fault(
            table["last"],
            "out-of-range",
            f"{where}: last {last} sebelum first {first}",
            "Nomor di buku kertas dihitung dari first sampai last.",
            "Tulis nomor terakhir di buku kertas.",
        )
    day = page.day(page.need(table, body, "on", where), f"{where}: on")
    return CarriedFile(
        year=page.number(page.need(table, body, "year", where), f"{where}: year", 1945, 9999),
        last=last,
        on=date.fromisoformat(day) if day else date.min,
        first=first,
        source=page.text(page.need(table, body, "source", where), f"{where}: source"),
    )
