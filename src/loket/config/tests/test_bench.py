"""``loket bench`` keeps its contract, and its bulk data is what the product would make."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from loket.cases import api as cases
from loket.config.bench.bulk.load import load
from loket.modules.registers import api as registers
from loket.office import api as office

SOPS = Path(__file__).parents[4] / "sops"
LOKET = [sys.executable, "-c", "from loket.config.cli import main; main()"]
TYPES = {
    "name": str,
    "value": (int, float),
    "unit": str,
    "better": str,
    "peer": (str, type(None)),
    "peer_value": (int, float, type(None)),
    "limit": (int, float, type(None)),
    "met": bool,
}


def _rows(app: str, model: str) -> Any:
    return apps.get_model(app, model).objects  # type: ignore[attr-defined]


def test_quick_figures_follow_the_contract_and_leave_nothing_behind(tmp_path: Path) -> None:
    done = subprocess.run(
        [*LOKET, "--data", str(tmp_path / "data"), "bench", "--quick", "--format", "json"],
        cwd=SOPS.parent,
        env={**os.environ, "LOKET_SOPS": str(SOPS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)["figures"]
    for one in figures:
        assert {name for name, kind in TYPES.items() if not isinstance(one[name], kind)} == set()
        assert one["better"] in ("higher", "lower")
        assert one["value"] > 0
        if one["limit"] is None:
            assert one["met"]
        else:
            above = one["value"] >= one["limit"]
            assert one["met"] == (above if one["better"] == "higher" else not above)
    names = " ".join(one["name"] for one in figures)
    for measured in ("steps per second on SQLite", "inbox page", "search by name", "resident"):
        assert measured in names
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_bulk_cases_have_chains_books_and_tasks_of_their_own(tmp_path: Path) -> None:
    settings.LOKET_SOPS, kept = settings.LOKET_SOPS, settings.LOKET_SOPS
    try:
        load(60, SOPS, tmp_path)
    finally:
        settings.LOKET_SOPS = kept
        office.clock.real()
    copied = 0
    for office_id in ("ukur-1", "ukur-2"):
        rows = list(_rows("cases", "CaseRow").in_office(office_id).order_by("pk"))
        copied += len(rows)
        assert (
            len({row.head for row in rows}) == len({row.public_code for row in rows}) == len(rows)
        )
        for row in rows:
            cases.verify_case(office_id, row.pk)
            case = cases.stored_case(office_id, row.pk)
            tasks = _rows("cases", "TaskRow").in_office(office_id).filter(case=row.pk)
            assert sorted(tasks.values_list("no", flat=True)) == [one.no for one in case.tasks]
            assert row.applicant in [
                one.applicant for one in cases.search(office_id, row.number).rows
            ]
        for counter in _rows("registers", "BookYear").in_office(office_id).select_related("book"):
            entries = (
                _rows("registers", "Entry")
                .in_office(office_id)
                .filter(book=counter.book, year=counter.year)
            )
            given = entries.order_by("n").values_list("n", flat=True)
            assert list(given) == list(range(1, counter.last + 1))
            page = registers.page(office_id, counter.book.slug, counter.year)
            assert page.missing == ()
    assert copied >= 60
