"""The way through the outbox: made once, sent at most once, and what is unknown stays unknown."""

from __future__ import annotations

import json

import pytest
from django.apps import apps

from loket.cases import api as cases
from loket.catalogue import api as catalogue
from loket.core.refused import Refused
from loket.modules.messages import api
from loket.modules.messages.models import Message
from loket.modules.messages.tests import counter
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO, SOPS

pytestmark = pytest.mark.django_db


class Telephone:
    """A channel that answers what it was told to answer, and counts."""

    name = "telephone"

    def __init__(self, answer="delivered", fault=None):
        self.answer, self.fault, self.sent = answer, fault, []

    def deliver(self, message):
        self.sent.append(message)
        if self.fault:
            raise self.fault
        return self.answer


@pytest.fixture
def by():
    """Send by another channel for one test."""
    before = []

    def use(channel):
        before.append(api.use_channel(channel))
        return channel

    yield use
    for one in before[:1]:
        api.use_channel(one)


def row_of(kind):
    """The row of the outbox as a worker leases it, once more."""
    for row in counter.outbox():
        if json.loads(row.payload or "{}").get("kind") == kind:
            return cases.Leased(row.pk, JUMAPOLO, row.kind, json.loads(row.payload), 2)
    raise LookupError(kind)


def test_a_message_carries_number_promise_and_code_and_goes_to_the_telephone_alone(officers, by):
    channel = by(Telephone())
    case_id = counter.opened(officers)
    counter.drain()
    (sent,) = channel.sent
    page = cases.case_page(JUMAPOLO, case_id, counter.who(officers, "jfu"))
    assert sent.phone == "+6281234567890" and sent.came_by == "counter"
    code = page.public_code
    for words in (page.number, f"{code[:4]}-{code[4:8]}-{code[8:]}", "Senin, 23 November 2026"):
        assert words in sent.text
    assert counter.told() == [("received", "delivered")]


def test_the_outbox_names_nobody(officers):
    counter.opened(officers)
    for payload in counter.outbox().values_list("payload", flat=True):
        for private in ("Sri", "9901015706880001", "8123456"):
            assert private not in payload


def test_the_same_row_sent_twice_makes_and_sends_one_message(officers, by):
    channel = by(Telephone())
    counter.opened(officers)
    row = row_of("received")
    counter.drain()
    api.send(row)
    assert len(channel.sent) == 1
    assert counter.told() == [("received", "delivered")]


def test_an_unknown_outcome_is_left_to_a_person(officers, by):
    channel = by(Telephone(fault=TimeoutError("no answer from the line")))
    counter.opened(officers)
    counter.drain()
    counter.later(hours=3)
    counter.drain()
    assert len(channel.sent) == 1
    assert counter.told() == [("received", "unknown")]
    states = counter.outbox().values_list("state", flat=True)
    assert "unknown" in set(states)


def test_a_worker_that_died_while_sending_does_not_send_again(officers, by):
    class Killed(BaseException):
        pass

    by(Telephone(fault=Killed()))
    counter.opened(officers)
    row = row_of("received")
    with pytest.raises(Killed):
        api.send(row)
    calm = by(Telephone())
    with pytest.raises(cases.Unknown):
        api.send(row)
    assert calm.sent == []
    assert counter.told() == [("received", "unknown")]


def test_a_number_erased_meanwhile_is_not_called(officers, by):
    channel = by(Telephone())
    case_id = counter.opened(officers)
    rows = apps.get_model("cases", "CaseRow").objects.in_office(JUMAPOLO).filter(pk=case_id)
    rows.update(state_text=rows.get().state_text.replace('"+6281234567890"', "null"))
    counter.drain()
    assert channel.sent == [] and counter.told() == []


def test_an_office_speaks_by_its_own_words(officers, settings, tmp_path):
    file = tmp_path / JUMAPOLO / "messages.yaml"
    file.parent.mkdir()
    file.write_text("cancelled: Berkas {nomor} batal.\n", encoding="utf-8")
    settings.LOKET_SOPS = tmp_path
    api.load_texts(_office_file())
    case_id = counter.opened(officers)
    who = counter.who(officers, "jfu")
    counter.well(cases.cancel(JUMAPOLO, case_id, who, counter.key(), "Dicabut."))
    counter.drain()
    assert counter.last().text == "Berkas 26-00001 batal."
    assert api.words_for(JUMAPOLO, "ready").startswith("{kantor}")
    file.unlink()
    api.load_texts(_office_file())
    assert api.words_for(JUMAPOLO, "cancelled").startswith("{kantor}")


def _office_file():
    file, faults = catalogue.read_office(SOPS / JUMAPOLO / "office.yaml")
    assert file is not None, faults
    return file


def test_two_officers_settle_a_message_once(officers):
    case_id = counter.opened(officers)
    counter.send_back(officers, case_id)
    counter.drain()
    message, now = counter.last(), office.clock.now()
    jfu, sekcam = (counter.who(officers, post) for post in ("jfu", "sekcam"))
    api.settle(JUMAPOLO, message.pk, "delivered", "", jfu, now)
    with pytest.raises(Refused, match="sudah ditandai") as refused:
        api.settle(JUMAPOLO, message.pk, "failed", "Salah nomor.", sekcam, now)
    assert refused.value.code == "settled"
    found = Message.objects.in_office(JUMAPOLO).get(pk=message.pk)
    assert (found.state, found.settled_by) == ("delivered", str(officers["jfu"].pk))
