"""Who is told of an act, and that his answer is stored with the act or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.cases import api as cases
from loket.cases.api import listeners
from loket.cases.models import OutboxRow
from loket.cases.tests import balai
from loket.core.action import Outgoing
from loket.office import api as office

pytestmark = pytest.mark.usefixtures("umbrella_office")


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(listeners, "_listeners", {})
    yield


def rows() -> list[tuple[str, str]]:
    return list(OutboxRow.objects.in_office(balai.OFFICE).order_by("pk").values_list("key", "kind"))


def test_every_act_is_told_with_the_case_before_and_after_it() -> None:
    told: list[cases.Stored] = []
    cases.on_act("ear", lambda stored: told.append(stored) or ())
    case_id = balai.opened()
    assert balai.check(case_id, "no", "Ciri payung kurang jelas.").ok
    assert [(one.seq, one.act.kind) for one in told] == [
        (1, "opened"),
        (2, "completed"),
        (3, "completed"),
    ]
    assert told[0].before is None and told[1].before == told[0].case
    assert told[2].case == balai.case(case_id)
    assert {one.case_id for one in told} == {case_id}
    page = cases.case_page(balai.OFFICE, case_id, balai.who("loket-depan"))
    assert (told[2].number, told[2].public_code) == (page.number, page.public_code)


def test_what_a_listener_answers_leaves_after_the_act_and_keeps_apart_from_the_others() -> None:
    for name in ("one", "two"):
        cases.on_act(name, lambda stored: [Outgoing("word", {"seq": stored.seq})] * 2)
    case_id = balai.opened()
    keys = [key for key, _ in rows()]
    assert keys[:4] == [f"{case_id}/1/one/0", f"{case_id}/1/one/1", f"{case_id}/1/two/0",
                        f"{case_id}/1/two/1"]  # fmt: skip
    assert len(keys) == len(set(keys)) == 8


def test_what_is_not_to_leave_before_a_moment_waits_for_it() -> None:
    later = office.clock.now().replace(hour=9)
    cases.on_act("ear", lambda stored: [Outgoing("word", {}, not_before=later)])
    balai.opened()
    due = OutboxRow.objects.in_office(balai.OFFICE).values_list("due_at", flat=True)
    assert set(due) == {later}


def test_a_refused_step_tells_nobody_anything() -> None:
    case_id = balai.opened()
    cases.on_act("ear", lambda stored: [Outgoing("word", {})])
    assert not balai.check(case_id, "no", "").ok
    assert rows() == []


def test_a_listener_that_breaks_leaves_the_case_as_it_was() -> None:
    case_id = balai.opened()

    def broken(stored: cases.Stored) -> list[Outgoing]:
        raise LookupError

    cases.on_act("ear", broken)
    with pytest.raises(LookupError):
        balai.check(case_id)
    assert balai.case(case_id).length == 2


def test_who_has_nothing_to_say_costs_no_statement() -> None:
    def statements() -> int:
        case_id = balai.opened()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert balai.check(case_id).ok
        return len(seen)

    before = statements()
    cases.on_act("ear", lambda stored: ())
    assert statements() == before
