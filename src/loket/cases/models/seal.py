"""The daily seals of an office."""

from django.db import models

from loket.office.api import OfficeModel


class SealRow(OfficeModel):
    """One seal: the exact text that was hashed, the leaves under its roots, the hash.

    ``no`` counts from 1 in the office, ``day`` is its local day. ``so_far``: made while the day
    went on; the day has its closing seal besides. ``upto`` is the id of the last act covered.
    ``copy`` tells about the second place: empty (none is set), ``due`` again at ``copy_due_at``,
    ``done``; ``copy_error`` is why the last attempt failed. Never changed but for these.
    """

    personal_data: dict[str, str] = {}

    no = models.PositiveIntegerField()
    day = models.DateField()
    so_far = models.BooleanField(default=False)
    at = models.DateTimeField()
    upto = models.BigIntegerField()
    text = models.TextField()
    leaves = models.TextField()
    hash = models.CharField(max_length=64)
    copy = models.CharField(max_length=4, blank=True)
    copy_due_at = models.DateTimeField(null=True)
    copy_error = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "cases_seal"
        constraints = [
            models.UniqueConstraint(fields=["office", "no"], name="seal_number_once"),
            models.UniqueConstraint(
                fields=["office", "day"],
                condition=models.Q(so_far=False),
                name="seal_day_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["copy_due_at"], condition=models.Q(copy="due"), name="seal_copy_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.no} {self.day}"
