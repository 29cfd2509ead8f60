"""The neutral world of the core's tests: the lost umbrella, its office, its officers, its hours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from loket.catalogue.api import read_package
from loket.core.calendar import Calendar, Hours, Span
from loket.core.case import Case, Task
from loket.core.rulebook import Rules
from loket.core.sheet import Procedure
from loket.core.who import Capacity, Who

SHEETS = Path(__file__).parent / "sheets"
MONDAY = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)  # 08.00 WIB
DAY = (Span(450, 720), Span(780, 960))  # 07.30-12.00, 13.00-16.00
CALENDAR = Calendar(
    ZoneInfo("Asia/Jakarta"),
    (Hours(date(2026, 1, 1), None, (DAY, DAY, DAY, DAY, DAY, (), ())),),
)
HEAD = "kepala"


@cache
def umbrella() -> Procedure:
    """The lost umbrella, as the catalogue reads it."""
    procedure, findings = read_package(SHEETS / "payung-hilang" / "v1")
    assert procedure is not None, findings
    return procedure


def posts() -> list[str]:
    """Every post that the umbrella binds, in a steady order."""
    return sorted({post for bound in umbrella().work.posts.values() for post in bound})


def rules(absent: frozenset[str] = frozenset()) -> Rules:
    """Everybody is on duty but ``absent``; the head stands above all."""
    present = frozenset([*posts(), HEAD]) - absent
    superior: dict[str, str | None] = {post: HEAD for post in posts() if post != HEAD}
    return Rules(CALENDAR, present, {**superior, HEAD: None})


def holder(post: str) -> Who:
    """The officer who holds this post, and no other."""
    return Who(officer=f"o-{post}", capacities=(Capacity(post, "definitive", post),))


def actor_of(task: Task) -> Who:
    """Somebody who may do this task while everybody is on duty."""
    return holder(task.posts[0])


def first_task(case: Case) -> Task:
    return case.tasks[0]
