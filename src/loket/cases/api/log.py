"""The acts of a case as they are stored, and what they fold to."""

from __future__ import annotations

from typing import Any

from msgspec import json, to_builtins

from loket.cases.api import blobs, store
from loket.cases.models import ArtifactRow, CaseRow
from loket.core import chain
from loket.core.case import Case
from loket.core.evolve import fold
from loket.core.refused import Refused
from loket.office.api import unscoped


def find(reference: str) -> CaseRow:
    """A case by row id, public code or ``office/number``. Raises Refused ``no_case``."""
    with unscoped("the command line serves every office"):
        rows = CaseRow.objects.all()
        if "/" in reference:
            office_id, number = reference.split("/", 1)
            found = rows.filter(office_id=office_id, number=number).first()
        elif reference.isdigit():
            found = rows.filter(pk=int(reference)).first()
        else:
            found = rows.filter(public_code=reference.upper()).first()
    if found is None:
        raise Refused("no_case", f"Berkas {reference} tidak ditemukan.")
    return found


def log(reference: str) -> dict[str, Any]:
    """Everything stored of a case: number, state, acts with hashes (erased values are null)."""
    row = find(reference)
    acts = store.acts(row.office_id, row.pk)
    return {
        "case": row.pk,
        "number": row.number,
        "office": row.office_id,
        "procedure": row.procedure,
        "version": row.version,
        "revision": row.revision,
        "state": row.state,
        "head": row.head,
        "acts": [
            {"seq": seq, "hash": hash_, **to_builtins(act)}
            for seq, (act, hash_) in enumerate(acts, start=1)
        ],
    }


def artifact_record(artifact_id: str) -> dict[str, Any]:
    """Everything stored of one proof: facts of its case by name, file path and SHA-256.

    Raises Refused ``no_artifact``. For the command line, which serves every office.
    """
    with unscoped("the command line serves every office"):
        row = ArtifactRow.objects.filter(pk=artifact_id.upper()).select_related("case").first()
    if row is None:
        raise Refused("no_artifact", f"Bukti {artifact_id} tidak ditemukan.")
    facts = stored_case(row.office_id, row.case_id).facts
    return {
        "id": row.pk,
        "kind": row.kind,
        "case": f"{row.office_id}/{row.case.number}",
        "step": row.step,
        "output": row.output,
        "at": row.at.isoformat(),
        "facts": {name: facts.get(name) for name in store.decode_names(row.facts)},
        "file": str(blobs.path_of(row.sha256)) if row.sha256 else None,
        "sha256": row.sha256 or None,
    }


def stored_case(office_id: str, case_id: int) -> Case:
    """The case as its row keeps it. Raises Refused ``no_case``."""
    case = store.peek(office_id, case_id)
    if case is None:
        raise Refused("no_case", "Berkas tidak ditemukan di kantor ini.")
    return case


def folded_case(office_id: str, case_id: int) -> Case:
    """The case as its acts make it; equal to ``stored_case`` as long as all is well."""
    return fold(act for act, _ in store.acts(office_id, case_id))


def verify_case(office_id: str, case_id: int) -> None:
    """Raise BrokenChain, naming the first broken act, unless the whole chain of a case holds
    and its fold is what the row keeps."""
    row = CaseRow.objects.in_office(office_id).get(pk=case_id)
    case = json.decode(row.state_text, type=Case)
    previous, seq = chain.GENESIS, 0
    for seq, (text, kept, hash_) in enumerate(store.sealed(office_id, case_id), start=1):
        chain.check_link(text, kept, hash_, case.id, seq, previous)
        previous = hash_
    if (seq, previous) != (row.length, row.head):
        raise chain.BrokenChain(f"case {row.number}: an act at the end is missing or too many")
