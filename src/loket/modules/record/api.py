"""The only door of the record module: the numbers of the paper books."""

from __future__ import annotations

from datetime import datetime

from loket.core.refused import Refused
from loket.modules.record import rules
from loket.modules.record.models import PaperNumber

__all__ = ["enter_number", "is_taken", "withdraw_number"]


def is_taken(office_id: str, book: str, year: int, number: str, case: str) -> bool:
    """Whether another case already has this number in this book and year."""
    rows = PaperNumber.objects.in_office(office_id).filter(
        book=book, year=year, key=rules.number_key(number)
    )
    return rows.exclude(case=case).exists()


def enter_number(
    office_id: str,
    *,
    book: str,
    title: str,
    year: int,
    number: str,
    case: str,
    step: str,
    at: datetime,
) -> None:
    """Take a number for a case. Raises Refused ``number_taken`` when another case has it.

    Two cases at the same moment: the unique constraint lets one in, the other is refused.
    """
    key = rules.number_key(number)
    PaperNumber.objects.bulk_create(
        [
            PaperNumber(
                office_id=office_id,
                book=book,
                year=year,
                key=key,
                number=number,
                case=case,
                step=step,
                entered_at=at,
                times=0,
            )
        ],
        ignore_conflicts=True,
    )
    row = PaperNumber.objects.in_office(office_id).get(book=book, year=year, key=key)
    if row.case != case:
        raise Refused("number_taken", rules.number_taken(number, title, year))
    row.times += 1
    row.step = step
    row.entered_at = at
    row.save(update_fields=["times", "step", "entered_at"])


def withdraw_number(office_id: str, *, case: str, step: str) -> None:
    """Undo what ``enter_number`` did last for this case in this step."""
    rows = PaperNumber.objects.in_office(office_id).filter(case=case, step=step)
    last = rows.order_by("entered_at", "pk").last()
    if last is None:
        return
    if last.times > 1:
        last.times -= 1
        last.save(update_fields=["times"])
    else:
        last.delete()
