"""The demo's applicants are told: the outbox runs dry, and most messages have been brought."""

from __future__ import annotations

from datetime import datetime

from loket.cases import api as cases
from loket.config.demo.people import OFFICERS
from loket.modules.messages import api as messages
from loket.office import api as office

NOT_ANSWERED = 7  # every so many-th call rang in vain
NOTE = "Tidak diangkat, dicoba lagi besok pagi."


def tell(office_id: str, now: datetime) -> None:
    """Send what the cases left in the outbox up to ``now``; the clerk brings what is older than
    the last working day, the rest waits on his desk."""
    office.clock.simulate(now)
    while cases.work_once():
        pass
    clerk = next(one for one in OFFICERS[office_id] if "jfu" in one.posts)
    officer = next(one for one in office.officers(office_id) if one.name == clerk.name)
    waiting: list[messages.DeskRow] = []
    after = None
    while True:
        page = messages.desk_page(office_id, after=after)
        waiting += page.rows
        after = page.next
        if after is None:
            break
    if not waiting:
        return
    today = max(office.local_day(office_id, one.made_at) for one in waiting)
    older = [one for one in waiting if office.local_day(office_id, one.made_at) < today]
    for n, one in enumerate(older, start=1):
        answer, note = ("failed", NOTE) if n % NOT_ANSWERED == 0 else ("delivered", "")
        who = office.who(officer, one.made_at)
        messages.settle(office_id, one.id, answer, note, who, one.made_at)
