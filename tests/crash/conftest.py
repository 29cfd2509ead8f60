"""The office that every test of this folder works on, in a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.scratch import Office, Template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    made = Template(tmp_path_factory.mktemp("template"))
    made.build()
    yield made
    made.drop()


@pytest.fixture
def scratch(template: Template, tmp_path: Path) -> Iterator[Office]:
    """A fresh office, with nobody at work in it."""
    with template.copy(tmp_path / "data") as made:
        yield made
