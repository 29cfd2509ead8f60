"""What is stored of cases: the case, its live tasks, its chained acts, what they left."""

from loket.cases.models.act import ActRow
from loket.cases.models.answer import AnswerRow
from loket.cases.models.artifact import ArtifactRow
from loket.cases.models.case import CaseCounter, CaseRow
from loket.cases.models.due import OutboxRow, ScheduleRow
from loket.cases.models.name_word import NameWord
from loket.cases.models.seal import SealRow
from loket.cases.models.task import TaskRow

__all__ = [
    "ActRow",
    "AnswerRow",
    "ArtifactRow",
    "CaseCounter",
    "CaseRow",
    "NameWord",
    "OutboxRow",
    "ScheduleRow",
    "SealRow",
    "TaskRow",
]
