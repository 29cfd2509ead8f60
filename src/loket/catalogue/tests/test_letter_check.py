"""The letter of a package is tried before anybody needs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from loket.catalogue.check import check_library, check_package
from loket.catalogue.finding import Finding
from loket.catalogue.reader.library import read_all
from loket.catalogue.reader.office import read_office
from loket.catalogue.reader.package import read_folder
from loket.catalogue.tests.sheets import BROKEN, OFFICE, actions, folder

SOUND = (
    (BROKEN / "actor-unused.yaml")
    .read_text(encoding="utf-8")
    .replace("  kasi: {label: Kasi}  # here\n", "")
    .replace(", kasi: kepala}", "}")
    .replace(
        "{do: test.data, proves: {Berkas: data}}",
        "{do: test.data, as: isi, proves: {Berkas: data}, ask: ["
        "{name: judul, type: text, label: Judul}, "
        "{name: catatan, type: number, label: Catatan, required: false}]}",
    )
)
HEAD = '#import "/loket.typ": *\n#show: letter\n'


def findings(path: Path, letter: str) -> list[Finding]:
    (path / "letter.typ").write_text(letter, encoding="utf-8")
    office, _ = read_office(OFFICE)
    return check_package(read_folder(path), office, actions())


def test_a_sound_letter_has_no_finding(tmp_path: Path) -> None:
    letter = HEAD + '#letterhead()\n#word("isi.judul")\n#signature(closing: [Demikian.])'
    assert findings(folder(tmp_path, SOUND), letter) == []


@pytest.mark.parametrize(
    ("letter", "code", "line", "word"),
    [
        (HEAD + "\n#leterhead()", "letter-broken", 4, "leterhead"),
        (HEAD + '#counted(fact("isi.catatan"))', "letter-broken", 3, "dikosongkan"),
        (HEAD + '#import "@preview/a:1.0.0"', "letter-broken", 3, "import"),
        (HEAD + '#word("isi.jdul")', "letter-unknown-fact", 3, "judul"),
        (HEAD + '#rows("isian.judul")', "letter-unknown-fact", 3, "isian.judul"),
    ],
)
def test_a_faulty_letter_is_named_with_its_line(
    tmp_path: Path, letter: str, code: str, line: int, word: str
) -> None:
    path = folder(tmp_path, SOUND)
    (told,) = findings(path, letter)
    assert (told.file, told.line, told.code) == (str(path / "letter.typ"), line, code)
    assert word in told.text()


def test_what_an_action_leaves_unasked_is_no_fault(tmp_path: Path) -> None:
    letter = HEAD + '#word("periksa.nomor") #fact("isi.selisih")'
    assert findings(folder(tmp_path, SOUND), letter) == []


def test_a_library_tries_every_letter(tmp_path: Path) -> None:
    (tmp_path / "balai").mkdir()
    (tmp_path / "balai" / "office.yaml").write_bytes(OFFICE.read_bytes())
    for name, letter in (("satu", "Surat"), ("dua", "#dua"), ("tiga", "#tiga")):
        text = SOUND.replace("balai/contoh", f"balai/{name}")
        (folder(tmp_path, text, f"balai/{name}") / "letter.typ").write_text(letter, "utf-8")
    told = check_library(read_all(tmp_path), actions())
    assert [(one.code, Path(one.file).parts[-3]) for one in told] == [
        ("letter-broken", "dua"),
        ("letter-broken", "tiga"),
    ]
