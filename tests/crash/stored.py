"""Run in a process of its own: what an office stores, as JSON on stdout."""

from __future__ import annotations

import json
import os

from tests.crash.forms import MARK_FACT

OFFICE = "jumapolo"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "loket.config.settings"
    import django

    django.setup()
    from django.apps import apps

    from loket.cases import api as cases

    def rows(label: str, *fields: str) -> list[list[object]]:
        model = apps.get_model(label)
        return [
            list(row) for row in model.objects.in_office(OFFICE).order_by("pk").values_list(*fields)
        ]

    numbers = rows("cases.CaseRow", "pk", "number")
    facts = cases.facts(OFFICE, {int(str(pk)) for pk, _ in numbers})
    told = {
        "cases": numbers,
        "marks": [[pk, own.get(MARK_FACT)] for pk, own in sorted(facts.items())],
        "answers": rows("cases.AnswerRow", "key", "case"),
        "acts": [
            [case, json.loads(text)["act"]["kind"], json.loads(text)["act"].get("step")]
            for case, text in rows("cases.ActRow", "case_id", "text")
        ],
        "entries": rows("registers.Entry", "n", "number", "case_id"),
        "last": rows("registers.BookYear", "book__slug", "last"),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
