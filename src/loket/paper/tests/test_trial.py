"""A draft of a template is tried where it can do no harm."""

from __future__ import annotations

import pytest

from loket.paper import trial
from loket.paper.tests.data import PLAIN, data

GOOD = PLAIN + '#party("nama")'
MUCH = '#let a = "xxxxxxxxxxxxxxxx"\n#for i in range(32) { a = a + a }'
ENDLESS = "#for a in range(100000) { for b in range(100000) { let c = a + b } }"


def test_a_sound_draft_has_no_fault():
    assert trial.trial(GOOD, data()) is None


def test_a_fault_is_told_with_its_line():
    told = trial.trial(PLAIN + "\n#leterhead()", data())
    assert told is not None
    assert told.startswith("Baris 4: ")
    assert "leterhead" in told


def test_no_paper_no_child():
    assert trial.trials([]) == []


@pytest.mark.parametrize("endless", [MUCH, ENDLESS])
def test_a_draft_without_end_is_stopped_and_the_others_are_tried(endless, monkeypatch):
    monkeypatch.setattr(trial, "SECONDS", 1)
    told = trial.trials([(GOOD, data()), (endless, data()), (GOOD, data())])
    assert told[0] is None
    assert told[1] is not None
    assert "terlalu" in told[1].text()
    assert told[2] is None
