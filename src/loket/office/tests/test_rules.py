"""Who may act for whom, as tables over one small office: camat > sekcam > kasi > loket."""

from __future__ import annotations

from datetime import date

import pytest

from loket.office import rules
from loket.office.rules import AbsenceRow, Authority, DelegationRow, HoldingRow, ParameterRow

TREE = {"camat": None, "sekcam": "camat", "kasi": "sekcam", "loket": "kasi"}
START = date(2023, 3, 1)
DAY = date(2026, 11, 20)
SOME = ("jumapolo/layanan-legalisir",)


def d(text):
    return date.fromisoformat(f"2026-{text}")


def holding(officer, post, kind="definitive", valid_from=START, valid_to=None, basis=""):
    return HoldingRow(officer, post, kind, valid_from, valid_to, basis)


EVERYBODY = (
    holding("cam", "camat"),
    holding("sek", "sekcam"),
    holding("kas", "kasi"),
    holding("lok", "loket"),
)
OFFICERS = frozenset({"cam", "sek", "kas", "lok", "lia"})


def office(*more, without=(), absences=(), delegations=(), active=OFFICERS, superior=TREE):
    kept = tuple(row for row in EVERYBODY if row.post not in without)
    return Authority(superior, active, (*kept, *more), delegations, absences)


def rights(authority, officer, day=DAY):
    return [
        f"{one.kind} {one.post}" if one.post == one.held else f"{one.kind} {one.post} by {one.held}"
        for one in rules.who(authority, officer, day).capacities
    ]


PLH = holding("sek", "camat", "plh", d("11-16"), d("11-20"), "SP 800/12")
PLT = holding("kas", "sekcam", "plt", d("10-01"), None, "SK 821/7")
AWAY = (AbsenceRow("cam", d("11-16"), d("11-20")),)
AN = DelegationRow("camat", "kasi", "SK 1067", START, None, SOME)
AN_ALL = DelegationRow("camat", "sekcam", "SK 1", d("11-02"), d("11-30"))


@pytest.mark.parametrize(
    ("situation", "authority", "officer", "day", "expected"),
    [
        ("the holder acts", office(), "cam", DAY, ["definitive camat"]),
        ("nobody acts for a post that is held", office(), "sek", DAY, ["definitive sekcam"]),
        ("an officer without post", office(), "lia", DAY, []),
        (
            "Plh on his first day",
            office(PLH),
            "sek",
            d("11-16"),
            ["definitive sekcam", "plh camat"],
        ),
        ("Plh on his last day", office(PLH), "sek", d("11-20"), ["definitive sekcam", "plh camat"]),
        ("Plh the day before", office(PLH), "sek", d("11-15"), ["definitive sekcam"]),
        ("Plh the day after", office(PLH), "sek", d("11-21"), ["definitive sekcam"]),
        ("an absent holder does not act", office(absences=AWAY), "cam", d("11-18"), []),
        ("he acts again when back", office(absences=AWAY), "cam", d("11-21"), ["definitive camat"]),
        (
            "Plt of an empty post keeps his own",
            office(PLT, without={"sekcam"}),
            "kas",
            DAY,
            ["definitive kasi", "plt sekcam"],
        ),
        (
            "an empty post falls to its superior",
            office(without={"loket"}),
            "kas",
            DAY,
            ["definitive kasi", "superior loket by kasi"],
        ),
        (
            "to the nearest one who is there",
            office(without={"loket", "kasi"}),
            "sek",
            DAY,
            ["definitive sekcam", "superior kasi by sekcam", "superior loket by sekcam"],
        ),
        ("and to no one further up", office(without={"loket"}), "sek", DAY, ["definitive sekcam"]),
        (
            "to a Plt like to a definitive holder",
            office(PLT, without={"sekcam", "kasi"}),
            "kas",
            DAY,
            ["plt sekcam", "superior kasi by sekcam"],
        ),
        (
            "the top post falls to nobody",
            office(without={"camat"}),
            "sek",
            DAY,
            ["definitive sekcam"],
        ),
        (
            "a.n. by delegation",
            office(delegations=(AN,)),
            "kas",
            DAY,
            ["definitive kasi", "an camat by kasi"],
        ),
        (
            "a.n. also while the post is empty",
            office(delegations=(AN_ALL,), without={"camat"}),
            "sek",
            DAY,
            ["definitive sekcam", "an camat by sekcam"],
        ),
        (
            "a.n. before it begins",
            office(delegations=(AN_ALL,)),
            "sek",
            d("11-01"),
            ["definitive sekcam"],
        ),
        (
            "a.n. after it ended",
            office(delegations=(AN_ALL,)),
            "sek",
            d("12-01"),
            ["definitive sekcam"],
        ),
        (
            "a.n. does not fall to the superior of an empty post",
            office(delegations=(AN,), without={"kasi"}),
            "sek",
            DAY,
            ["definitive sekcam", "superior kasi by sekcam"],
        ),
        (
            "a.n. goes with the post to its Plt",
            office(PLT, delegations=(AN_ALL,), without={"sekcam"}),
            "kas",
            DAY,
            ["definitive kasi", "plt sekcam", "an camat by sekcam"],
        ),
        (
            "two posts of one officer",
            office(holding("lok", "kasi")),
            "lok",
            DAY,
            ["definitive loket", "definitive kasi"],
        ),
        ("a disabled officer", office(active=OFFICERS - {"kas"}), "kas", DAY, []),
        (
            "whose post then falls to the superior",
            office(active=OFFICERS - {"kas"}),
            "sek",
            DAY,
            ["definitive sekcam", "superior kasi by sekcam"],
        ),
        (
            "a post with two holders, one away",
            office(holding("lia", "loket"), absences=(AbsenceRow("lok", DAY, DAY),)),
            "kas",
            DAY,
            ["definitive kasi"],
        ),
        (
            "a holding that ended",
            office(holding("lia", "loket", valid_to=d("11-19"))),
            "lia",
            DAY,
            [],
        ),
    ],
)
def test_rights_of_an_officer(situation, authority, officer, day, expected):
    got = rights(authority, officer, day)
    assert sorted(got) == sorted(expected), situation


