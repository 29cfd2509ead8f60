"""The legalisation of Jumapolo at work, step by step, and a book to enter numbers in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome
from loket.core.office_file import BookFile
from loket.modules.record.tests import world
from loket.modules.record.tests.legalisation import ASK, STEPS
from loket.modules.registers import api
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO

MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # Friday 08.00 WIB
AGENDA = BookFile("agenda", "Buku agenda", "{n:03}/AGD/{tahun}", source="ours")
BOOK = "legalisasi"
_keys = count(1)


def key() -> str:
    return f"register-{next(_keys)}"


def typed(values: dict[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in values.items()}


def who(officers: Any, post: str) -> Any:
    return office.who(officers[post], office.clock.now())


def opened(officers: Any, **changes: str) -> int:
    outcome = cases.open_case(
        JUMAPOLO, world.LEGALISIR, who(officers, "jfu"), typed({**ASK, **changes}), {}, key()
    )
    return well(outcome)


def send(officers: Any, case_id: int, post: str, values: dict[str, str]) -> Outcome:
    office.clock.simulate(office.clock.now() + timedelta(minutes=5))
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    return cases.submit(
        JUMAPOLO, case_id, task.no, task.version, who(officers, post), typed(values), {}, key()
    )


def walk(officers: Any, case_id: int, upto: int, start: int = 0) -> None:
    """The officers' rows ``start`` to ``upto``: 3 gives the number."""
    for post, values in STEPS[start:upto]:
        well(send(officers, case_id, post, values))


def numbered(officers: Any, **changes: str) -> int:
    """A new file that has its number."""
    case_id = opened(officers, **changes)
    walk(officers, case_id, 3)
    return case_id


def take_back(officers: Any, case_id: int, post: str = "jfu") -> None:
    undo = cases.stored_case(JUMAPOLO, case_id).undo
    assert undo is not None
    well(cases.take_back(JUMAPOLO, case_id, undo.seq, who(officers, post), key(), "Salah buku"))


def send_back(officers: Any, case_id: int, post: str, to: str) -> None:
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    well(
        cases.return_case(
            JUMAPOLO, case_id, task.no, task.version, who(officers, post), key(), "Kurang", to
        )
    )


def fact(case_id: int, name: str = "nomor.nomor") -> Any:
    return cases.stored_case(JUMAPOLO, case_id).facts[name]


def enter(book: str = "agenda", at: datetime = MORNING, **more: Any) -> api.Entered:
    return api.enter(JUMAPOLO, book, at=at, **more)


def lines(book: str = BOOK, year: int = 2026) -> list[api.Line]:
    return api.entries(JUMAPOLO, book, year)


def well(outcome: Outcome) -> int:
    assert outcome.ok, (outcome.refused, outcome.form and outcome.form.errors)
    assert outcome.case_id is not None
    return outcome.case_id
