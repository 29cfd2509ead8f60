"""The flowchart on the screen: symbols, straight lines, pentagons."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.core.sheet import Sheet
from loket.ui.lanes import Progress, draw, exit_label
from loket.ui.symbols import box, capsule, diamond, pentagon, widths
from loket.ui.tests.sheets import choice, sheet, step
from loket.ui.ways import Cell, Row

UMBRELLA = sheet(
    step(1, "a", "s2"),
    step(2, "b", "s3", decision=choice("b", yes="s3", no="s1")),
    step(3, "c", "s4"),
    step(4, "b", "end:done"),
)


def paths(cell: Cell) -> list[str]:
    return [piece.d for group in cell.groups for piece in group.pieces if piece.d]


def texts(row: Row) -> list[str]:
    return [
        piece.text
        for cell in row.cells
        for group in cell.groups
        for piece in group.pieces
        if piece.text
    ]


def looks(row: Row, column: int) -> list[str]:
    return [piece.look for group in row.cells[column].front for piece in group.pieces if piece.d]


def test_the_first_row_begins_and_the_last_ends_with_a_capsule() -> None:
    rows = draw(UMBRELLA, Progress())
    assert capsule(25) in paths(rows[0].cells[0]) and "Mulai" in texts(rows[0])
    assert capsule(25) in paths(rows[3].cells[1]) and "Selesai" in texts(rows[3])
    assert box(25) in paths(rows[2].cells[2])


def test_a_decision_is_a_diamond_and_its_refusal_goes_into_a_pentagon() -> None:
    row = draw(UMBRELLA, Progress())[1]
    assert diamond(25) in paths(row.cells[1])
    assert pentagon() in paths(row.cells[0])
    assert {"?", "Ya", "Tidak", "1"} <= set(texts(row))


def test_the_next_row_is_reached_by_a_line_that_goes_out_and_down() -> None:
    rows = draw(UMBRELLA, Progress())
    assert "M0 0H400" in paths(rows[0].cells[0])
    assert "M-400 0H0V400" in paths(rows[0].cells[1])
    assert "M0-400V-19" in paths(rows[1].cells[1])


def test_the_way_walked_is_drawn_bold_and_the_current_row_is_marked() -> None:
    rows = draw(UMBRELLA, Progress(walked=("s1", "s2"), now="s3"))
    assert [row.state for row in rows] == ["done", "done", "now", "todo"]
    assert "sy dn" in looks(rows[1], 1) and "sy nw" in looks(rows[2], 2)
    assert rows[1].cells[1].words.startswith("Keputusan, sudah: Cocok?")
    assert "Tidak: langkah 1" in rows[1].cells[1].words


def test_a_closed_case_is_done_to_the_end() -> None:
    walked = ("s1", "s2", "s3", "s4")
    rows = draw(UMBRELLA, Progress(walked=walked, ended="end:done"))
    assert {row.state for row in rows} == {"done"}


def test_an_open_form_parts_the_rows_by_a_pair_of_pentagons() -> None:
    rows = draw(UMBRELLA, Progress(walked=("s1",), now="s2"), parted=frozenset({"s2"}))
    assert texts(rows[1]).count("3") == 1
    assert "3" in texts(rows[2]) and rows[2].mid == 62 and rows[2].tall


def test_several_actors_of_a_row_are_joined_and_those_through_are_ticked() -> None:
    together = sheet(
        step(1, "abc", "end:done", mode="in_order", decision=choice("c", yes="end:done", no="s1"))
    )
    row = draw(together, Progress(now="s1", done_parts=("a",)))[0]
    assert "M-400 0H400" in paths(row.cells[1])
    assert "sy dn" in looks(row, 0) and "sy nw" in looks(row, 1) and "sy nw" in looks(row, 2)


def test_a_line_passes_under_the_symbols_of_its_own_row() -> None:
    rows = draw(sheet(step(1, "abc", "s2", mode="in_order"), step(2, "a", "end:done")), Progress())
    assert rows[0].cells[2].back[-1].clip == ("50%", "50%")
    assert "M-400-9H400" in paths(rows[0].cells[1])


def test_a_skipped_row_is_named_by_number_on_both_ends() -> None:
    skips = sheet(step(1, "a", "s3"), step(2, "b", "s3"), step(3, "c", "end:done"))
    rows = draw(skips, Progress())
    assert "3" in texts(rows[0])
    assert "2" in texts(rows[1])  # nothing above leads here: it carries its own number


def test_an_end_other_than_done_is_a_small_capsule_with_its_word() -> None:
    ends = choice("a", yes="end:done", no="end:rejected", batal="end:cancelled")
    row = draw(sheet(step(1, "a", "end:done", decision=ends)), Progress())[0]
    assert {"Selesai", "Ditolak", "Batal"} <= set(texts(row))


def test_exits_have_words() -> None:
    assert [exit_label(name) for name in ("yes", "no", "uji-ulang")] == ["Ya", "Tidak", "Uji ulang"]


@pytest.mark.parametrize("actors", range(1, 15))
def test_the_columns_fill_the_table(actors: int) -> None:
    found = widths(actors)
    total = sum(found.values()) + (actors - 1) * found["lane"]
    assert abs(total - 100) < 0.5 and min(found.values()) > 3


@st.composite
def any_sheet(draws: st.DrawFn) -> Sheet:
    letters = "abcdefgh"[: draws(st.integers(1, 8))]
    count = draws(st.integers(1, 7))
    targets = st.sampled_from([f"s{n}" for n in range(1, count + 1)] + ["end:done", "end:rejected"])
    steps = []
    for number in range(1, count + 1):
        who = "".join(
            draws(st.lists(st.sampled_from(letters), min_size=1, max_size=4, unique=True))
        )
        below = f"s{number + 1}" if number < count else "end:done"
        mode = "one" if len(who) == 1 else draws(st.sampled_from(["in_order", "each", "any"]))
        exits = draws(st.dictionaries(st.sampled_from(["no", "x", "y"]), targets, max_size=3))
        decision = choice(who[-1], yes=below, **exits) if exits else None
        steps.append(
            step(number, who, draws(targets | st.just(below)), mode=mode, decision=decision)
        )
    return sheet(*steps, actors=letters)


@settings(max_examples=200, deadline=None)
@given(any_sheet(), st.integers(0, 7), st.booleans())
def test_every_sheet_can_be_drawn_and_every_way_out_is_shown(
    drawn: Sheet, at: int, parted: bool
) -> None:
    now = drawn.steps[min(at, len(drawn.steps) - 1)].id
    rows = draw(drawn, Progress(now=now), parted=frozenset({now}) if parted else frozenset())
    for row in rows:
        for actor in row.step.actors:
            column = [one.id for one in drawn.actors].index(actor)
            assert row.cells[column].words
        if row.step.decision is None:
            continue
        shown = " ".join(texts(row))
        for name in row.step.decision.exits:
            assert exit_label(name) in shown


def test_a_step_left_by_a_departure_is_dashed_and_has_no_line_onward() -> None:
    rows = draw(UMBRELLA, Progress(walked=("s1", "s2"), now="s3", departed=("s2",)))
    assert [row.state for row in rows] == ["done", "away", "now", "todo"]
    assert "sy aw" in looks(rows[1], 1) and "penyimpangan" in rows[1].cells[1].words
    assert not any(
        "ln dn" in piece.look for group in rows[2].cells[2].back for piece in group.pieces
    )
