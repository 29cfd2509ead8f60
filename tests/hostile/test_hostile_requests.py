"""Junk from strangers, officers without a right, officers of another office, and the rightful:
no error of ours, and nothing written that was not allowed.

1,500 requests in ``make test``, 100,000 in ``make test-all`` (``LOKET_FULL=1``); ``LOKET_SEED``
repeats a run.
"""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from loket.cases.api import audit
from loket.office import api as office
from tests.access.test_addresses import TABLE, officer_of, places  # noqa: F401
from tests.access.world import Place
from tests.hostile import junk

REQUESTS = 100_000 if os.environ.get("LOKET_FULL") == "1" else 1_500
SEED = os.environ.get("LOKET_SEED") or secrets.token_hex(4)
SLOW = {"office:sign_in"}  # each try costs a whole password hash
SIGNS = {"office:sign_in", "office:sign_out"}
pytestmark = pytest.mark.django_db


def rows(keep: Callable[[Any], bool]) -> dict[str, list[Any]]:
    """Every row of every table of ours that concerns this question."""
    found = {}
    for model in apps.get_models():
        if not model.__module__.startswith("loket.") or not keep(model):
            continue
        asked = model._base_manager.all()
        found[model._meta.label] = sorted(asked.values_list(), key=repr)
    return found


def throw(officer: Any, chance: Random, place: Place, times: int) -> Counter[int]:
    """Send so much junk to the addresses of a place as this officer (None: a stranger); how
    often each status came back."""
    seen: Counter[int] = Counter()
    client = visitor(officer)
    names = list(TABLE)
    for _ in range(times):
        name = chance.choice(names)
        if name in SLOW and chance.random() < 0.95:
            continue
        row = TABLE[name]
        try:
            honest, data = reverse(name, args=row.args(place)), row.data(place)
        except (IndexError, AssertionError, AttributeError):
            continue  # what the honest request would act on is used up by now
        method = chance.choice(junk.METHODS)
        where = junk.address(chance, honest)
        if method == "post":
            answer = client.post(where, junk.answers(chance, data))
        elif method in ("put", "patch"):
            answer = getattr(client, method)(where, chance.choice(junk.TEXTS).encode("utf-8"))
        else:
            answer = getattr(client, method)(where)
        assert answer.status_code < 500, f"LOKET_SEED={SEED}: {method} {where}"
        seen[answer.status_code] += 1
        if officer is not None and name in SIGNS:
            client = visitor(officer)  # the junk signed him out
    return seen


def visitor(officer: Any = None) -> Client:
    client = Client(raise_request_exception=False)
    if officer is not None:
        client.force_login(officer.user)
    return client


def test_who_has_no_right_writes_nothing(places: dict[str, Place]) -> None:  # noqa: F811
    chance = Random(f"{SEED}-none")
    here, there = places["jumapolo"], places["tetangga"]

    def concerns(model: Any) -> bool:
        return model._meta.label != "registers.Export"  # any officer may take his book out

    with office.unscoped("the tables before and after"):
        before = rows(concerns)
        for officer in (None, officer_of("postless", here, there)):
            throw(officer, chance, here, REQUESTS // 4)
        assert rows(concerns) == before


def test_another_office_changes_nothing_here(places: dict[str, Place]) -> None:  # noqa: F811
    chance = Random(f"{SEED}-other")
    here, there = places["jumapolo"], places["tetangga"]

    def mine() -> dict[str, list[Any]]:
        return {
            model._meta.label: sorted(
                model._base_manager.filter(office_id=here.id).values_list(), key=repr
            )
            for model in apps.get_models()
            if model.__module__.startswith("loket.")
            and any(field.name == "office" for field in model._meta.fields)
        }

    with office.unscoped("the tables before and after"):
        before = mine()
        throw(officer_of("foreign", here, there), chance, here, REQUESTS // 4)
        assert mine() == before


def test_the_rightful_may_err_and_all_still_fits(places: dict[str, Place]) -> None:  # noqa: F811
    chance = Random(f"{SEED}-own")
    here, there = places["jumapolo"], places["tetangga"]
    seen: Counter[int] = Counter()
    for role in ("jfu", "camat"):
        seen += throw(officer_of(role, here, there), chance, here, REQUESTS // 8)
    assert seen[403] < seen.total() / 3, seen  # they were at their desks, not sent to sign in
    assert seen[422] and seen[409] and seen[200], seen  # forms were read, and refused
    assert [str(fault) for fault in audit.verify({})] == []
