"""From the outbox to the applicant: the row becomes a message, the message takes a channel."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from loket.cases.api import Leased, Unknown, stored_case
from loket.core.case import Case
from loket.modules.messages import rules
from loket.modules.messages.api.channels import channel
from loket.modules.messages.api.texts import words_for
from loket.modules.messages.models import Message
from loket.modules.messages.ports import Outbound
from loket.office import api as office
from loket.ui import words

KIND = "messages.tell"  # of the rows in the outbox
SUPERSEDED = "Digantikan kabar yang lebih baru"
logger = logging.getLogger("loket.messages")


def send(row: Leased) -> None:
    """Send one row of the outbox.

    It may be asked twice for the same row, when a worker died: the message is made once, and one
    whose sending had begun is ``unknown`` and left to a person. Raises Unknown then.
    """
    told: dict[str, Any] = row.payload
    case = stored_case(row.office_id, told["case"])
    if told["kind"] == "late" and not _is_late(case, told):
        return
    message = _made(row.office_id, told, case)
    if message is None:
        return
    if message.state != "sending" or message.tries:
        if message.state == "sending":
            _set(message, "unknown")
            raise Unknown
        return  # brought already, or waiting for an officer
    _deliver(message, case.channel)


def _deliver(message: Message, came_by: str) -> None:
    message.tries = 1
    message.save(update_fields=["tries"])  # before it leaves: who finds this asks no second time
    outbound = Outbound(
        message.pk, message.office_id, message.kind, message.phone, message.text, came_by
    )
    try:
        answer = channel().deliver(outbound)
    except Exception as lost:
        logger.error("the outcome of message %s is unknown: %s", message.pk, type(lost).__name__)
        _set(message, "unknown")
        raise Unknown from lost
    message.tries = 0 if answer == "to_deliver" else 1
    _set(message, answer)


def _set(message: Message, state: str) -> None:
    message.state = state
    if state != "to_deliver":
        message.settled_at = office.clock.now()
    message.save(update_fields=["state", "settled_at", "tries"])


def _is_late(case: Case, told: dict[str, Any]) -> bool:
    """Whether the promise that fell due is still the promise, and was not kept."""
    running = case.state == "open" and case.waiting_since is None
    return running and case.due_at == _moment(told["due_at"])


def _made(office_id: str, told: dict[str, Any], case: Case) -> Message | None:
    """The message of this row, made now or found; None where nothing is to be said."""
    phone, kind = rules.phone_of(case), told["kind"]
    rows = Message.objects.in_office(office_id).filter(case_id=told["case"])
    with transaction.atomic():
        found = rows.filter(seq=told["seq"], kind=kind).first()
        if found is not None:
            return found
        _supersede(rows, told)
        if kind == rules.NOTHING_TO_SAY or not phone:
            return None
        if kind == "corrected" and not _was_told(rows, told["void"]):
            return None
        return Message.objects.in_office(office_id).create(
            office_id=office_id,
            case_id=told["case"],
            seq=told["seq"],
            kind=kind,
            number=told["number"],
            service=told["service"],
            recipient=str(case.parties[0].values.get("nama") or ""),
            phone=phone,
            text=_text(office_id, told),
            channel=channel().name,
            state="sending",
            made_at=_moment(told["due_at"] if kind == "late" else told["at"]),
        )


def _moment(iso: str) -> datetime:
    return datetime.fromisoformat(iso)


def _supersede(rows: Any, told: dict[str, Any]) -> None:
    """What nobody has brought yet and is out of date now need not be brought any more."""
    older = rows.filter(state__in=["to_deliver", "failed"], seq__lte=told["seq"])
    older.update(state="not_wanted", note=SUPERSEDED, settled_at=office.clock.now())


def _was_told(rows: Any, seq: int) -> bool:
    """Whether the applicant may have heard of the act that was taken back."""
    return rows.filter(seq=seq, state__in=["delivered", "unknown", "sending"]).exists()


def _text(office_id: str, told: dict[str, Any]) -> str:
    info = office.office(office_id)
    path = reverse("cases:track", args=[told["code"]])
    values = {
        "nomor": told["number"],
        "layanan": told["service"],
        "kantor": info.name,
        "janji": _promise(office_id, told["due_at"]),
        "kode": words.public_code(told["code"]),
        "alamat": office.public_address(path) or f"loket {info.name}",
    }
    return rules.filled(words_for(office_id, told["kind"]), values)


def _promise(office_id: str, due_at: str | None) -> str:
    if due_at is None:
        return "tanpa batas waktu"
    local = office.local(office_id, _moment(due_at))
    return f"{words.long_date(local.date())} pukul {local:%H.%M} {local.tzname()}"
