"""Digests: which change of a package changes which digest."""

from __future__ import annotations

from pathlib import Path

import pytest

from loket.catalogue import canonical
from loket.catalogue.reader.package import read_package
from loket.catalogue.tests.sheets import UMBRELLA, folder
from loket.core.sheet import Procedure

TEXT = (UMBRELLA / "sop.yaml").read_text(encoding="utf-8")


def read(tmp_path: Path, text: str, letter: str = "") -> Procedure:
    path = folder(tmp_path, text, "balai/payung-hilang")
    if letter:
        (path / "letter.typ").write_text(letter, encoding="utf-8")
    procedure, findings = read_package(path)
    assert procedure is not None, findings
    return procedure


def digests(procedure: Procedure) -> tuple[str, str]:
    return procedure.sheet_digest, procedure.work_digest


@pytest.mark.parametrize(
    ("old", "new", "sheet_changes", "work_changes"),
    [
        ("# A lost umbrella", "# Another remark", False, False),
        ("revision: 1", "revision: 2", False, False),
        ("origin: loket", "origin: office", False, False),
        ("    time: 1 jam\n", "    time: 60 menit\n", False, False),
        ("    time: 1 jam\n", "    time: 2 jam\n", True, False),
        ("title: Pencarian", "title: Mencari", True, False),
        ("promise: {days: 8}", "promise: {days: 9}", True, False),
        ("cost: Gratis", "cost: Rp0", False, True),
        ("gudang: penjaga-gudang", "gudang: [penjaga-gudang]", False, False),
        ("gudang: penjaga-gudang", "gudang: penjaga-taman", False, True),
        ("channels: [counter, portal]", "channels: [counter]", False, True),
    ],
)
def test_what_changes_which_digest(
    tmp_path: Path, old: str, new: str, sheet_changes: bool, work_changes: bool
) -> None:
    assert old in TEXT
    sheet, work = digests(read(tmp_path / "a", TEXT))
    other_sheet, other_work = digests(read(tmp_path / "b", TEXT.replace(old, new, 1)))
    assert (sheet != other_sheet, work != other_work) == (sheet_changes, work_changes)


def test_the_letter_belongs_to_the_work(tmp_path: Path) -> None:
    sheet, work = digests(read(tmp_path / "a", TEXT))
    with_letter = digests(read(tmp_path / "b", TEXT, letter="#let x = 1"))
    assert with_letter[0] == sheet
    assert with_letter[1] != work


def test_the_texts_give_back_what_was_written(tmp_path: Path) -> None:
    procedure = read(tmp_path, TEXT)
    text = canonical.sheet_text(procedure.sheet)
    assert canonical.sheet_of(text) == procedure.sheet
    work = canonical.work_text(procedure.id, procedure.work, "#let x = 1")
    assert canonical.work_of(work).work == procedure.work
    assert canonical.work_of(work).letter == "#let x = 1"


def test_the_text_of_a_digest_is_the_same_on_every_machine(tmp_path: Path) -> None:
    """A change of this value means that every stored digest of every office changes."""
    procedure = read(tmp_path, SMALL)
    assert canonical.sheet_text(procedure.sheet) == (
        '{"actors":[{"id":"loket","label":"Loket"}],"id":"balai/payung-hilang",'
        '"identity":{},"section":"","steps":[{"activity":"Membuka","actors":["loket"],"id":"buka",'
        '"n":1,"next":"end:done"}],"title":"Buka","version":1}'
    )


SMALL = """\
id: balai/payung-hilang
version: 1
revision: 1
title: Buka
section: ""
origin: loket
identity: {}
promise: null
actors: {loket: {label: Loket}}
steps: [{id: buka, activity: Membuka, actor: loket}]
starts: {by: event}
posts: {loket: loket-depan}
work: {buka: {manual: Dibuka dengan kunci}}
"""
