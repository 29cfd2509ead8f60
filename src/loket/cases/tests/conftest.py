"""Every test of this app has the office of the lost umbrella on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from loket.cases.tests import balai
from loket.office import api as office

MONDAY = datetime(2026, 11, 16, 1, 30, tzinfo=UTC)  # 08.30 WIB


@pytest.fixture
def umbrella_office(db: None) -> Iterator[None]:
    balai.found_office(MONDAY)
    yield
    office.clock.real()
