"""Reading a package: what a sheet becomes, and that one bad file harms no other."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from loket.catalogue.reader.library import read_all
from loket.catalogue.reader.nodes import compose
from loket.catalogue.reader.office import read_office
from loket.catalogue.reader.package import read_package
from loket.catalogue.reader.page import Page
from loket.catalogue.tests.sheets import BROKEN, OFFICE, UMBRELLA, folder
from loket.core.sheet import END_DONE, Duration, Procedure, Promise

LINE = "    time: 2 hari\n"


def umbrella() -> Procedure:
    procedure, findings = read_package(UMBRELLA)
    assert procedure is not None, findings
    return procedure


def changed(tmp_path: Path, old: str, new: str) -> Procedure:
    text = (UMBRELLA / "sop.yaml").read_text(encoding="utf-8")
    assert old in text
    path = folder(tmp_path, text.replace(old, new), "balai/payung-hilang")
    procedure, findings = read_package(path)
    assert procedure is not None, findings
    return procedure


def test_the_umbrella_reads_without_a_finding() -> None:
    procedure = umbrella()
    assert procedure.id == "balai/payung-hilang"
    assert procedure.office == "balai"
    assert [step.n for step in procedure.sheet.steps] == list(range(1, 11))
    assert procedure.sheet.promise == Promise(days=8)


def test_rows_share_their_actors_as_written() -> None:
    sheet = umbrella().sheet
    modes = {step.id: step.mode for step in sheet.steps if step.mode != "one"}
    assert modes == {"cari": "each", "berita-acara": "in_order", "nomor": "any"}
    assert sheet.step("nomor").actors == ("loket", "juru-tulis")


def test_next_is_the_row_below_and_the_last_ends_the_case() -> None:
    sheet = umbrella().sheet
    assert sheet.step("lapor").next == "catat"
    assert sheet.step("ambil").next == END_DONE


def test_yes_and_no_are_words() -> None:
    decision = umbrella().sheet.step("catat").decision
    assert decision is not None
    assert decision.exits == {"yes": "cari", "no": "lapor", "bukan-payung": "end:rejected"}
    assert decision.decided_by == ("loket",)


def test_who_decides_is_the_last_of_the_row_unless_written(tmp_path: Path) -> None:
    procedure = changed(tmp_path, "      decided_by: [sekretaris, kepala]\n", "")
    decision = procedure.sheet.step("berita-acara").decision
    assert decision is not None
    assert decision.decided_by == ("kepala",)


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("5 menit", Duration(minutes=5)),
        ("0 menit", Duration(minutes=0)),
        ("5 Menit", Duration(minutes=5)),
        ("1 jam", Duration(minutes=60)),
        ("1 jam 30 menit", Duration(minutes=90)),
        ("2 hari", Duration(days=2)),
        ("1 minggu", Duration(weeks=1)),
        ("Tentative", Duration(open_ended=True)),
        ("Relatif", Duration(open_ended=True)),
        ("open", Duration(open_ended=True)),
        ("null", None),
    ],
)
def test_times_as_the_sheets_print_them(
    tmp_path: Path, printed: str, time: Duration | None
) -> None:
    procedure = changed(tmp_path, LINE, f"    time: {printed}\n")
    assert procedure.sheet.step("berita-acara").time == time


def test_nothing_printed_is_not_zero() -> None:
    sheet = umbrella().sheet
    assert sheet.step("kenali").time is None
    assert sheet.step("lapor").time == Duration(minutes=0)


def test_work_entries_keep_what_is_theirs_and_pass_on_the_rest() -> None:
    entry = umbrella().work.of("catat").entries[1]
    assert entry.do == "test.number"
    assert entry.exit == "yes"
    assert entry.named == "laporan-nomor"
    assert entry.proves == {"Nomor laporan": "register_entry"}
    assert entry.options == {"book": "payung"}


def test_questions_carry_options_and_conditions() -> None:
    colour, other, *_ = umbrella().work.of("lapor").entries[0].ask
    assert (colour.options[0].value, colour.options[0].label) == ("hitam", "Hitam")
    assert other.when == {"field": "warna", "is": "lain"}


def test_a_manual_step_has_its_reason() -> None:
    work = umbrella().work.of("keringkan")
    assert work.manual == "Payung dijemur dengan tangan"
    assert work.entries == ()


def test_posts_may_be_one_word() -> None:
    posts = umbrella().work.posts
    assert posts["gudang"] == ("penjaga-gudang",)
    assert posts["kepala"] == ("kepala", "sekretaris")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = (UMBRELLA / "sop.yaml").read_text(encoding="utf-8")
    text = text.replace("title: Pencarian Payung Hilang", "titel: 3").replace(LINE, "    time: 2\n")
    procedure, findings = read_package(folder(tmp_path, text, "balai/payung-hilang"))
    assert procedure is None
    assert sorted(one.code for one in findings) == ["bad-duration", "missing-key", "unknown-key"]
    assert all(one.file.endswith("payung-hilang/v1/sop.yaml") for one in findings)


def test_a_folder_without_a_sheet_is_a_finding(tmp_path: Path) -> None:
    procedure, findings = read_package(tmp_path)
    assert procedure is None
    assert [one.code for one in findings] == ["no-file"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"# only a remark\n", "empty-file"),
        (b"title: \xff\xfe", "yaml-syntax"),
        (b"title: \x00", "yaml-syntax"),
        (b"[" * 3000, "yaml-syntax"),
        (b"- a\n- b\n", "wrong-type"),
        (b"just words\n", "wrong-type"),
        (b"title: !!python/object/apply:os.system [ls]\n", "wrong-type"),
        (b"? [a, b]\n: c\n", "wrong-type"),
    ],
)
def test_no_content_makes_the_reader_fall(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "sop.yaml").write_bytes(content)
    procedure, findings = read_package(tmp_path)
    assert procedure is None
    assert code in {one.code for one in findings}


def test_an_option_that_holds_itself_ends(tmp_path: Path) -> None:
    text = (UMBRELLA / "sop.yaml").read_text(encoding="utf-8")
    text = text.replace("exit: yes, as: laporan-nomor, book: payung", "exit: yes, book: &a [*a]")
    _, findings = read_package(folder(tmp_path, text, "balai/payung-hilang"))
    assert "too-deep" in {one.code for one in findings}


def test_only_true_and_false_are_booleans() -> None:
    words = {}
    for word in ("true", "false", "yes", "no", "on", "off", "True", "y", "2018-02-25", "1:30"):
        node = compose(f"[{word}]".encode())
        assert node is not None
        words[word] = node.value[0].tag.rsplit(":", 1)[1]
    assert {word for word, tag in words.items() if tag == "bool"} == {"true", "false"}
    assert {tag for word, tag in words.items() if word not in ("true", "false")} == {"str"}


def test_the_office_of_the_umbrella_reads() -> None:
    office, findings = read_office(OFFICE)
    assert office is not None, findings
    assert office.id == "balai"
    assert [post.id for post in office.posts if post.superior is None] == ["kepala"]
    assert office.delegations[0].to == "sekretaris"


def test_one_broken_package_keeps_no_other_from_loading(tmp_path: Path) -> None:
    (tmp_path / "balai").mkdir()
    (tmp_path / "balai" / "office.yaml").write_bytes(OFFICE.read_bytes())
    folder(tmp_path, (UMBRELLA / "sop.yaml").read_text("utf-8"), "balai/payung-hilang")
    folder(tmp_path, (BROKEN / "key-twice.yaml").read_text("utf-8"))
    (tmp_path / "lain").mkdir()
    (tmp_path / "parameters").mkdir()
    library = read_all(tmp_path)
    assert [one.id for one in library.procedures] == ["balai/payung-hilang"]
    assert sorted(one.code for one in library.findings) == ["duplicate-key", "no-office"]
    assert list(library.offices) == ["balai"]


def test_versions_are_read_in_their_order(tmp_path: Path) -> None:
    text = (UMBRELLA / "sop.yaml").read_text("utf-8")
    for version in (1, 2, 10):
        numbered = text.replace("version: 1\n", f"version: {version}\n", 1)
        folder(tmp_path, numbered, "balai/payung-hilang", version)
    library = read_all(tmp_path)
    assert [one.sheet.version for one in library.procedures] == [1, 2, 10]
    assert [one.sheet.version for one in library.latest()] == [10]


def test_a_directory_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    library = read_all(tmp_path / "none")
    assert [one.code for one in library.findings] == ["no-directory"]


def test_findings_of_one_page_do_not_reach_another() -> None:
    first, second = Page("a"), Page("b")
    first.fault(None, "x", "x", "x", "x")
    assert second.findings == []


def test_the_whole_catalogue_reads_fast(tmp_path: Path) -> None:
    """146 sheets of the umbrella's size; the budget is 300 ms on a quiet machine."""
    text = (UMBRELLA / "sop.yaml").read_text("utf-8")
    for number in range(146):
        named = text.replace("balai/payung-hilang", f"balai/payung-{number}", 1)
        folder(tmp_path, named, f"balai/payung-{number}")
    best = 10.0
    for _ in range(3):
        start = time.perf_counter()
        assert len(read_all(tmp_path).procedures) == 146
        best = min(best, time.perf_counter() - start)
    assert best < 0.9  # three times the budget: this machine has neighbours
