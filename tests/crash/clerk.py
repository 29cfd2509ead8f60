"""A process that works beside others on one database: clerk.py NAME HOW_MANY

Takes in so many applications and walks each to its number, through the services.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from tests.crash import forms


def main(name: str, how_many: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "loket.config.settings"
    import django

    django.setup()
    from loket.cases import api as cases
    from loket.office import api as office
    from loket.office.tests.builders import JUMAPOLO

    officers = {one.user.username: one for one in office.officers(JUMAPOLO)}

    def who(post: str) -> Any:
        return office.who(officers[f"{post}.{JUMAPOLO}"], office.clock.now())

    def typed(values: dict[str, str]) -> dict[str, list[str]]:
        return {key: [value] for key, value in values.items()}

    for n in range(how_many):
        key = f"{name}-{n}"
        form = typed({**forms.INTAKE, forms.MARK: key})
        outcome = cases.open_case(JUMAPOLO, forms.SERVICE, who("jfu"), form, {}, key)
        assert outcome.ok and outcome.case_id is not None, outcome
        for task, (step, post, values) in enumerate(forms.rows(), start=2):
            done = cases.submit(
                JUMAPOLO, outcome.case_id, task, 1, who(post), typed(values), {}, f"{key}-{step}"
            )
            assert done.ok, done


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
