"""The chained acts of a case."""

from django.db import models

from loket.cases.models.case import CaseRow
from loket.office.api import OfficeModel


class ActRow(OfficeModel):
    """One act: the exact text that was hashed, the erasable values beside it, the hash.

    ``kept`` is JSON, name to [salt, value]; erasing a value removes its name there and leaves
    ``text`` and ``hash`` as they are. The other columns copy what lists need.
    """

    personal_data = {
        "kept": "answers, reasons and names given in the act; erased by retention, chain holds",
    }

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    task_no = models.PositiveIntegerField(null=True)
    officer = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    text = models.TextField()
    kept = models.TextField(blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "cases_act"
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="act_once")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.kind}"
