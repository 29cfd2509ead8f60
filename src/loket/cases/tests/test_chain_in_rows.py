"""Rows that somebody changed behind Loket's back are found, and erasing is no change."""

from __future__ import annotations

import pytest
from msgspec import json

from loket.cases import api as cases
from loket.cases.models import ActRow, CaseRow
from loket.cases.tests import balai
from loket.core.chain import BrokenChain

pytestmark = pytest.mark.usefixtures("umbrella_office")


def walked() -> int:
    case_id = balai.opened()
    balai.check(case_id)
    cases.verify_case(balai.OFFICE, case_id)
    return case_id


def act(case_id: int, seq: int):  # type: ignore[no-untyped-def]
    return ActRow.objects.in_office(balai.OFFICE).filter(case_id=case_id, seq=seq)


def broken(case_id: int) -> str:
    with pytest.raises(BrokenChain) as found:
        cases.verify_case(balai.OFFICE, case_id)
    return str(found.value)


def test_a_changed_text_is_named() -> None:
    case_id = walked()
    row = act(case_id, 2).get()
    act(case_id, 2).update(text=row.text.replace("counter", "portal").replace("2026", "2025"))
    assert "act 2" in broken(case_id)


def test_a_changed_personal_value_is_named() -> None:
    case_id = walked()
    row = act(case_id, 1).get()
    kept = json.decode(row.kept)
    kept["party.0.nama"][1] = "Orang Lain"
    act(case_id, 1).update(kept=json.encode(kept).decode())
    assert "party.0.nama" in broken(case_id)


def test_a_removed_act_is_named() -> None:
    case_id = walked()
    act(case_id, 2).delete()
    assert "act 2" in broken(case_id)


def test_a_removed_last_act_is_noticed() -> None:
    case_id = walked()
    length = CaseRow.objects.in_office(balai.OFFICE).get(pk=case_id).length
    act(case_id, length).delete()
    assert "missing" in broken(case_id)


def test_erasing_personal_values_keeps_the_chain() -> None:
    case_id = walked()
    ActRow.objects.in_office(balai.OFFICE).filter(case_id=case_id).update(kept="")
    cases.verify_case(balai.OFFICE, case_id)
    erased = cases.folded_case(balai.OFFICE, case_id)
    assert erased.parties[0].values == {
        "alamat": None, "nama": None, "nik": None, "telepon": None,
    }  # fmt: skip
