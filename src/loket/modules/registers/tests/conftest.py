"""Jumapolo with its books, on a simulated Friday morning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from loket.modules.record.tests import world
from loket.modules.registers import api
from loket.modules.registers.tests import desk
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO


@pytest.fixture
def officers(db: None, settings: Any, tmp_path: Any) -> Iterator[Any]:
    settings.LOKET_BLOBS = tmp_path
    with office.clock.simulated(desk.MORNING):
        found = world.found()
        api.open_book(JUMAPOLO, desk.AGENDA)
        yield found
