"""The base of rows on which authority or the calendar rests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from loket.office.models.office import touch
from loket.office.models.scope import OfficeManager, OfficeModel, OfficeQuerySet


class AuthorityQuerySet(OfficeQuerySet):
    """Every way of changing many rows at once touches the office too."""

    def update(self, **values: Any) -> int:
        with transaction.atomic():
            changed = super().update(**values)
            touch(self.query.office_scope)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            deleted = super().delete()
            touch(self.query.office_scope)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        with transaction.atomic():
            created = super().bulk_create(rows, *args, **kwargs)
            for office_id in {row.office_id for row in rows}:
                touch(office_id)
        return created


class AuthorityModel(OfficeModel):
    """A row whose every change, in the same transaction, invalidates what was resolved."""

    objects = OfficeManager.from_queryset(AuthorityQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            touch(self.office_id)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            touch(self.office_id)
        return deleted


def period_is_forward(name: str) -> models.CheckConstraint:
    """The constraint that ``valid_to`` is not before ``valid_from``."""
    return models.CheckConstraint(
        condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
        name=name,
        violation_error_message="Tanggal berakhir tidak boleh sebelum tanggal mulai.",
    )
