"""Rows of a table as leaves of the daily seal: what is new since, and what no longer fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import OperationalError, connection, models, transaction
from msgspec import Struct

from loket.core.chain import canonical
from loket.core.refused import Refused
from loket.core.seal import digest
from loket.office.models import Absence, Delegation, Holding, Office, OfficeModel

_LOCK_SECONDS = 5  # ours: a seal rather waits for its next turn than holds the counters up


class Kind(Struct, frozen=True):
    """One table whose rows are sealed.

    ``name`` begins its leaves. ``says`` are the fields of a row that never change, ``ending``
    those that are set once, when the row ends; ``ended`` tells which rows have. ``where``
    narrows the table to rows that are never deleted.
    """

    name: str
    model: type[OfficeModel]
    says: tuple[str, ...]
    ending: tuple[str, ...]
    ended: models.Q
    where: models.Q = models.Q()


def last_settled(model: type[models.Model]) -> int:
    """A row id up to which every row of this table is committed or was never there.

    On PostgreSQL ids are given before the commit, so a smaller id may still turn up: here all
    who write wait for a moment. Raises Refused ``busy`` where somebody writes for too long.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _let_them_finish(connection.ops.quote_name(model._meta.db_table))
        newest = model._base_manager.aggregate(newest=models.Max("pk"))["newest"]
    return int(newest or 0)


def _let_them_finish(table: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'")
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
    except OperationalError as waited:
        raise Refused(
            "busy", "Ada yang sedang menulis banyak data. Ulangi penyegelan sebentar lagi."
        ) from waited


def new_rows(kind: Kind, office_id: str, after: int) -> tuple[list[str], int]:
    """Leaves of the rows behind ``after`` and of all that have ended, and the last id seen."""
    upto = max(after, last_settled(kind.model))
    rows = kind.model.objects.in_office(office_id).filter(kind.where, pk__lte=upto)
    fresh = rows.filter(pk__gt=after).order_by("pk").values_list("pk", *kind.says)
    ended = rows.filter(kind.ended).order_by("pk").values_list("pk", *kind.ending)
    leaves = [f"{kind.name}/{pk} {digest(canonical(said))}" for pk, *said in fresh]
    leaves += [f"{kind.name}/{pk} berakhir {digest(canonical(said))}" for pk, *said in ended]
    return leaves, upto


def misfits(
    kinds: Iterable[Kind], office_id: str, leaves: Sequence[str], words: Callable[[str], str]
) -> Iterator[str]:
    """The sealed rows that were removed or say something else today, in words."""
    for kind in kinds:
        own = [leaf.split(" ") for leaf in leaves if leaf.startswith(f"{kind.name}/")]
        for fields, part in ((kind.says, ""), (kind.ending, "berakhir")):
            sealed = {_pk(one[0]): one[-1] for one in own if " ".join(one[1:-1]) == part}
            rows = kind.model.objects.in_office(office_id).filter(pk__in=sealed)
            now = {pk: digest(canonical(said)) for pk, *said in rows.values_list("pk", *fields)}
            for pk, hash_ in sealed.items():
                if pk not in now:
                    yield f"{words(kind.name)} nomor baris {pk} hilang."
                elif now[pk] != hash_:
                    yield f"{words(kind.name)} nomor baris {pk} diubah sesudah disegel."


def _pk(name: str) -> int:
    return int(name.rpartition("/")[2])


_ENDED = models.Q(withdrawn_at__isnull=False)
_TRACE = ("recorded_by_id", "recorded_at")
# Reasons of an absence are erased after two years, so they are not under the seal.
AUTHORITY = (
    Kind(
        "pemegang",
        Holding,
        ("officer_id", "post_id", "kind", "valid_from", "valid_to", "basis", "backdated", *_TRACE),
        ("withdrawn_at", "withdrawn_by_id", "withdrawn_why"),
        _ENDED,
    ),
    Kind(
        "pelimpahan",
        Delegation,
        ("of_id", "to_id", "basis", "valid_from", "valid_to", "procedures", "backdated", *_TRACE),
        ("withdrawn_at", "withdrawn_by_id", "withdrawn_why"),
        _ENDED,
        models.Q(from_file=False),  # what came with the office's file is replaced with it
    ),
    Kind(
        "ketidakhadiran",
        Absence,
        ("officer_id", "valid_from", "valid_to", *_TRACE),
        ("withdrawn_at", "withdrawn_by_id"),
        _ENDED,
    ),
)
_WORDS = {
    "pemegang": "Pemegang jabatan",
    "pelimpahan": "Pelimpahan a.n.",
    "ketidakhadiran": "Ketidakhadiran",
}
VERSION = "wewenang/versi"


def authority_to_seal(office_id: str, last: dict[str, int]) -> tuple[list[str], dict[str, int]]:
    """The changes of authority since ``last``: leaves, and last ids with the count of all
    changes (of calendar and parameters too)."""
    leaves: list[str] = []
    upto: dict[str, int] = {}
    for kind in AUTHORITY:
        name = f"wewenang/{kind.name}"
        fresh, upto[name] = new_rows(kind, office_id, last.get(name, 0))
        leaves += fresh
    version = Office.objects.filter(pk=office_id).values_list("authority_version", flat=True)
    return leaves, {**upto, VERSION: version.get()}


def authority_misfits(office_id: str, leaves: Sequence[str]) -> Iterator[str]:
    """Sealed rows of authority that were removed or changed, in words."""
    return misfits(AUTHORITY, office_id, leaves, lambda name: _WORDS[name])


def authority_whole(office_id: str, last: dict[str, int]) -> Iterator[str]:
    """What does not fit the last seal as a whole: changes of authority that were undone."""
    count = Office.objects.filter(pk=office_id).values_list("authority_version", flat=True).get()
    if count < last.get(VERSION, 0):
        yield (
            f"Catatan wewenang mundur: segel mencatat {last[VERSION]} perubahan, basis data"
            f" {count}."
        )
