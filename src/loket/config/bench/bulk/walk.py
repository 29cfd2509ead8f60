"""The offices of the bulk data, and the walked cases from which copies are made."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from loket.config.bench.bulk.templates import GivenNumber, Template, aware, taken_apart
from loket.core import flow
from loket.core.rehearsal import Leg
from loket.core.sheet import ENDS, YES, Procedure

SOURCE = "jumapolo"


def walked(sops: Path, scratch: Path, offices: int) -> dict[str, list[Template]]:
    """Set up ``ukur-1`` … as offices with the posts and SOPs of ``jumapolo``, walk every SOP
    straight to its end through the services, and take the cases apart; by office. A second case
    of each is cancelled behind its first row: most copies are made of those, to be small."""
    from loket.catalogue import api as catalogue
    from loket.modules.procedures import api as procedures
    from loket.office import api as office

    found: dict[str, list[Template]] = {}
    copies = _copies(sops, scratch / "sops", offices)
    library = catalogue.read_all(copies)
    now = office.clock.now()
    for office_id in sorted(library.offices):
        world = procedures.ScratchOffice(library, office_id, copies / "parameters")
        whole, cancelled = [], []
        for package in library.packages:
            if package.procedure is None or package.procedure.office != office_id:
                continue
            world.adopt(package)
            way = _straight(package.procedure)
            (path,) = procedures.rehearse(world, package.procedure, [way])
            (begun,) = procedures.rehearse(world, package.procedure, [way[:1]])
            if not path.well or path.case_id is None or begun.case_id is None:
                raise RuntimeError(f"{package.procedure.id} could not be walked: {path.error}")
            whole.append(path.case_id)
            cancelled.append(_cancelled(world, begun.case_id))
        found[office_id] = [one for pk in whole for one in _templates(office_id, pk, 1)]
        found[office_id] += [one for pk in cancelled for one in _templates(office_id, pk, 3)]
        office.clock.simulate(now)
    office.clock.real()
    return found


def _straight(procedure: Procedure) -> list[Leg]:
    """From the first row to ``end:done`` without a way back."""
    legs, at = [], flow.first_step(procedure.sheet).id
    while at not in ENDS:
        step = procedure.sheet.step(at)
        legs.append(Leg(at, YES))
        at = step.exits()[YES]
    return legs


def _cancelled(world: Any, case_id: int) -> int:
    from loket.cases import api as cases

    case = cases.stored_case(world.id, case_id)
    who = world.who_does(case.tasks[0])
    outcome = cases.cancel(world.id, case_id, who, f"batal-{case_id}", "Dibatalkan pemohon")
    if not outcome.ok:
        raise RuntimeError(f"a case was not cancelled: {outcome.refused}")
    return case_id


def _copies(sops: Path, to: Path, offices: int) -> Path:
    """The packages of one office under the names of several."""
    shutil.copytree(sops / "parameters", to / "parameters")
    for n in range(1, offices + 1):
        for file in (sops / SOURCE).rglob("*"):
            target = to / f"ukur-{n}" / file.relative_to(sops / SOURCE)
            if file.is_dir():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text("utf-8")
            text = re.sub(rf"(?m)(?<=^id: ){SOURCE}\b", f"ukur-{n}", text)
            target.write_text(re.sub(rf"\b{SOURCE}/", f"ukur-{n}/", text), "utf-8")
    settings.LOKET_SOPS = to
    return to


def _templates(office_id: str, pk: int, from_length: int) -> list[Template]:
    """The whole case, and its beginnings of at least so many acts that wait for an officer."""
    from loket.cases.api import store

    acts = store.sealed(office_id, pk)
    rows = (
        apps.get_model("cases", "ArtifactRow")
        .objects.in_office(office_id)
        .filter(case=pk)
        .order_by("seq", "id")
    )
    names = [
        "id", "seq", "step", "output", "kind", "label", "facts", "sha256", "media_type", "at",
    ]  # fmt: skip
    artifacts = [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]
    numbers = _numbers(office_id, pk)
    found = []
    for length in range(from_length, len(acts) + 1):
        last = acts[length - 1]
        until = store.chain.unseal(last[0], last[1]).at
        one = taken_apart(
            office_id,
            list(acts[:length]),
            [row for row in artifacts if row["seq"] <= length],
            [number for number in numbers if number.at <= until],
        )
        waits = one.is_open and not all(task.is_outsider for task in one.case.tasks)
        if waits or not one.is_open:
            found.append(one)
    return found


def _numbers(office_id: str, pk: int) -> list[GivenNumber]:
    rows = (
        apps.get_model("registers", "Entry")
        .objects.in_office(office_id)
        .filter(case=pk, voided_at=None)
        .select_related("book")
    )
    columns = ("officer", "post", "key", "times", "subject", "remark", "more")
    found: list[Any] = [
        GivenNumber(
            book=row.book_id,
            pattern=row.book.pattern,
            classification=row.book.classification,
            unit=row.book.unit,
            key=row.key,
            n=row.n,
            number=row.number,
            at=aware(row.entered_at),
            columns={name: getattr(row, name) for name in columns},
        )
        for row in rows.order_by("pk")
    ]
    return found
