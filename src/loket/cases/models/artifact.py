"""What a case left as proof of its outputs."""

from django.db import models

from loket.cases.models.case import CaseRow
from loket.office.api import OfficeModel


class ArtifactRow(OfficeModel):
    """The stored thing that proves one output of one step.

    ``id`` is random and public inside the office. ``facts`` (JSON list) names the facts of the
    case it stands for, ``sha256`` its file in the blob store. ``void`` since it was taken back.
    """

    personal_data: dict[str, str] = {}

    id = models.CharField(max_length=16, primary_key=True)
    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    step = models.CharField(max_length=60)
    output = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=300)
    facts = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    void = models.BooleanField(default=False)

    class Meta:
        db_table = "cases_artifact"
        indexes = [
            models.Index(fields=["case", "seq"], name="artifact_of_case"),
            models.Index(fields=["sha256"], name="artifact_by_file"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"
