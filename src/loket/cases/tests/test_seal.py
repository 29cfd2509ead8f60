"""A day is sealed once, behind the day before, and the seal covers what was touched."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from loket.cases import api as cases
from loket.cases.api import worker
from loket.cases.models import ActRow, SealRow
from loket.cases.tests import balai, seals
from loket.cases.tests.conftest import MONDAY
from loket.core import seal as core
from loket.core.chain import GENESIS
from loket.core.refused import Refused
from loket.office import api as office

MONDAY_DAY = MONDAY.date()


def rows() -> list[SealRow]:
    return list(SealRow.objects.in_office(balai.OFFICE).order_by("no"))


def sealed_cases(row: SealRow) -> list[core.CaseLeaf]:
    leaves = cases.seal_leaves(row)
    return [core.read_case(leaf) for leaf in leaves[core.CASES]]


@pytest.mark.usefixtures("umbrella_office")
class TestOneDay:
    def test_a_day_that_is_not_over_is_refused(self) -> None:
        seals.worked_day()
        with pytest.raises(Refused, match="belum berakhir"):
            cases.seal_day(balai.OFFICE, MONDAY_DAY, office.clock.now())
        assert rows() == []

    def test_sealing_a_day_again_gives_the_same_seal(self) -> None:
        _, made = seals.sealed_day()
        again = cases.seal_day(balai.OFFICE, MONDAY_DAY, office.clock.now())
        assert again == made
        assert len(rows()) == 1

    def test_the_seal_holds_every_case_with_its_length_and_head(self) -> None:
        ids, made = seals.sealed_day()
        (row,) = rows()
        stored = [cases.stored_case(balai.OFFICE, case_id) for case_id in ids]
        leaves = sealed_cases(row)
        assert [(one.case, one.length) for one in leaves] == [
            (case_id, case.length) for case_id, case in zip(ids, stored, strict=True)
        ]
        assert [one.number for one in leaves] == ["26-00001", "26-00002", "26-00003"]
        assert made.counts == {"acts": 9, "opened": 3, "touched": 3}
        assert (made.previous, made.opened, made.day) == (GENESIS, 3, MONDAY_DAY)

    def test_the_next_seal_holds_only_what_was_touched_since(self) -> None:
        ids, first = seals.sealed_day()
        fresh = balai.opened()
        seals.tomorrow()
        (second,) = cases.seal_ended(balai.OFFICE, office.clock.now())
        assert [one.case for one in sealed_cases(rows()[1])] == [fresh]
        assert (second.previous, second.no, second.opened) == (first.hash, 2, len(ids) + 1)

    def test_what_was_done_after_midnight_belongs_to_the_next_seal(self) -> None:
        before = balai.opened()
        seals.tomorrow()  # the office was closed at midnight; work goes on before anybody seals
        after = balai.opened()
        (made,) = cases.seal_ended(balai.OFFICE, office.clock.now())
        assert made.day == MONDAY_DAY
        assert [one.case for one in sealed_cases(rows()[0])] == [before]
        seals.tomorrow()
        cases.seal_ended(balai.OFFICE, office.clock.now())
        assert [one.case for one in sealed_cases(rows()[1])] == [after]

    def test_days_on_which_the_machine_was_off_get_their_seals_later(self) -> None:
        balai.opened()
        seals.tomorrow()
        balai.opened()
        office.clock.simulate(office.clock.now() + timedelta(days=5))
        made = cases.seal_ended(balai.OFFICE, office.clock.now())
        assert [one.day for one in made] == [MONDAY_DAY, MONDAY_DAY + timedelta(days=1)]
        assert cases.seal_ended(balai.OFFICE, office.clock.now()) == []

    def test_a_day_before_the_last_seal_has_none_of_its_own(self) -> None:
        seals.sealed_day()
        with pytest.raises(Refused, match="di bawah segel nomor 1"):
            cases.seal_day(balai.OFFICE, MONDAY_DAY - seals.DAY, office.clock.now())

    def test_the_day_is_the_local_day_of_the_office(self) -> None:
        office.clock.simulate(MONDAY.replace(hour=16, minute=59))  # 23.59 WIB
        balai.opened()
        office.clock.simulate(MONDAY.replace(hour=17, minute=1))  # 00.01 WIB
        (made,) = cases.seal_ended(balai.OFFICE, office.clock.now())
        assert made.day == MONDAY_DAY


@pytest.mark.usefixtures("umbrella_office")
class TestSoFar:
    def test_today_is_sealed_so_far_on_request_and_closed_when_it_is_over(self) -> None:
        seals.worked_day(1)
        (so_far,) = cases.seal_now(balai.OFFICE, office.clock.now())
        assert so_far.so_far
        seals.worked_day(1)
        seals.tomorrow()
        (closing,) = cases.seal_ended(balai.OFFICE, office.clock.now())
        assert (closing.day, closing.so_far) == (so_far.day, False)
        assert (closing.no, closing.previous) == (2, so_far.hash)
        assert closing.counts["opened"] == 1

    def test_nothing_new_makes_no_new_seal(self) -> None:
        seals.worked_day(1)
        first = cases.seal_now(balai.OFFICE, office.clock.now())
        assert cases.seal_now(balai.OFFICE, office.clock.now()) == first
        assert len(rows()) == 1

    def test_a_change_of_authority_alone_is_something_new(self) -> None:
        seals.worked_day(1)
        (first,) = cases.seal_now(balai.OFFICE, office.clock.now())
        balai.hire("pengganti", "loket-depan")
        (second,) = cases.seal_now(balai.OFFICE, office.clock.now())
        assert second.roots["wewenang"] != first.roots["wewenang"]
        assert second.last["wewenang/versi"] > first.last["wewenang/versi"]

    def test_a_day_sealed_so_far_is_closed_though_nothing_followed(self) -> None:
        seals.worked_day(1)
        cases.seal_now(balai.OFFICE, office.clock.now())
        seals.tomorrow()
        (closing,) = cases.seal_ended(balai.OFFICE, office.clock.now())
        assert (closing.day, closing.so_far) == (MONDAY_DAY, False)


@pytest.mark.usefixtures("umbrella_office")
def test_the_worker_seals_what_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_next_look", {})
    seals.worked_day(1)
    worker.work_once()
    assert rows() == []
    seals.tomorrow()
    worker.work_once()
    worker.work_once()
    assert [row.day for row in rows()] == [MONDAY_DAY]


@pytest.mark.django_db(transaction=True)
def test_workers_that_seal_at_the_same_moment_make_one_seal() -> None:
    balai.found_office(MONDAY)
    try:
        balai.opened()
        seals.tomorrow()

        def work(_: int) -> list[str]:
            try:
                return [one.hash for one in cases.seal_ended(balai.OFFICE, office.clock.now())]
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            made = {hash_ for one in pool.map(work, range(4)) for hash_ in one}
        (row,) = rows()
        assert made == {row.hash}
    finally:
        office.clock.real()


@pytest.mark.usefixtures("umbrella_office")
def test_a_seal_finds_its_acts_by_the_primary_key() -> None:
    """Between two row ids, whatever the number of cases before: no scan of the table."""
    seals.sealed_day()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # the table of a test is tiny
    plan = ActRow.objects.in_office(balai.OFFICE).filter(pk__gt=1, pk__lte=2).explain()
    assert "INTEGER PRIMARY KEY" in plan or "cases_act_pkey" in plan, plan