def test_stronger_rights_come_first():
    authority = office(PLH, delegations=(AN_ALL,), without={"kasi"}, absences=AWAY)
    kinds = [one.kind for one in rules.who(authority, "sek", DAY).capacities]
    assert kinds == ["definitive", "plh", "superior", "an"]


def test_a_right_carries_its_basis_and_its_limits():
    capacities = rules.who(office(PLH, delegations=(AN,)), "sek", DAY).capacities
    assert [one.basis for one in capacities if one.kind == "plh"] == ["SP 800/12"]
    (an,) = [
        one
        for one in rules.who(office(delegations=(AN,)), "kas", DAY).capacities
        if one.kind == "an"
    ]
    assert an.basis == "SK 1067"
    assert an.covers(SOME[0])
    assert not an.covers("jumapolo/layanan-lain")


def test_present_posts():
    authority = office(PLH, without={"loket"}, absences=AWAY)
    assert rules.present(authority, DAY) == {"camat", "sekcam", "kasi"}
    assert rules.present(authority, d("11-21")) == {"camat", "sekcam", "kasi"}
    no_plh = office(without={"loket"}, absences=AWAY)
    assert rules.present(no_plh, DAY) == {"sekcam", "kasi"}


def test_parameters_of_a_day():
    rows = (
        ParameterRow("batas", 60, date(2013, 12, 24)),
        ParameterRow("batas", 90, date(2027, 1, 1)),
        ParameterRow("denda", 10000, date(2020, 1, 1), date(2025, 12, 31)),
    )
    authority = Authority(TREE, parameters=rows)
    assert rules.parameters(authority, DAY) == {"batas": 60}
    assert rules.parameters(authority, date(2027, 1, 1)) == {"batas": 90}
    assert rules.parameters(authority, date(2025, 12, 31)) == {"batas": 60, "denda": 10000}


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (TREE, False),
        ({}, False),
        ({"a": "a"}, True),
        ({"a": "b", "b": "a"}, True),
        ({"x": "a", "a": "b", "b": "a"}, True),
    ],
)
def test_a_circle_of_superiors_is_found(tree, found):
    assert (rules.circle(tree) is not None) is found


def test_a_circle_does_not_hang_the_search_for_a_superior():
    turning = {"a": "b", "b": "a"}
    assert rules.stands_in(Authority(turning), "a", frozenset()) is None


@pytest.mark.parametrize(
    ("fault", "week"),
    [
        ("six days", [[]] * 6),
        ("overlap", [[[450, 720], [700, 900]], *[[]] * 6]),
        ("empty span", [[[450, 450]], *[[]] * 6]),
        ("backwards", [[[720, 450]], *[[]] * 6]),
        ("past midnight", [[[450, 1441]], *[[]] * 6]),
    ],
)
def test_impossible_hours_are_an_error(fault, week):
    with pytest.raises(ValueError, match="x:"):
        rules.hours("x", START, None, week)
