"""The built-in channel: which messages wait for an officer, and what he says became of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, F
from msgspec import Struct

from loket.core.fields.contact import local_phone
from loket.core.refused import Refused
from loket.core.who import Who
from loket.modules.messages import rules
from loket.modules.messages.models import STATES, Message
from loket.office import api as office

OPEN = ("to_deliver", "failed", "unknown")  # what an officer may still settle
ANSWERS = ("delivered", "failed", "not_wanted")
PAGE = 50
LAST_ID = 2**63 - 1


class DeskRow(Struct, frozen=True):
    """One message as the page shows it. ``phone`` is to be read, ``dial`` to be dialled
    (``+62…``); ``open``: it may still be settled; ``by`` did so, "" when nobody did."""

    id: int
    case_id: int
    number: str
    kind: str
    label: str
    service: str
    recipient: str
    phone: str
    dial: str
    text: str
    state: str
    state_label: str
    made_at: datetime
    settled_at: datetime | None
    by: str
    tries: int
    note: str
    open: bool


class DeskPage(Struct, frozen=True):
    """The messages of one state, oldest first while they wait, else newest first. ``next`` is
    the cursor of the page after this one, None on the last."""

    rows: tuple[DeskRow, ...]
    state: str
    next: int | None


def counts(office_id: str) -> dict[str, int]:
    """How many messages of the office still want somebody, by state."""
    rows = Message.objects.in_office(office_id).filter(state__in=OPEN)
    found = rows.values_list("state").annotate(n=Count("pk")).order_by()
    return dict(found)


def desk_page(office_id: str, state: str = "to_deliver", after: int | None = None) -> DeskPage:
    """One page of the messages in this state. Raises Refused ``no_state``."""
    if state not in STATES:
        raise Refused("no_state", "Keadaan kabar itu tidak ada.")
    waiting = state in OPEN
    found = Message.objects.in_office(office_id).filter(state=state)
    if after is not None and after <= LAST_ID:
        found = found.filter(pk__gt=after) if waiting else found.filter(pk__lt=after)
    shown = list(found.order_by("pk" if waiting else "-pk")[: PAGE + 1])
    names = office.officer_names(office_id, [one.settled_by for one in shown if one.settled_by])
    rows = tuple(_row(one, names) for one in shown[:PAGE])
    return DeskPage(rows, state, rows[-1].id if len(shown) > PAGE else None)


def _row(one: Message, names: dict[str, str]) -> DeskRow:
    return DeskRow(
        id=one.pk,
        case_id=one.case_id,
        number=one.number,
        kind=one.kind,
        label=rules.KINDS[one.kind],
        service=one.service,
        recipient=one.recipient,
        phone=local_phone(one.phone),
        dial=one.phone,
        text=one.text,
        state=one.state,
        state_label=STATES[one.state],
        made_at=one.made_at,
        settled_at=one.settled_at,
        by=names.get(one.settled_by, ""),
        tries=one.tries,
        note=one.note,
        open=one.state in OPEN,
    )


def settle(
    office_id: str, message_id: int, answer: str, note: str, who: Who, now: datetime
) -> DeskRow:
    """Write down what became of a message: delivered, failed (with a note) or not_wanted.

    What was settled by somebody else meanwhile stays as he said it. Raises Refused: no_message,
    no_post (who holds no post today), no_answer, no_note, settled.
    """
    if not who.capacities:
        raise Refused("no_post", "Anda belum memegang jabatan hari ini.")
    if answer not in ANSWERS:
        raise Refused("no_answer", "Pilih apa yang terjadi dengan kabar itu.")
    note = note.strip()
    if answer == "failed" and not note:
        raise Refused(
            "no_note", "Tulis apa yang terjadi, misalnya tidak diangkat atau salah nomor."
        )
    if len(note) > 300:
        raise Refused("no_note", "Catatan paling banyak 300 huruf.")
    rows = Message.objects.in_office(office_id).filter(pk=min(message_id, LAST_ID))
    changed = rows.filter(state__in=OPEN).update(
        state=answer,
        note=note,
        tries=F("tries") + int(answer != "not_wanted"),
        settled_at=now,
        settled_by=who.officer or "",
    )
    found = rows.first()
    if found is None:
        raise Refused("no_message", "Kabar itu tidak ada di kantor ini.")
    if not changed:
        by = office.officer_names(office_id, [found.settled_by]).get(found.settled_by, "Loket")
        raise Refused("settled", f"Kabar ini sudah ditandai “{STATES[found.state]}” oleh {by}.")
    return _row(found, {})
