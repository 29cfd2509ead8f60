"""Every row belongs to one office, and a query that forgets to say which one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models.sql import Query

_reason: ContextVar[str | None] = ContextVar("loket_unscoped", default=None)
_INNER = "the inner part of an exclude"


class Unscoped(Exception):
    """A query over the rows of all offices, outside ``unscoped()``."""


@contextmanager
def unscoped(why: str) -> Iterator[None]:
    """Allow queries over all offices within the block, for the reason given.

    For the command line, the worker and the setting up of tests. Never for a page.
    """
    if not why.strip():
        raise ValueError("say why the rows of all offices are read")
    before = _reason.set(why)
    try:
        yield
    finally:
        _reason.reset(before)


class OfficeQuery(Query):
    """A query that knows the office it was narrowed to; clones of it know it too."""

    office_scope: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if _reason.get() == _INNER:
            self.office_scope = _INNER

    def check_scope(self) -> None:
        """Raises Unscoped unless the query is scoped, empty, or within ``unscoped()``."""
        if self.office_scope is None and _reason.get() is None and not self.is_empty():
            raise Unscoped(
                f"{self.model.__name__}.objects was queried over all offices: "
                "use .in_office(office_id), or unscoped(why) where that is meant"
            )

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self.check_scope()  # as part of another query: x__in=…, Subquery, Exists
        return super().resolve_expression(*args, **kwargs)

    def split_exclude(self, *args: Any, **kwargs: Any) -> Any:
        # exclude() over a relation: Django builds an inner query and ties it to this one
        with unscoped(_INNER):
            return super().split_exclude(*args, **kwargs)


class OfficeQuerySet(models.QuerySet):
    """Rows of one office. Building a query is free; running one needs ``in_office``.

    The check sits where a query is run or embedded, so that ``create`` and ``bulk_create``,
    which read nothing, need no scope.
    """

    def __init__(self, model: Any = None, query: Any = None, **kwargs: Any) -> None:
        super().__init__(model, query or OfficeQuery(model), **kwargs)

    def in_office(self, office_id: str) -> OfficeQuerySet:
        """Only the rows of this office. Raises Unscoped for an empty id."""
        if not office_id:
            raise Unscoped(f"{self.model.__name__}: in_office needs the id of an office")
        scoped = self.filter(office_id=office_id)
        scoped.query.office_scope = office_id
        return scoped

    def _scoped(self) -> None:
        self.query.check_scope()

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._scoped()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._scoped()
        return super().iterator(*args, **kwargs)

    def aiterator(self, *args: Any, **kwargs: Any) -> Any:
        self._scoped()
        return super().aiterator(*args, **kwargs)

    def count(self) -> int:
        if self._result_cache is None:
            self._scoped()
        return super().count()

    def exists(self) -> bool:
        if self._result_cache is None:
            self._scoped()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._scoped()
        return super().aggregate(*args, **kwargs)

    def update(self, **values: Any) -> int:
        self._scoped()
        return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._scoped()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _raw_delete(self, using: str) -> int:
        self._scoped()
        return super()._raw_delete(using)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        self._scoped()
        return super().raw(*args, **kwargs)

    def explain(self, *args: Any, **kwargs: Any) -> str:
        self._scoped()
        return super().explain(*args, **kwargs)

    def _combinator_query(self, combinator: str, *others: Any, **kwargs: Any) -> Any:
        for one in (self, *others):
            one._scoped()
        return super()._combinator_query(combinator, *others, **kwargs)

    def __or__(self, other: Any) -> Any:
        other._scoped()
        return super().__or__(other)

    def __xor__(self, other: Any) -> Any:
        other._scoped()
        return super().__xor__(other)


class OfficeManager(models.Manager.from_queryset(OfficeQuerySet)):  # type: ignore[misc]
    """The way to the rows. Following a relation from one row stays within that row's office."""

    def get_queryset(self) -> OfficeQuerySet:
        rows = super().get_queryset()
        parent = getattr(self, "instance", None)  # set on the reverse side of a relation
        if parent is not None:
            rows.query.office_scope = getattr(parent, "office_id", None) or str(parent.pk)
        return rows


class OfficeModel(models.Model):
    """The base of every model with an office.

    A subclass says in its docstring what one row means, and in ``personal_data`` which fields
    hold personal data, why and for how long (``{}`` when none). Foreign keys,
    ``refresh_from_db`` and deleting go through Django's plain base manager. ``office`` has no
    index of its own: each model's indexes begin with it.
    """

    personal_data: dict[str, str] = {}

    office = models.ForeignKey(
        "office.Office",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="kantor",
    )
    objects = OfficeManager()

    class Meta:
        abstract = True

    def validate_unique(self, *args: Any, **kwargs: Any) -> None:
        with unscoped("whether one row may exist beside the others"):
            super().validate_unique(*args, **kwargs)

    def validate_constraints(self, *args: Any, **kwargs: Any) -> None:
        with unscoped("whether one row may exist beside the others"):
            super().validate_constraints(*args, **kwargs)
