"""The words of applicants' names, by which the search finds their files."""

from django.db import models

from loket.cases.models.case import CaseRow
from loket.office.api import OfficeModel


class NameWord(OfficeModel):
    """One word of the applicant's name of one case, in plain small letters (``handayani``).

    A search for the beginning of a word is then one range of an index, whatever the number of
    cases. ``opened_at`` is the case's, so that the newest are found without reading the others.
    """

    personal_data = {"word": "finds the files of one person by name; kept as long as the case"}

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=40)
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "cases_name_word"
        constraints = [models.UniqueConstraint(fields=["case", "word"], name="name_word_once")]
        indexes = [
            models.Index(fields=["office", "word", "opened_at", "case"], name="name_word_range"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.word}"
