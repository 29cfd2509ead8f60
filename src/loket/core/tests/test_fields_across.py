"""Rules across the fields of a form: dates counted, bounds kept, messages filled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.core.fields.across import Computed, Required, broken, compute, places, reasons

DAYS = (Computed("selisih", "Selisih", "dari", "sampai"),)
LESS = Required("selisih", "{selisih} hari, batasnya {batas}.", "ours", "Di bawah {batas}", less=7)
ORDER = Required("sampai", "{sampai} sebelum {batas}.", "ours", not_before="dari")


def kept(first: str | None, last: str | None) -> dict[str, str | None]:
    return {"dari": first, "sampai": last}


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-23", "2026-11-27", 4),
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-20", -3),
        ("2026-12-30", "2027-01-02", 3),
        ("2028-02-28", "2028-03-01", 2),
    ],
)
def test_calendar_days_are_counted(first: str, last: str, days: int) -> None:
    assert compute(DAYS, kept(first, last)) == {"selisih": days}


@pytest.mark.parametrize("values", [kept(None, "2026-11-23"), kept("2026-11-23", None), {}])
def test_a_missing_answer_computes_nothing_and_breaks_nothing(values: dict) -> None:
    assert compute(DAYS, values) == {}
    assert broken(DAYS, (LESS, ORDER), values) == {}
    assert list(reasons(DAYS, (LESS,), values)) == []


def test_the_bound_itself_is_too_much_for_less() -> None:
    assert broken(DAYS, (LESS,), kept("2026-11-01", "2026-11-07")) == {}
    assert broken(DAYS, (LESS,), kept("2026-11-01", "2026-11-08")) == {
        "sampai": "7 hari, batasnya 7."
    }


def test_dates_are_written_as_people_do_and_the_first_broken_rule_speaks() -> None:
    at_least = Required("selisih", "Terlalu dini.", "ours", at_least=0)
    assert broken(DAYS, (ORDER, at_least), kept("2026-11-23", "2026-11-20")) == {
        "sampai": "20-11-2026 sebelum 23-11-2026."
    }


@pytest.mark.parametrize(("low", "told"), [(3, {}), (2, {"n": "Kurang dari 3."})])
def test_a_typed_number_speaks_at_its_own_field(low: int, told: dict[str, str]) -> None:
    rule = Required("n", "Kurang dari {batas}.", "ours", at_least=3)
    assert broken((), (rule,), {"n": low}) == told


def test_not_after_is_the_other_way_round() -> None:
    rule = Required("dari", "Sesudah {batas}.", "ours", not_after="sampai")
    assert broken((), (rule,), kept("2026-11-20", "2026-11-20")) == {}
    assert broken((), (rule,), kept("2026-11-21", "2026-11-20")) == {"dari": "Sesudah 20-11-2026."}


def test_the_reason_stands_beside_the_value_only_while_it_holds() -> None:
    assert list(reasons(DAYS, (LESS,), kept("2026-11-23", "2026-11-27"))) == [
        ("Selisih", "4 hari. Di bawah 7")
    ]
    assert list(reasons(DAYS, (LESS,), kept("2026-11-01", "2026-11-27"))) == [
        ("Selisih", "26 hari")
    ]


def test_what_an_answer_holds_is_never_filled_in_again() -> None:
    rule = Required("n", "Tertulis {ket}.", "ours", at_least=3)
    assert broken((), (rule,), {"n": 1, "ket": "{n}"}) == {"n": "Tertulis {n}."}
    assert places("{a} dan {batas}") == ["a", "batas"]


@given(st.dates(), st.dates())
def test_a_rule_and_its_opposite_never_both_hold(first, last) -> None:  # type: ignore[no-untyped-def]
    values = kept(first.isoformat(), last.isoformat())
    opposite = Required("selisih", "x", "ours", at_least=7)
    assert bool(broken(DAYS, (LESS,), values)) != bool(broken(DAYS, (opposite,), values))
