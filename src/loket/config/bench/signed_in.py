"""Whom the pages are measured for: an ordinary officer's session, and what he looks at."""

from __future__ import annotations

import time
from random import Random
from typing import Any

POST = "jfu"  # the counter: it has the most to do
LOOKED_AT = 200  # cases that are opened, names and NIK that are searched, each in turn


def session_of(officer: Any) -> str:
    """A fresh session of this officer, as the cookie that carries it."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(officer.user_id)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = officer.user.get_session_auth_hash()
    session["renewed"] = int(time.time())
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def main(arguments: list[str]) -> dict[str, Any]:
    """``OFFICE``: cookie, ids of cases, what is searched, the fullest book."""
    from django.apps import apps

    office_id = arguments[0]
    officer = (
        apps.get_model("office", "Officer")
        .objects.in_office(office_id)
        .get(user__username=f"{POST}.{office_id}")
    )
    chance = Random(5)
    tasks = (
        apps.get_model("cases", "TaskRow")
        .objects.in_office(office_id)
        .filter(posts_key=POST, outsider=False)
    )
    waiting = list(tasks.order_by("sort_at", "pk").values_list("case_id", flat=True)[:LOOKED_AT])
    cases = apps.get_model("cases", "CaseRow").objects.in_office(office_id).order_by("pk")
    first, last = cases.values_list("pk", flat=True).first(), cases.reverse()[0].pk
    picked = [chance.randrange(first, last + 1) for _ in range(LOOKED_AT * 3)]
    found = cases.filter(pk__in=picked).exclude(applicant="")
    people = list(found.values_list("applicant", "applicant_nik", "number")[:LOOKED_AT])
    years = (
        apps.get_model("registers", "BookYear")
        .objects.in_office(office_id)
        .select_related("book")
        .order_by("-last")
    )
    book = years[0]
    return {
        "cookie": session_of(officer),
        "waiting": waiting,
        "people": people,
        "book": [book.book.slug, book.year, book.last],
        "open_tasks": tasks.count(),
    }
