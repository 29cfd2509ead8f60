"""Live tasks: what waits for somebody now."""

from django.db import models

from loket.cases.models.case import CaseRow
from loket.office.api import OfficeModel


class TaskRow(OfficeModel):
    """One task that waits or is being worked on; a finished task has no row, only its act.

    ``posts_key`` joins the bound posts in order (``camat|sekcam``): an officer's inbox is one
    range of an index per key he may act for. ``sort_at`` is the due time, or far in the future
    by age where nothing is promised.
    """

    personal_data: dict[str, str] = {}

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="+", db_index=False)
    no = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    procedure = models.CharField(max_length=120)
    step = models.CharField(max_length=60)
    part = models.CharField(max_length=60)
    posts_key = models.CharField(max_length=200)
    state = models.CharField(max_length=8)
    outsider = models.BooleanField(default=False)
    waiting = models.BooleanField(default=False)
    holder = models.CharField(max_length=20, blank=True)
    assigned = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    sort_at = models.DateTimeField()

    class Meta:
        db_table = "cases_task"
        constraints = [models.UniqueConstraint(fields=["case", "no"], name="task_once")]
        indexes = [
            models.Index(fields=["office", "posts_key", "sort_at", "id"], name="task_inbox"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.no} {self.step}"
