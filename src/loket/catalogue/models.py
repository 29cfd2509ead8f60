"""SOPs as stored: texts by digest, the numbers they go by, and what was approved."""

from __future__ import annotations

from django.db import models

from loket.office.api import OfficeModel


class SheetText(OfficeModel):
    """The printed part of one SOP version, as canonical JSON; never changed, never deleted.

    Cases pin it by ``digest``, the SHA-256 of ``text``. The office is the one in the id.
    """

    personal_data = {
        "text": "name and NIP of the official who approved the sheet, as printed in public; "
        "kept as long as cases run under it are kept",
    }

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()


class WorkText(OfficeModel):
    """The work of an SOP with its letter, as canonical JSON; never changed, never deleted."""

    personal_data = {}

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()


class Revision(OfficeModel):
    """One revision of one version as it was stored: the number and the texts it stands for.

    A number stands for the same texts for ever; other content under it is refused.
    """

    personal_data = {}

    procedure = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=10)
    source_file = models.CharField(max_length=120, blank=True)
    source_first = models.PositiveIntegerField(null=True)
    source_last = models.PositiveIntegerField(null=True)
    read_by_two = models.BooleanField(default=False)
    sheet = models.ForeignKey(SheetText, on_delete=models.PROTECT, related_name="revisions")
    work = models.ForeignKey(WorkText, on_delete=models.PROTECT, related_name="revisions")
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "procedure", "version", "revision"],
                name="catalogue_revision_once",
            ),
        ]


class Approval(OfficeModel):
    """A version put in force in an office from a day on, until a day or the next approval.

    The day counts in the office's time zone, both ends included. A row is never changed but
    for ``valid_to``, which a revocation sets.
    """

    personal_data = {
        "approved_by": "name of the official who approved; kept with the register of decrees",
    }

    procedure = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    decree = models.CharField(max_length=200)
    approved_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "procedure", "valid_from"], name="catalogue_approval_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="catalogue_approval_ends_after_start",
            ),
        ]
