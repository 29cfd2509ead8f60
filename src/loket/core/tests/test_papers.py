"""Which answer decides whether a paper is needed, and what is then kept of the checklist."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from loket.core.fields.clean import Context, applies, clean_all
from loket.core.fields.spec import Field, Option
from loket.core.papers import condition, questions_named
from loket.core.sheet import Paper, Procedure, StepWork, WorkEntry
from loket.core.tests.world import umbrella

KIND = Field(
    "jenis",
    "choice",
    "Jenis permohonan:",
    options=(Option("baru", "KK baru"), Option("hilang", "KK hilang")),
)
HAS = Field("ada", "yes_no", "Ada lampiran?")


def procedure(*asked: tuple[str, tuple[Field, ...]]) -> Procedure:
    base = umbrella()
    first = base.sheet.steps[0].id
    entries = tuple(WorkEntry(do="record.data", named=name, ask=ask) for name, ask in asked)
    return replace(base, work=replace(base.work, steps={first: StepWork(entries=entries)}))


ONE = procedure(("permohonan", (KIND, HAS)))


@pytest.mark.parametrize(
    ("when", "full", "says"),
    [
        ({"field": "jenis", "is": "hilang"}, "permohonan.jenis", "Jenis permohonan: KK hilang"),
        (
            {"field": "permohonan.jenis", "is": ["baru", "hilang"]},
            "permohonan.jenis",
            "Jenis permohonan: KK baru atau KK hilang",
        ),
        ({"field": "ada", "is": "yes"}, "permohonan.ada", "Ada lampiran: Ya"),
        ({"field": "ada", "is": False}, "permohonan.ada", "Ada lampiran: Tidak"),
    ],
)
def test_a_condition_is_told_in_the_words_of_the_form(
    when: dict[str, Any], full: str, says: str
) -> None:
    found = condition(ONE, Paper("kk", "KK", when=when))
    assert found is not None
    assert (found["field"], found["says"]) == (full, says)


def test_a_name_that_means_two_questions_decides_nothing() -> None:
    twice = procedure(("permohonan", (KIND,)), ("cetak", (KIND,)))
    assert set(questions_named(twice, "jenis")) == {"permohonan.jenis", "cetak.jenis"}
    assert condition(twice, Paper("kk", "KK", when={"field": "jenis", "is": "baru"})) is None
    assert condition(twice, Paper("kk", "KK", when={"field": "cetak.jenis", "is": "baru"}))
    assert condition(ONE, Paper("kk", "KK")) is None


ROW = Field(
    "kk",
    "choice",
    "KK lama",
    options=(
        Option("ada", "Ada"),
        Option("tidak_ada", "Tidak ada"),
        Option("tidak_perlu", "Tidak perlu"),
    ),
    when={"field": "permohonan.jenis", "is": "hilang", "says": "Jenis: hilang"},
    otherwise="tidak_perlu",
)


@pytest.mark.parametrize("ticked", ["", "ada", "tidak_ada", "tidak_perlu", "sembarang"])
def test_what_does_not_apply_is_settled_whatever_was_ticked(ticked: str) -> None:
    context = Context(date(2026, 11, 20), answers={"permohonan.jenis": "baru"})
    assert clean_all((ROW,), {"kk": ticked}, context) == ({"kk": "tidak_perlu"}, {})


@pytest.mark.parametrize(
    ("ticked", "says"),
    [
        ("", "KK lama belum dipilih."),
        ("tidak_perlu", "KK lama diperlukan (Jenis: hilang). Pilih yang lain."),
        ("sembarang", "Pilih salah satu dari daftar."),
    ],
)
def test_what_applies_must_be_answered(ticked: str, says: str) -> None:
    context = Context(date(2026, 11, 20), answers={"permohonan.jenis": "hilang"})
    assert clean_all((ROW,), {"kk": ticked}, context)[1] == {"kk": says}
    assert clean_all((ROW,), {"kk": "tidak_ada"}, context) == ({"kk": "tidak_ada"}, {})


def test_without_the_answer_the_clerk_decides() -> None:
    context = Context(date(2026, 11, 20))
    assert clean_all((ROW,), {"kk": "tidak_perlu"}, context) == ({"kk": "tidak_perlu"}, {})
    assert clean_all((ROW,), {"kk": "ada"}, context) == ({"kk": "ada"}, {})
    assert clean_all((ROW,), {"kk": ""}, context)[1] == {"kk": "KK lama belum dipilih."}


def test_a_yes_of_yaml_and_a_kept_true_are_the_same_answer() -> None:
    spec = replace(ROW, when={"field": "a.ada", "is": [True]})
    assert applies(spec, {"a.ada": True}) and applies(spec, {"a.ada": "yes"})
    assert not applies(spec, {"a.ada": False}) and not applies(spec, {"a.ada": "no"})
