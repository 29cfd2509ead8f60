"""An office with sealed days, and somebody who changes its rows behind Loket's back."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import connection
from msgspec import json

from loket.cases import api as cases
from loket.cases.models import ActRow, CaseRow, SealRow
from loket.cases.tests import balai
from loket.core import chain
from loket.core import seal as core
from loket.core.case import Case
from loket.core.evolve import fold
from loket.core.seal import Seal
from loket.office import api as office

DAY = timedelta(days=1)


def tomorrow() -> None:
    office.clock.simulate(office.clock.now() + DAY)


def worked_day(files: int = 3) -> list[int]:
    """Some reports are taken in and checked."""
    ids = [balai.opened() for _ in range(files)]
    for case_id in ids:
        balai.check(case_id)
    return ids


def sealed_day(files: int = 3) -> tuple[list[int], Seal]:
    """A day of work that is over and sealed; it is the next morning."""
    ids = worked_day(files)
    tomorrow()
    (made,) = cases.seal_ended(balai.OFFICE, office.clock.now())
    return ids, made


def faults(handed: dict[tuple[str, int], str] | None = None) -> list[str]:
    """Everything an audit finds, one line each."""
    found = cases.verify(handed or {})
    return [" ".join(filter(None, (one.office, one.where, one.what))) for one in found]


def number(case_id: int) -> str:
    return CaseRow.objects.in_office(balai.OFFICE).get(pk=case_id).number


def act(case_id: int, seq: int) -> Any:
    return ActRow.objects.in_office(balai.OFFICE).filter(case_id=case_id, seq=seq)


def run(sql: str, *values: Any) -> None:
    """As somebody with the password of the database would."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def remove_case(case_id: int) -> None:
    """The case with all that hangs on it."""
    for table in ("cases_name_word", "cases_task", "cases_artifact", "cases_act"):
        run(f"DELETE FROM {table} WHERE case_id = %s", case_id)
    run('DELETE FROM cases_answer WHERE "case" = %s', case_id)
    run("DELETE FROM cases_case WHERE id = %s", case_id)


def recompute_chain(case_id: int, find: str, put: str) -> None:
    """Change a word in the acts of a case and compute every hash and the case anew."""
    rows = list(ActRow.objects.in_office(balai.OFFICE).filter(case_id=case_id).order_by("seq"))
    previous, acts, changed = chain.GENESIS, [], False
    for row in rows:
        body = json.decode(row.text.replace(find, put))
        changed = changed or find in row.text
        body["previous"] = previous
        row.text = chain.canonical(body)
        row.hash = previous = sha256(row.text.encode()).hexdigest()
        act(case_id, row.seq).update(text=row.text, hash=row.hash)
        kept = json.decode(row.kept, type=chain.Kept) if row.kept else {}
        acts.append(chain.unseal(row.text, kept))
    assert changed, "nothing was changed"
    case: Case = fold(acts)
    CaseRow.objects.in_office(balai.OFFICE).filter(pk=case_id).update(
        head=previous, state_text=chain.canonical(case)
    )


def recompute_seals() -> None:
    """Make the seals fit what the rows say today, as a thorough forger would."""
    previous = chain.GENESIS
    for row in SealRow.objects.in_office(balai.OFFICE).order_by("no"):
        leaves = json.decode(row.leaves)
        fresh = []
        for leaf in map(core.read_case, leaves[core.CASES]):
            head = act(leaf.case, leaf.length).values_list("hash", flat=True).first()
            if head is not None:
                fresh.append(core.CaseLeaf(leaf.case, leaf.number, leaf.length, head).text)
        leaves[core.CASES] = fresh
        said = json.decode(row.text)
        said["roots"], said["previous"] = core.roots(leaves), previous
        row.text, row.leaves = chain.canonical(said), chain.canonical(leaves)
        row.hash = previous = core.digest(row.text)
        row.save()
