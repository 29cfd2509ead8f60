"""Answers already given, by idempotency key."""

from django.db import models

from loket.office.api import OfficeModel


class AnswerRow(OfficeModel):
    """What was answered to one sent form: the same key with the same content gets it again,
    with other content it is refused. ``content`` is the SHA-256 of what was sent."""

    personal_data: dict[str, str] = {}

    key = models.CharField(max_length=40)
    officer = models.CharField(max_length=20, blank=True)
    content = models.CharField(max_length=64)
    case = models.BigIntegerField()
    message = models.CharField(max_length=300)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cases_answer"
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="answer_once")]

    def __str__(self) -> str:
        return self.key
