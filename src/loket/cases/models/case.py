"""The case as a row, and the counter behind its office number."""

from django.db import models

from loket.office.api import OfficeModel


class CaseRow(OfficeModel):
    """One case as it stands after its last act.

    ``state_text`` is the core's case as canonical JSON: what the fold of the acts gives,
    kept so that a step reads one row. The other columns are copies for lists and search.
    ``number`` (26-00001) is the office's, gapless per office and year; ``public_code`` is
    random and the only address a citizen sees. ``head`` is the hash of the last act.
    """

    personal_data = {
        "applicant": "name shown in lists; kept as long as the case",
        "applicant_nik": "finds the files of one person for the search; kept as long as the case",
        "state_text": "answers of the forms; erased with the values of its acts",
    }

    number = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    public_code = models.CharField(max_length=12, unique=True)
    procedure = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField()
    sheet_digest = models.CharField(max_length=64)
    work_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10)
    applicant = models.CharField(max_length=200, blank=True)
    applicant_nik = models.CharField(max_length=16, blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    length = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    state_text = models.TextField()

    class Meta:
        db_table = "cases_case"
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="case_number_once"),
        ]
        indexes = [
            models.Index(fields=["office", "opened_at", "id"], name="case_by_opening"),
            models.Index(fields=["office", "applicant_nik"], name="case_by_nik"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseCounter(OfficeModel):
    """The last case number given in one office and year (of the office's time zone)."""

    personal_data: dict[str, str] = {}

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "cases_counter"
        constraints = [
            models.UniqueConstraint(fields=["office", "year"], name="case_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
