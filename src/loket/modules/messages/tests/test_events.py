"""What of a file's life is told to its applicant, once each, and what is not."""

from __future__ import annotations

import pytest

from loket.cases import api as cases
from loket.modules.messages import api
from loket.modules.messages.api.channels import DeskChannel
from loket.modules.messages.ports import Outbound
from loket.modules.messages.tests import counter
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO

pytestmark = pytest.mark.django_db
SLIP = ("received", "not_wanted")  # he has the slip in his hand


def settled(officers, state="delivered"):
    """What an officer says of the newest message."""
    who = counter.who(officers, "jfu")
    note = "Tidak diangkat." if state == "failed" else ""
    api.settle(JUMAPOLO, counter.last().pk, state, note, who, office.clock.now())


def test_desk_to_desk_is_not_told_and_ready_is_told_once(officers):
    case_id = counter.opened(officers)
    counter.drain()
    assert counter.told() == [SLIP]
    counter.upto(officers, case_id, 2)
    counter.drain()
    assert counter.told() == [SLIP]
    counter.step(officers, case_id, 2)
    counter.drain()
    counter.drain()
    assert counter.told() == [SLIP, ("ready", "to_deliver")]


def test_who_did_not_come_to_the_counter_is_told_that_it_was_received():
    desk = DeskChannel()
    sent = {came_by: Outbound(1, JUMAPOLO, "received", counter.PHONE, "…", came_by)
            for came_by in ("counter", "portal")}  # fmt: skip
    assert desk.deliver(sent["counter"]) == "not_wanted"
    assert desk.deliver(sent["portal"]) == "to_deliver"


def test_without_a_telephone_number_nothing_is_laid_out_and_nothing_is_told(officers):
    case_id = counter.opened(officers, phone="")
    counter.upto(officers, case_id, 4)
    assert counter.outbox().count() == 0
    counter.drain()
    assert counter.told() == []


def test_a_refused_step_tells_nothing(officers):
    case_id = counter.opened(officers)
    counter.drain()
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    asked = (JUMAPOLO, case_id, task.no, task.version, counter.who(officers, "jfu"))
    assert not cases.return_case(*asked, counter.key(), " ").ok
    counter.drain()
    assert counter.told() == [SLIP]


def test_what_came_back_is_told_without_the_reason_or_a_name(officers):
    case_id = counter.opened(officers)
    counter.send_back(officers, case_id)
    counter.drain()
    assert counter.told() == [SLIP, ("returned", "to_deliver")]
    text = counter.last().text
    assert "Surat asli" not in text and "Sri" not in text and "9901015706880001" not in text


def test_who_took_it_himself_is_not_told_so_and_is_not_called_any_more(officers):
    case_id = counter.opened(officers)
    counter.upto(officers, case_id, 3)
    counter.drain()
    counter.step(officers, case_id, counter.HAND_OVER)
    counter.drain()
    assert counter.told() == [SLIP, ("ready", "not_wanted")]


def test_that_another_took_it_is_told(officers):
    case_id = counter.opened(officers)
    counter.upto(officers, case_id, 3)
    other = {
        "1.documents.hand_over.penerima": "lain",
        "1.documents.hand_over.nama_penerima": "Bagus Rekaan",
        "1.documents.hand_over.kuasa": "Surat kuasa 20-11-2026, anak",
    }
    counter.step(officers, case_id, counter.HAND_OVER, **other)
    counter.drain()
    assert counter.told()[-1] == ("done", "to_deliver")
    assert "Bagus" not in counter.last().text


def test_a_cancelled_file_is_told(officers):
    case_id = counter.opened(officers)
    who = counter.who(officers, "jfu")
    counter.well(cases.cancel(JUMAPOLO, case_id, who, counter.key(), "Dicabut pemohon."))
    counter.drain()
    assert counter.told() == [SLIP, ("cancelled", "to_deliver")]


def test_a_promise_that_moved_is_told_with_the_new_one(officers):
    case_id = counter.opened(officers)
    camat = counter.who(officers, "camat")
    counter.well(cases.suspend(JUMAPOLO, case_id, camat, counter.key(), "Menunggu desa."))
    counter.later(days=3)
    counter.well(cases.resume(JUMAPOLO, case_id, camat, counter.key()))
    counter.drain()
    assert counter.told() == [SLIP, ("moved", "to_deliver")]
    # Friday 08.00 to Monday 08.00: one working day stood still, so Monday's close became Tuesday's
    assert "yang baru: Selasa, 24 November 2026" in counter.last().text


def test_a_broken_promise_is_told_when_it_breaks(officers):
    counter.opened(officers)
    counter.drain()
    counter.later(days=2)
    counter.drain()
    assert counter.told() == [SLIP]
    counter.later(days=2)
    counter.drain()
    counter.drain()
    assert counter.told() == [SLIP, ("late", "to_deliver")]
    assert "Senin, 23 November 2026 pukul 16.00 WIB" in counter.last().text


def test_a_kept_promise_and_one_that_stands_still_are_not_told_as_broken(officers):
    done, waits = counter.opened(officers), counter.opened(officers)
    counter.upto(officers, done, 4)
    counter.send_back(officers, waits)
    counter.later(days=10)
    counter.drain()
    assert "late" not in dict(counter.told())


def test_what_was_taken_back_before_anybody_told_it_just_goes(officers):
    case_id = counter.opened(officers)
    counter.upto(officers, case_id, 3)
    counter.drain()
    counter.take_back(officers, case_id, "jfu")
    counter.drain()
    assert counter.told() == [SLIP, ("ready", "not_wanted")]


def test_what_was_taken_back_after_it_was_told_is_corrected(officers):
    case_id = counter.opened(officers)
    counter.send_back(officers, case_id)
    counter.drain()
    settled(officers)
    counter.take_back(officers, case_id, "jfu")
    counter.drain()
    assert counter.told() == [SLIP, ("returned", "delivered"), ("corrected", "to_deliver")]


def test_what_nobody_answered_gives_way_to_newer_words(officers):
    case_id = counter.opened(officers)
    counter.upto(officers, case_id, 3)
    counter.drain()
    settled(officers, "failed")
    who = counter.who(officers, "jfu")
    counter.well(cases.cancel(JUMAPOLO, case_id, who, counter.key(), "Dicabut."))
    counter.drain()
    assert counter.told() == [SLIP, ("ready", "not_wanted"), ("cancelled", "to_deliver")]
