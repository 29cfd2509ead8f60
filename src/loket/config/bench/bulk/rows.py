"""The rows of copied cases, as the product's own statements write them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from random import Random
from types import TracebackType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection, transaction

from loket.cases.api import store
from loket.config.bench.bulk.templates import GivenNumber, Template
from loket.core import book as settings
from loket.core.case import Case

if TYPE_CHECKING:
    from loket.config.bench.bulk.load import Copy

ZONE = ZoneInfo("Asia/Jakarta")
COLUMNS = {
    "cases_case": (
        "id office_id number year public_code procedure version revision sheet_digest work_digest"
        " state applicant applicant_nik opened_at due_at waiting_since closed_at length head"
        " state_text"
    ),
    "cases_name_word": "office_id case_id word opened_at",
    "cases_act": "office_id case_id seq kind task_no officer at text kept hash",
    "cases_artifact": (
        "office_id id case_id seq step output kind label facts sha256 media_type at void"
    ),
    "cases_task": (
        "office_id case_id no version procedure step part posts_key state outsider waiting holder"
        " assigned opened_at taken_at due_at sort_at"
    ),
    "registers_entry": (
        "office_id book_id year n number day entered_at case_id applicant void_reason void_by"
        " void_as officer post key times subject remark more"
    ),
}


def local_day(moment: datetime) -> date:
    """The day in the offices of the bulk data."""
    return moment.astimezone(ZONE).date()


def stored(moment: datetime | None, by: timedelta) -> Any:
    """A moment so much later, as the database takes it."""
    return store.as_stored(moment + by if moment is not None else None)


class Counters:
    """The last case number of every office and year, the last number of every book and year."""

    def __init__(self) -> None:
        self.cases: dict[tuple[str, int], int] = defaultdict(int)
        self.books: dict[tuple[str, int, int], int] = defaultdict(int)
        with connection.cursor() as cursor:
            cursor.execute("SELECT office_id, year, last FROM cases_counter")
            self.cases.update({(one, year): last for one, year, last in cursor.fetchall()})
            cursor.execute("SELECT office_id, book_id, year, last FROM registers_bookyear")
            self.books.update({(one, b, year): last for one, b, year, last in cursor.fetchall()})

    def next_case(self, office: str, year: int) -> tuple[int, str]:
        """Year and text of the next case number."""
        self.cases[office, year] += 1
        return year, f"{year % 100:02d}-{self.cases[office, year]:05d}"

    def next_number(self, office: str, given: GivenNumber, day: date) -> tuple[str, int]:
        """Text and count of the next number of the same book."""
        self.books[office, given.book, day.year] += 1
        n = self.books[office, given.book, day.year]
        text = settings.number(
            given.pattern, n, day, classification=given.classification, unit=given.unit
        )
        return text, n

    def store(self) -> None:
        """Write the counters back."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO cases_counter (office_id, year, last) VALUES (%s, %s, %s)"
                " ON CONFLICT (office_id, year) DO UPDATE SET last = excluded.last",
                [(office, year, last) for (office, year), last in self.cases.items()],
            )
            cursor.executemany(
                "INSERT INTO registers_bookyear (office_id, book_id, year, last, voided)"
                " VALUES (%s, %s, %s, %s, 0) ON CONFLICT (office_id, book_id, year)"
                " DO UPDATE SET last = excluded.last",
                [(office, book, year, last) for (office, book, year), last in self.books.items()],
            )


