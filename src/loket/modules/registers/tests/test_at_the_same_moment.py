"""Many who enter at once: no gap, no double, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from loket.core.refused import Refused
from loket.modules.record.tests import world
from loket.modules.registers import api
from loket.modules.registers.models import BookYear
from loket.modules.registers.tests import desk
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO

CLIENTS = 8


@pytest.fixture
def officers(transactional_db: None, settings: Any, tmp_path: Any) -> Iterator[Any]:
    settings.LOKET_BLOBS = tmp_path
    with office.clock.simulated(desk.MORNING):
        found = world.found()
        api.open_book(JUMAPOLO, desk.AGENDA)
        yield found


def at_once(work: Callable[[int], Any]) -> list[Any]:
    def alone(n: int) -> Any:
        try:
            return work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(alone, range(CLIENTS)))


@pytest.mark.usefixtures("officers")
def test_eight_who_enter_three_each_leave_no_gap_and_no_double() -> None:
    def three(_: int) -> list[int]:
        found = []
        for _ in range(3):
            with transaction.atomic():
                found.append(desk.enter().n)
        return found

    given = [n for one in at_once(three) for n in one]
    assert sorted(given) == list(range(1, CLIENTS * 3 + 1))
    assert [one.n for one in desk.lines("agenda")] == list(range(1, CLIENTS * 3 + 1))


@pytest.mark.usefixtures("officers")
def test_who_fails_in_between_leaves_no_gap() -> None:
    def one_in_two(n: int) -> None:
        for turn in range(3):
            try:
                with transaction.atomic():
                    desk.enter()
                    if (n + turn) % 2:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                continue

    at_once(one_in_two)
    assert [one.n for one in desk.lines("agenda")] == list(range(1, 13))


def test_files_of_several_desks_get_numbers_in_a_row(officers: Any) -> None:
    ready = [desk.opened(officers) for _ in range(CLIENTS)]
    for case_id in ready:
        desk.walk(officers, case_id, 2)

    at_once(lambda n: desk.walk(officers, ready[n], 3, start=2))
    numbers = {desk.fact(case_id) for case_id in ready}
    assert numbers == {f"{n}/LEG/2026" for n in range(1, CLIENTS + 1)}


def test_of_many_who_strike_one_number_one_does(officers: Any) -> None:
    desk.enter(post="jfu")
    camat = desk.who(officers, "camat")

    def strike(_: int) -> bool:
        try:
            api.void(JUMAPOLO, "agenda", 2026, 1, reason="salah", who=camat, at=desk.MORNING)
        except Refused as refused:
            assert refused.code == "void_already"
            return False
        return True

    assert sum(at_once(strike)) == 1
    assert BookYear.objects.in_office(JUMAPOLO).get(book__slug="agenda").voided == 1
