"""The legalisation at the counter, played by its services, and what became of its messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.apps import apps

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome
from loket.modules.messages.models import Message
from loket.modules.record.tests import world
from loket.modules.record.tests.legalisation import ASK, STEPS
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO

MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # Friday 08.00 WIB
PHONE = "0812-3456-7890"
HAND_OVER = 3  # the place of the handover among the officers' rows
_keys = count(1)


def outbox() -> Any:
    """The rows that are to leave, in the order in which they were laid down."""
    return apps.get_model("cases", "OutboxRow").objects.in_office(JUMAPOLO).order_by("pk")


def key() -> str:
    return f"message-{next(_keys)}"


def who(officers: Any, post: str) -> Any:
    return office.who(officers[post], office.clock.now())


def typed(values: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in values.items()}


def opened(officers: Any, phone: str = PHONE) -> int:
    asked = {**ASK, "party.pemohon.telepon": phone}
    outcome = cases.open_case(
        JUMAPOLO, world.LEGALISIR, who(officers, "jfu"), typed(asked), {}, key()
    )
    return well(outcome)


def step(officers: Any, case_id: int, place: int, **changes: str) -> None:
    """The officers' row at this place."""
    office.clock.simulate(office.clock.now() + timedelta(minutes=5))
    post, values = STEPS[place]
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    sent = typed({**values, **changes})
    asked = (JUMAPOLO, case_id, task.no, task.version, who(officers, post), sent, {}, key())
    well(cases.submit(*asked))


def upto(officers: Any, case_id: int, places: int) -> None:
    for place in range(places):
        step(officers, case_id, place)


def send_back(officers: Any, case_id: int) -> None:
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    asked = (JUMAPOLO, case_id, task.no, task.version, who(officers, "jfu"), key())
    well(cases.return_case(*asked, "Surat asli belum dibawa."))


def take_back(officers: Any, case_id: int, post: str) -> None:
    undo = cases.stored_case(JUMAPOLO, case_id).undo
    assert undo is not None
    well(cases.take_back(JUMAPOLO, case_id, undo.seq, who(officers, post), key(), "Keliru."))


def drain() -> None:
    while cases.work_once():
        pass


def later(**time: float) -> None:
    office.clock.simulate(office.clock.now() + timedelta(**time))


def told() -> list[tuple[str, str]]:
    """Kind and state of every message, in the order in which they were made."""
    rows = Message.objects.in_office(JUMAPOLO).order_by("pk")
    return list(rows.values_list("kind", "state"))


def last() -> Message:
    found = Message.objects.in_office(JUMAPOLO).order_by("-pk").first()
    assert found is not None
    return found


def well(outcome: Outcome) -> int:
    assert outcome.ok, (outcome.refused, outcome.form and outcome.form.errors)
    assert outcome.case_id is not None
    return outcome.case_id
