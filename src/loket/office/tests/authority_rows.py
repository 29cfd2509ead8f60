"""Rows of authority changed behind Loket's back, for the tests of the seal."""

from __future__ import annotations

from typing import Any

from django.db import connection

from loket.office.models import Holding


def a_holding(office_id: str) -> int:
    """The row id of one holding."""
    return int(Holding.objects.in_office(office_id).order_by("pk").values_list("pk", flat=True)[0])


def rewrite(pk: int, **values: Any) -> None:
    """Change what a holding says, past every rule."""
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute(f"UPDATE office_holding SET {name} = %s WHERE id = %s", [value, pk])


def remove(pk: int) -> None:
    """Delete a holding, past every rule."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM office_holding WHERE id = %s", [pk])
