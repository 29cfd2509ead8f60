"""What leaves the office, and what begins by the calendar: never lost, never twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from loket.cases.api import outbox, schedule
from loket.cases.models import CaseRow, OutboxRow, ScheduleRow
from loket.cases.tests import balai
from loket.core.action import Outgoing
from loket.office import api as office

pytestmark = pytest.mark.usefixtures("umbrella_office")


def put(*kinds: str, seq: int = 1) -> None:
    outgoing = [Outgoing(kind, {"text": f"Berkas {kind}"}) for kind in kinds]
    outbox.put(balai.OFFICE, 7, seq, outgoing, office.clock.now())


def states() -> list[str]:
    rows = OutboxRow.objects.in_office(balai.OFFICE).order_by("pk")
    return list(rows.values_list("state", flat=True))


def later(minutes: float) -> None:
    office.clock.simulate(office.clock.now() + timedelta(minutes=minutes))


def test_what_was_rolled_back_never_leaves() -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        put("message")
        raise Stop
    assert outbox.lease(office.clock.now()) == []


def test_what_is_leased_is_not_leased_again_until_its_worker_is_given_up() -> None:
    put("message")
    assert [row.kind for row in outbox.lease(office.clock.now())] == ["message"]
    assert outbox.lease(office.clock.now()) == []
    later(6)
    again = outbox.lease(office.clock.now())
    assert [(row.kind, row.attempts) for row in again] == [("message", 2)]


def test_what_was_sent_is_done_and_its_text_is_emptied() -> None:
    put("message", "letter")
    sent: list[str] = []
    senders = {kind: lambda row: sent.append(row.kind) for kind in ("message", "letter")}
    assert outbox.drain(senders, office.clock.now()) == 2
    assert sent == ["message", "letter"]
    assert states() == ["done", "done"]
    texts = OutboxRow.objects.in_office(balai.OFFICE).values_list("payload", flat=True)
    assert set(texts) == {"{}"}


def test_a_failure_is_tried_again_later_and_at_last_left_to_a_person() -> None:
    put("message")

    def broken(row: outbox.Leased) -> None:
        raise ConnectionError("the line is dead")

    tried = 0
    for _ in range(40):
        tried += outbox.drain({"message": broken}, office.clock.now())
        later(200)
    assert tried == outbox.ATTEMPTS
    assert states() == ["failed"]
    assert OutboxRow.objects.in_office(balai.OFFICE).get().error == "ConnectionError"


def test_a_sending_whose_outcome_is_unknown_is_not_repeated() -> None:
    put("message")

    def silent(row: outbox.Leased) -> None:
        raise outbox.Unknown

    outbox.drain({"message": silent}, office.clock.now())
    later(1000)
    assert outbox.drain({"message": silent}, office.clock.now()) == 0
    assert states() == ["unknown"]


def test_a_kind_nobody_sends_is_kept_for_later() -> None:
    put("pigeon")
    outbox.drain({}, office.clock.now())
    assert states() == ["due"]


def test_a_start_is_planned_once_and_begins_one_case() -> None:
    due = office.clock.now() + timedelta(minutes=5)
    assert schedule.plan(balai.OFFICE, balai.UMBRELLA, "2026-11", due)
    assert not schedule.plan(balai.OFFICE, balai.UMBRELLA, "2026-11", due)
    assert schedule.start_due(balai.OFFICE, office.clock.now()) == []
    later(6)
    (case_id,) = schedule.start_due(balai.OFFICE, office.clock.now())
    assert schedule.start_due(balai.OFFICE, office.clock.now()) == []
    assert balai.case(case_id).channel == "system"
    assert CaseRow.objects.in_office(balai.OFFICE).count() == 1


def test_a_start_of_what_is_not_in_force_fails_by_name() -> None:
    schedule.plan(balai.OFFICE, "balai/tidak-ada", "2026", office.clock.now())
    assert schedule.start_due(balai.OFFICE, office.clock.now()) == []
    row = ScheduleRow.objects.in_office(balai.OFFICE).get()
    assert (row.state, row.error) == ("failed", "not_in_force")
