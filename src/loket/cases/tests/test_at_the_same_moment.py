"""Several at once: one of them does it, the others learn who it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome
from loket.cases.models import ActRow, CaseRow
from loket.cases.tests import balai
from loket.cases.tests.conftest import MONDAY
from loket.office import api as office

CLIENTS = 16


@pytest.fixture
def running_office(transactional_db: None) -> Iterator[None]:
    balai.found_office(MONDAY)
    yield
    office.clock.real()


def at_once(work: Callable[[int], Outcome]) -> list[Outcome]:
    def alone(n: int) -> Outcome:
        try:
            return work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(alone, range(CLIENTS)))


@pytest.mark.usefixtures("running_office")
def test_of_many_who_complete_one_task_one_does_and_the_rest_are_told_who() -> None:
    case_id = balai.opened()
    task = balai.case(case_id).tasks[0]
    who = balai.who("loket-depan")
    data = balai.typed({"1.test.data.lengkap": "yes", "exit": "yes"})
    sent = (balai.OFFICE, case_id, task.no, task.version, who, data, {})
    answers = at_once(lambda n: cases.submit(*sent, f"client-{n}"))
    assert sum(one.ok for one in answers) == 1
    refused = [str(one.refused) for one in answers if not one.ok]
    assert len(refused) == CLIENTS - 1
    assert all("O-Loket-Depan" in reason for reason in refused), refused
    acts = ActRow.objects.in_office(balai.OFFICE).filter(case_id=case_id, kind="completed")
    assert acts.count() == 2
    cases.verify_case(balai.OFFICE, case_id)


@pytest.mark.usefixtures("running_office")
def test_one_form_sent_many_times_at_once_is_one_case_and_one_answer() -> None:
    who = balai.who("loket-depan")
    data = balai.typed(balai.REPORT)
    answers = at_once(
        lambda n: cases.open_case(balai.OFFICE, balai.UMBRELLA, who, data, {}, "one-key")
    )
    assert {(one.ok, one.case_id) for one in answers} == {(True, answers[0].case_id)}
    assert CaseRow.objects.in_office(balai.OFFICE).count() == 1


@pytest.mark.usefixtures("running_office")
def test_one_step_sent_many_times_at_once_is_done_once_and_each_gets_the_same_answer() -> None:
    case_id = balai.opened()
    task = balai.case(case_id).tasks[0]
    who = balai.who("loket-depan")
    data = balai.typed({"1.test.data.lengkap": "yes", "exit": "yes"})
    sent = (balai.OFFICE, case_id, task.no, task.version, who, data, {}, "one-key")
    answers = at_once(lambda n: cases.submit(*sent))
    assert {(one.ok, one.refused, one.message) for one in answers} == {
        (True, None, answers[0].message)
    }
    assert answers[0].message
    acts = ActRow.objects.in_office(balai.OFFICE).filter(case_id=case_id, task_no=task.no)
    assert acts.count() == 1
    cases.verify_case(balai.OFFICE, case_id)


@pytest.mark.usefixtures("running_office")
def test_many_counters_at_once_leave_no_gap_and_no_double_in_the_numbers() -> None:
    who = balai.who("loket-depan")
    data = balai.typed(balai.REPORT)

    def counter(n: int) -> Outcome:
        for turn in range(3):
            key = f"counter-{n}-{turn}"
            outcome = cases.open_case(balai.OFFICE, balai.UMBRELLA, who, data, {}, key)
        return outcome

    at_once(counter)
    numbers = CaseRow.objects.in_office(balai.OFFICE).values_list("number", flat=True)
    assert sorted(numbers) == [f"26-{n:05d}" for n in range(1, CLIENTS * 3 + 1)]


@pytest.mark.usefixtures("running_office")
def test_parallel_parts_done_at_once_do_not_refuse_one_another() -> None:
    case_id = balai.opened()
    balai.check(case_id)
    tasks = list(balai.case(case_id).tasks)
    assert len(tasks) > 1
    people = [balai.who(task.posts[0]) for task in tasks]

    def part(n: int) -> Outcome:
        if n >= len(tasks):
            return Outcome(ok=True)
        task = tasks[n]
        data = balai.typed({f"{n + 1}.test.data.temuan": "tidak ada"})
        return cases.submit(
            balai.OFFICE, case_id, task.no, task.version, people[n], data, {}, f"part-{n}"
        )

    assert all(one.ok for one in at_once(part))
    assert balai.case(case_id).step == "tanya-pos-jaga"