class Batch:
    """Rows of some thousand cases, by table."""

    def __init__(self) -> None:
        self.cases: list[Any] = []
        self.tables: dict[str, list[Any]] = {name: [] for name in COLUMNS}
        self.tables["cases_case"] = self.cases

    def act(
        self, template: Template, copy: Copy, n: int, pk: int, text: str, kept: str, hash_: str
    ) -> None:
        kind, task, officer, at = template.kinds[n]
        self.tables["cases_act"].append(
            (template.office, pk, n + 1, kind, task, officer, copy.at(at), text, kept, hash_)
        )

    def artifact(
        self, template: Template, copy: Copy, n: int, pk: int, id: str, label: str
    ) -> None:
        one = template.artifacts[n]
        self.tables["cases_artifact"].append(
            (
                template.office, id, pk, one["seq"], one["step"], one["output"], one["kind"], label,
                one["facts"], one["sha256"], one["media_type"], copy.at(one["at"]), False,
            )
        )  # fmt: skip

    def entry(
        self, template: Template, copy: Copy, n: int, pk: int, count: int, number: str, name: str
    ) -> None:
        one, day = template.numbers[n], copy.days[n]
        self.tables["registers_entry"].append(
            (
                template.office, one.book, day.year, count, number,
                connection.ops.adapt_datefield_value(day), copy.at(one.at), pk, name,
                "", "", "", *(one.columns[c] for c in COLUMNS["registers_entry"].split()[12:]),
            )
        )  # fmt: skip

    def case(
        self,
        template: Template,
        copy: Copy,
        pk: int,
        number: tuple[int, str],
        code: str,
        name: str,
        nik: str,
        head: str,
        state: str,
    ) -> None:
        case, by = template.case, copy.by
        year, text = number
        self.cases.append(
            (
                pk, template.office, text, year, code, case.procedure, case.version, case.revision,
                case.sheet_digest, case.work_digest, case.state,
                name if case.parties else "", nik if case.parties else "",
                copy.at(case.opened_at), copy.at(case.due_at), copy.at(case.waiting_since),
                copy.at(case.closed_at), case.length, head, state,
            )
        )  # fmt: skip
        if case.parties:
            words = store.name_rows(template.office, pk, name, copy.at(case.opened_at))
            self.tables["cases_name_word"] += words
        self.tables["cases_task"] += [tuple(row) for row in _tasks(template.office, pk, case, by)]


def _tasks(office: str, pk: int, case: Case, by: timedelta) -> list[list[Any]]:
    from msgspec.structs import replace

    def later(moment: datetime | None) -> datetime | None:
        return moment + by if moment is not None else None

    tasks = [
        replace(
            task,
            opened_at=later(task.opened_at),
            taken_at=later(task.taken_at),
            due_at=later(task.due_at),
        )
        for task in case.tasks
    ]
    waiting = case.waiting_since is not None
    return store.task_rows(office, pk, case.procedure, tasks, waiting)


class Sink:
    """Writes batches as fast as the database takes them. What the product promises at a commit
    is not promised while loading, and holds again afterwards."""

    def __enter__(self) -> Sink:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous = OFF")
                cursor.execute("PRAGMA cache_size = -400000")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.execute("ANALYZE")
                cursor.execute("PRAGMA synchronous = FULL")
                cursor.execute("PRAGMA cache_size = -2000")
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence('cases_case', 'id'),"
                    " (SELECT max(id) FROM cases_case))"
                )
                cursor.execute("VACUUM ANALYZE")

    def last_case(self) -> int:
        """The highest row id of a case so far."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(id), 0) FROM cases_case")
            return int(cursor.fetchone()[0])

    def write(self, batch: Batch) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, names in COLUMNS.items():
                columns = ", ".join(names.split())
                if connection.vendor == "sqlite":
                    marks = ", ".join(["%s"] * len(names.split()))
                    cursor.executemany(
                        f"INSERT INTO {table} ({columns}) VALUES ({marks})", batch.tables[table]
                    )
                    continue
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in batch.tables[table]:
                        copy.write_row(row)


def verify(offices: list[str], last: int, most: int) -> None:
    """Check chains, folds and books as the product does. Raises BrokenChain, RuntimeError."""
    from loket.cases import api as cases
    from loket.modules.registers import api as registers

    chance = Random(11)
    picked = [chance.randrange(1, last + 1) for _ in range(most)]
    for office in offices:
        there = (
            apps.get_model("cases", "CaseRow")
            .objects.in_office(office)
            .filter(pk__in=picked)
            .values_list("pk", flat=True)
        )
        for pk in there:
            cases.verify_case(office, pk)
        for year in registers.years(office, date.today().year):
            for book in registers.shelf(office, year):
                if registers.page(office, book.book.slug, year).missing:
                    raise RuntimeError(f"{office}: {book.book.title} has gaps")


def sizes() -> dict[str, int]:
    """How many rows there are."""
    with connection.cursor() as cursor:
        found = {}
        for table in COLUMNS:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = int(cursor.fetchone()[0])
    return found
