"""One command, one transaction: the frame in which every act of a case is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError
from msgspec import Struct

from loket.cases.api import listeners, store
from loket.cases.api.page_types import Outcome
from loket.cases.models import ActRow
from loket.catalogue import api as catalogue
from loket.core import commands
from loket.core.chain import canonical
from loket.core.engine import decide
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.sheet import Procedure
from loket.core.who import Who
from loket.office import api as office

_MOVED_ON = {
    "completed": "diselesaikan",
    "returned": "dikembalikan",
    "departed": "dilewati",
    "cancelled": "dibatalkan",
    "confirmed": "diselesaikan",
    "awaited": "dikirim",
    "taken_up": "diambil dan sedang dikerjakan",
}


class Scene(Struct):
    """Everything one command needs, read once: the locked case and the rules of the moment.

    ``key`` and ``digest`` are those of its answer, "" where none is kept; ``answered`` since
    the answer is written.
    """

    office_id: str
    held: store.Held
    procedure: Procedure
    rules: Rules
    who: Who
    now: datetime
    key: str = ""
    digest: str = ""
    answered: str | None = None


def content_digest(content: Mapping[str, Any]) -> str:
    """What was sent, as one digest; the idempotency key stands for exactly this."""
    return sha256(canonical(content).encode()).hexdigest()


def command(
    office_id: str,
    case_id: int,
    who: Who,
    key: str,
    content: Mapping[str, Any],
    work: Callable[[Scene], str],
) -> Outcome:
    """Run ``work`` on the locked case, in one transaction with its acts and its answer.

    ``work`` returns the message for the user. A refusal rolls everything back and comes out as
    an Outcome that says who did what; the same ``key`` with the same content gets the first
    answer again.
    """
    digest = content_digest({**content, "case": case_id})
    try:
        try:
            return _attempt(office_id, case_id, who, key, digest, work)
        except IntegrityError:
            # two at the same moment: the other is stored by now, so this one meets it in order
            return _attempt(office_id, case_id, who, key, digest, work)
    except Refused as refused:
        reason = explain(office_id, case_id, content.get("task"), refused)
        return Outcome(ok=False, case_id=case_id, message="", refused=reason)


def _attempt(
    office_id: str, case_id: int, who: Who, key: str, digest: str, work: Callable[[Scene], str]
) -> Outcome:
    store.check_key(key)
    with store.writing():
        begun = store.begin(office_id, case_id, key, digest)
        held, known = begun.held, begun.answered
        if known is not None:
            return Outcome(ok=True, case_id=known[0], message=known[1])
        now = office.clock.now()  # under the lock: acts of a case never go back in time
        procedure = catalogue.get(held.case.sheet_digest, held.case.work_digest)
        rules = office.rules(office_id, now, begun.stamp)
        scene = Scene(office_id, held, procedure, rules, who, now, key, digest)
        message = work(scene)
        if scene.answered is None:
            store.write([_answer(scene, message)])
    return Outcome(ok=True, case_id=case_id, message=message)


def _answer(scene: Scene, message: str) -> store.Write:
    officer = scene.who.officer or ""
    return store.keep_answer(
        scene.office_id, scene.key, officer, scene.digest, scene.held.id, message, scene.now
    )


def perform(
    scene: Scene, asked: commands.Command, message: Callable[[Scene], str] | None = None
) -> None:
    """Decide and store. Raises Refused; the scene's case is then as it was.

    ``message`` gives the answer from the scene as it stands behind the acts; it is then stored
    with them and not in a statement of its own.
    """
    decided = decide(scene.procedure, scene.held.case, asked, scene.who, scene.now, scene.rules)
    if isinstance(decided, Refused):
        raise decided
    before, held = scene.held.case, scene.held
    writes = store.fold(scene.office_id, held, before, list(decided))
    if message is not None and scene.key:
        scene.answered = message(scene)
        writes.insert(0, _answer(scene, scene.answered))
    store.write(writes)
    listeners.tell(
        scene.office_id, held.id, held.number, held.public_code, before, held.case, decided,
        scene.procedure, scene.now,
    )  # fmt: skip


def explain(office_id: str, case_id: int, task_no: int | None, refused: Refused) -> str:
    """The reason in words; for a task that moved on, with who moved it and when."""
    if refused.code not in ("task_done", "stale", "taken", "taken_by_other") or task_no is None:
        return refused.reason
    last = (
        ActRow.objects.in_office(office_id)
        .filter(case_id=case_id, task_no=task_no, kind__in=_MOVED_ON)
        .order_by("-seq")
        .values_list("kind", "officer", "at")
        .first()
    )
    if last is None:
        return refused.reason
    kind, officer, at = last
    name = office.officer_names(office_id, [officer]).get(officer, "pemohon")
    local = office.local(office_id, at)
    return (
        f"Tugas ini sudah {_MOVED_ON[kind]} oleh {name}"
        f" pada {local:%d-%m-%Y} pukul {local:%H.%M}. Muat ulang halaman untuk melanjutkan."
    )
