"""Due-tables: what must leave the office, and what must begin by the calendar."""

from django.db import models

from loket.office.api import OfficeModel


class DueRow(OfficeModel):
    """Something to be done at ``due_at`` by a worker that leases the row while it works.

    A worker that dies leaves a lease that runs out; the row is then due again. ``key`` makes
    the row unique, so that the same thing is never due twice.
    """

    personal_data: dict[str, str] = {}

    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, default="due")  # due, done, failed, unknown
    error = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class OutboxRow(DueRow):
    """One thing that leaves after the commit that wrote it. ``payload`` is JSON."""

    personal_data = {"payload": "recipient and text; emptied once it was sent"}

    case = models.BigIntegerField(null=True)
    payload = models.TextField()

    class Meta:
        db_table = "cases_outbox"
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="outbox_once")]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=models.Q(state="due"), name="outbox_due"
            ),
        ]


class ScheduleRow(DueRow):
    """One start of a procedure that the calendar asks for: ``key`` names procedure and period."""

    personal_data: dict[str, str] = {}

    procedure = models.CharField(max_length=120)

    class Meta:
        db_table = "cases_schedule"
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="schedule_once")]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=models.Q(state="due"), name="schedule_due"
            ),
        ]
