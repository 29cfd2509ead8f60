"""Every test of this app has Jumapolo, its officers and its legalisation, on a Friday morning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from loket.modules.messages.tests import counter
from loket.modules.record.tests import world
from loket.office import api as office


@pytest.fixture
def officers(db: None, settings: Any, tmp_path: Any) -> Iterator[Any]:
    settings.LOKET_BLOBS = tmp_path
    with office.clock.simulated(counter.MORNING):
        yield world.found()
