"""A plan goes every arrow of a sheet, and no path more often than it must."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loket.core.rehearsal import Leg, parts_for, plan
from loket.core.sheet import ENDS, Procedure
from loket.core.tests import world
from loket.core.tests.small_sheets import procedure, row


def arrows(one: Procedure) -> set[tuple[str, str]]:
    return {(step.id, name) for step in one.sheet.steps for name in step.exits()}


def gone(paths: tuple[tuple[Leg, ...], ...]) -> list[tuple[str, str]]:
    return [(leg.step, leg.exit) for path in paths for leg in path if leg.exit is not None]


def test_the_umbrella_is_gone_through_by_every_arrow() -> None:
    paths = plan(world.umbrella())
    assert set(gone(paths)) == arrows(world.umbrella())
    ends = {("catat", "bukan-payung"), ("berita-acara", "batal"), ("ambil", "yes")}
    assert {(path[-1].step, path[-1].exit) for path in paths} == ends


def test_each_row_that_may_be_returned_is_returned_once() -> None:
    paths = plan(world.umbrella())
    returned = [leg.step for path in paths for leg in path if leg.exit is None]
    # nomor forbids it; lapor is the first row; kenali and ambil are the applicant's
    assert sorted(returned) == sorted(
        ["catat", "cari", "tanya-pos-jaga", "pastikan", "keringkan", "berita-acara"]
    )


def test_a_straight_sheet_needs_one_path() -> None:
    (path,) = plan(procedure(row("a", "x"), row("b", "y")))
    assert path == (Leg("a", "yes"), Leg("b", None), Leg("a", "yes"), Leg("b", "yes"))


def test_the_first_who_decides_takes_another_exit_and_all_take_yes() -> None:
    step = world.umbrella().sheet.step("berita-acara")
    assert parts_for(step, "no") == (("juru-tulis", None), ("sekretaris", "no"))
    assert parts_for(step, "yes") == (
        ("juru-tulis", None),
        ("sekretaris", "yes"),
        ("kepala", "yes"),
    )


@st.composite
def sheets(draw: st.DrawFn) -> Procedure:
    count = draw(st.integers(1, 7))
    names = [f"r{n}" for n in range(count)]
    targets = [*names, "end:done", "end:rejected"]
    rows = []
    for n, name in enumerate(names):
        onward = names[n + 1] if n + 1 < count else "end:done"
        exits = {"yes": onward}
        for extra in draw(st.sets(st.sampled_from(["no", "lain"]))):
            exits[extra] = draw(st.sampled_from(targets))
        rows.append(row(name, "x", exits=exits, returns=draw(st.booleans())))
    return procedure(*rows)


@settings(max_examples=300, deadline=None)
@given(sheets())
def test_every_arrow_of_any_sheet_is_gone_and_no_path_is_idle(one: Procedure) -> None:
    paths = plan(one)
    walked = gone(paths)
    assert set(walked) == arrows(one)
    to_ends = {
        (step.id, name)
        for step in one.sheet.steps
        for name, target in step.exits().items()
        if target in ENDS
    }
    assert {(path[-1].step, path[-1].exit) for path in paths} == to_ends
    seen: set[tuple[str, str]] = set()
    for path in paths:
        fresh = set(gone((path,))) - seen
        assert fresh
        seen |= fresh
