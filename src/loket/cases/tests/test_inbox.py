"""What waits for an officer, and in which order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.cases import api as cases
from loket.cases.api.page_types import InboxPage
from loket.cases.tests import balai
from loket.office import api as office

pytestmark = pytest.mark.usefixtures("umbrella_office")


def inbox(post: str, **options: object) -> InboxPage:
    return cases.inbox(balai.OFFICE, balai.who(post), **options)  # type: ignore[arg-type]


def numbers(page: InboxPage) -> list[str]:
    return [row.number for row in page.rows]


def later(**step: int) -> None:
    office.clock.simulate(office.clock.now() + timedelta(**step))


def test_a_task_stands_in_the_inbox_of_its_post_and_no_other() -> None:
    balai.opened()
    assert numbers(inbox("loket-depan")) == ["26-00001"]
    assert numbers(inbox("penjaga-taman")) == []


def test_an_officer_sees_everything_of_every_page_exactly_once() -> None:
    for _ in range(7):
        balai.opened()
        later(minutes=1)
    seen: list[str] = []
    after = None
    while True:
        page = inbox("loket-depan", limit=3, after=after)
        seen += numbers(page)
        after = page.next
        if after is None:
            break
    assert seen == [f"26-0000{n}" for n in range(1, 8)]


@pytest.mark.parametrize("cursor", ["", "abc", "MjAyNnwx", "%%%", "////", "MDAwMS0wMS0wMXwx"])
def test_a_cursor_that_makes_no_sense_begins_at_the_top(cursor: str) -> None:
    balai.opened()
    assert numbers(inbox("loket-depan", after=cursor)) == ["26-00001"]


def test_what_waits_for_the_applicant_comes_last_and_is_never_late() -> None:
    waiting = balai.opened()
    balai.check(waiting, "no", "Ciri payung belum ditulis")
    balai.opened()
    later(days=90)
    page = inbox("loket-depan")
    assert [(row.number, row.status) for row in page.rows] == [
        ("26-00002", "late"),
        ("26-00001", "wait"),
    ]
    assert page.rows[1].waits_for == "Pemilik Payung"


def test_red_means_that_the_promise_is_in_danger_not_that_a_step_took_long() -> None:
    balai.opened()
    later(hours=3)  # a step of five minutes, a promise of days
    assert inbox("loket-depan").rows[0].status == "ok"
    later(days=60)
    assert inbox("loket-depan").rows[0].status == "late"
    assert numbers(inbox("loket-depan", state="late")) == ["26-00001"]
    assert numbers(inbox("loket-depan", state="ok")) == []


def test_what_a_colleague_has_open_says_so() -> None:
    case_id = balai.opened()
    task = balai.case(case_id).tasks[0]
    who = balai.who("loket-depan")
    assert cases.take_up(balai.OFFICE, case_id, task.no, task.version, who, balai.key()).ok
    assert inbox("loket-depan").rows[0].mine


def test_a_task_given_to_one_officer_leaves_the_inbox_of_the_others() -> None:
    case_id = balai.opened()
    balai.hire("o-loket-kedua", "loket-depan")
    first, second = balai.who("loket-depan"), balai.who("loket-kedua")
    task = balai.case(case_id).tasks[0]
    outcome = cases.reassign(
        balai.OFFICE, case_id, task.no, task.version, first, balai.key(), second.officer, "Antre"
    )
    assert outcome.ok, outcome.refused
    assert numbers(inbox("loket-depan")) == []
    assert numbers(inbox("loket-kedua")) == ["26-00001"]


def test_nobody_is_given_a_task_he_may_not_do() -> None:
    case_id = balai.opened()
    task = balai.case(case_id).tasks[0]
    other = balai.who("penjaga-taman").officer
    who = balai.who("loket-depan")
    outcome = cases.reassign(
        balai.OFFICE, case_id, task.no, task.version, who, balai.key(), other, "Antre"
    )
    assert not outcome.ok
    assert "tidak berwenang" in str(outcome.refused)
