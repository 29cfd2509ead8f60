"""Who may act for which post at a moment, and the rules of that day."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from loket.core.rulebook import Rules
from loket.core.who import Who
from loket.office.api.snapshot import fresh, known
from loket.office.models import Officer, unscoped
from loket.office.rules import PREFIX


def officer_of(user: AbstractBaseUser | AnonymousUser) -> Officer | None:
    """The active officer who signs in as this user, or None."""
    if not user.is_authenticated or not user.is_active:
        return None
    with unscoped("the row of the signed-in user himself, whose office it tells"):
        return Officer.objects.filter(user_id=user.pk, active=True).first()


def who(officer: Officer, moment: datetime) -> Who:
    """The officer with every right to act that he has on the local day of ``moment``."""
    office = fresh(officer.office_id)
    return office.who(str(officer.pk), office.day(moment))


def rules(office_id: str, moment: datetime, stamp: str | None = None) -> Rules:
    """Calendar, posts on duty, tree of posts and parameters of the local day of ``moment``.

    ``stamp``: what ``STAMP_SQL`` has just given, None to look.
    """
    office = fresh(office_id, stamp)
    return office.rules(office.day(moment))


def who_and_rules(officer: Officer, moment: datetime) -> tuple[Who, Rules]:
    """Both at once, for the price of one look at the database."""
    office = fresh(officer.office_id)
    day = office.day(moment)
    return office.who(str(officer.pk), day), office.rules(day)


def post_words(office_id: str, who: Who) -> list[str]:
    """The posts an officer may act for, in words; those that only fell to him are left out."""
    labels = known(office_id).post_labels
    return [
        PREFIX.get(capacity.kind, "") + labels.get(capacity.post, capacity.post)
        for capacity in who.capacities
        if capacity.kind != "superior"
    ]
