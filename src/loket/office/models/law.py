"""The calendar and the parameters of an office, as dated rows with their source."""

from __future__ import annotations

from django.db import models

from loket.office.models.authority import AuthorityModel, period_is_forward


class DatedLaw(AuthorityModel):
    """What every such row says of itself.

    ``certainty``: ``pasti`` (read in the decree or in its publication) or ``perkiraan`` (an
    estimate or a second-hand reading, with the reason in ``doubt``). ``edited``: changed in the
    office; reading the shipped file again leaves it alone.
    """

    CERTAINTIES = [("pasti", "Pasti"), ("perkiraan", "Perkiraan")]

    source = models.CharField("sumber", max_length=400)
    certainty = models.CharField("kepastian", max_length=10, choices=CERTAINTIES)
    doubt = models.CharField("alasan perkiraan", max_length=400, blank=True)
    checked_on = models.DateField("terakhir diperiksa")
    edited = models.BooleanField("diubah di kantor ini", default=False)

    class Meta:
        abstract = True


class Holiday(DatedLaw):
    """One day on which the office is closed: national holiday, joint leave, or local."""

    personal_data: dict[str, str] = {}

    KINDS = [
        ("national", "Libur nasional"),
        ("joint_leave", "Cuti bersama"),
        ("local", "Libur daerah"),
    ]

    day = models.DateField("tanggal")
    name = models.CharField("nama", max_length=150)
    kind = models.CharField("jenis", max_length=12, choices=KINDS)

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        constraints = [
            models.UniqueConstraint(fields=["office", "day", "kind"], name="office_holiday_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class WorkHours(DatedLaw):
    """The office hours of a week within a period; a row of higher ``position`` wins.

    ``week``: seven lists, Monday first, of ``[start, end]`` in minutes after midnight.
    """

    personal_data: dict[str, str] = {}

    position = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("nama", max_length=100)
    valid_from = models.DateField("mulai")
    valid_to = models.DateField("sampai", null=True, blank=True)
    week = models.JSONField("jam kerja sepekan")

    class Meta:
        verbose_name = "jam kerja"
        verbose_name_plural = "jam kerja"
        constraints = [
            period_is_forward("office_hours_forward"),
            models.UniqueConstraint(fields=["office", "position"], name="office_hours_position"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"


class Parameter(DatedLaw):
    """One value of the law or of the office, in force from day to day (both included)."""

    personal_data: dict[str, str] = {}

    name = models.CharField("nama", max_length=120)
    value = models.JSONField("nilai")
    valid_from = models.DateField("mulai")
    valid_to = models.DateField("sampai", null=True, blank=True)

    class Meta:
        verbose_name = "parameter"
        verbose_name_plural = "parameter"
        constraints = [
            period_is_forward("office_parameter_forward"),
            models.UniqueConstraint(
                fields=["office", "name", "valid_from"], name="office_parameter_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"
