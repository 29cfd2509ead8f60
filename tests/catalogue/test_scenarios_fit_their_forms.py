"""What a scenario fills in is what the forms of its steps ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from loket.catalogue import api as catalogue
from loket.core.fields.clean import Context, clean_all
from loket.core.sheet import Procedure, WorkEntry
from loket.office.tests.builders import SOPS

TODAY = Context(date(2026, 11, 30), training=True)
FILES = sorted(SOPS.glob("*/*/v*/scenarios.yaml"))


def typed(value: Any) -> Any:
    """An answer of the file as it would be typed."""
    if isinstance(value, list):
        return [{name: typed(one) for name, one in item.items()} for item in value]
    if isinstance(value, bool):  # plain yes and no, which this reader takes for booleans
        return "yes" if value else "no"
    return str(value)


def entry_named(procedure: Procedure, step: str, name: str) -> WorkEntry:
    entries = {one.named: one for one in procedure.work.of(step).entries}
    assert name in entries, f"{step}: {name} is none of {sorted(map(str, entries))}"
    return entries[name]


def check(procedure: Procedure, step: str, name: str, filled: Any) -> None:
    entry = entry_named(procedure, step, name)
    if entry.do == "record.papers":
        known = {one.id: one for one in procedure.work.service.papers}
        assert set(filled) <= set(known)
        owed = {one.id for one in known.values() if one.when is None}
        assert owed <= set(filled), f"{step}: {owed - set(filled)} would be refused"
    elif isinstance(filled, dict):
        answers = {key: typed(one) for key, one in filled.items()}
        asked = {spec.name for spec in entry.ask}
        if entry.do == "record.data":
            assert answers.keys() <= asked
        _, errors = clean_all(entry.ask, answers, TODAY)
        assert errors == {}, (step, name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parts[-3])
def test_every_situation_fills_what_is_asked(file: Any) -> None:
    procedure, findings = catalogue.read_package(file.parent)
    assert procedure is not None, findings
    situations = yaml.safe_load(file.read_text("utf-8"))
    assert len(situations) >= 3
    for situation in situations:
        applicant = situation["given"]["applicant"]
        assert applicant["nik"].startswith("99")
        for one in situation["do"]:
            for name, filled in one.get("fill", {}).items():
                check(procedure, one["step"], name, filled)
