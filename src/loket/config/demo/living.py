"""Some weeks of an office at work: cases in every state, made through the same services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import count, cycle
from random import Random

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome
from loket.config.demo.people import CITIZENS, OFFICERS, DemoCitizen
from loket.core import worktime
from loket.core.fields.spec import Field
from loket.core.who import Who
from loket.modules.procedures.api import Typed, answer, drawn_signature
from loket.office import api as office
from loket.ui.step_form import FormPart

WEEKS = 2
PER_DAY = 4
FORGOTTEN = range(1, 6)  # on each of these days back, one file lay on a desk
# how far a case of today gets: number of officer steps done, and what then
TODAY = (
    (0, ""), (1, ""), (1, "taken"), (2, ""), (3, ""), (0, "returned"), (1, "suspended"), (4, ""),
    (0, ""),
)  # fmt: skip


class Life:
    """Plays the demo of one office up to ``now``; the clock is simulated while it lasts."""

    def __init__(self, office_id: str, procedure_id: str, now: datetime) -> None:
        self.office_id, self.procedure_id, self.now = office_id, procedure_id, now
        self.random = Random(1067)  # noqa: S311  (a demo that looks the same each time)
        self.citizens: Iterator[DemoCitizen] = cycle(CITIZENS)
        self.numbers = count(212)
        self.keys = count(1)
        names = {one.name: one.username for one in OFFICERS[office_id]}
        self.officers = {names[one.name]: one for one in office.officers(office_id)}
        self.calendar = office.rules(office_id, now).calendar

    def play(self) -> int:
        """Make the cases; how many there are."""
        made = 0
        today = office.local_day(self.office_id, self.now)
        for back in range(WEEKS * 7, 0, -1):
            day = today - timedelta(days=back)
            if not worktime.is_workday(self.calendar, day):
                continue
            for n in range(PER_DAY):
                forgotten = (back in FORGOTTEN) and n == 0
                self._case(self._morning(day, 12 + n * 67), 1 if forgotten else 4, "")
                made += 1
        last = self._last_workday(today)
        for n, (steps, then) in enumerate(TODAY):
            self._case(self._morning(last, 5 + n * 19), steps, then)
            made += 1
        return made

    def _last_workday(self, day: date) -> date:
        while True:
            opened = self._morning(day, 0)
            late = worktime.add_minutes(self.calendar, opened, 240)
            if worktime.is_workday(self.calendar, day) and late < self.now:
                return day
            day -= timedelta(days=1)

    def _morning(self, day: date, minutes: int) -> datetime:
        midnight = datetime(day.year, day.month, day.day, tzinfo=self.calendar.tz)
        return worktime.add_minutes(self.calendar, midnight, minutes + self.random.randrange(6))

    def _case(self, opened: datetime, steps: int, then: str) -> None:
        citizen = next(self.citizens)
        self._at(opened)
        clerk = self._who(self.random.choice(["jfu", "jfu2"]))
        page = cases.intake_form(self.office_id, self.procedure_id, clerk)
        typed = self._typed(page.step.parts, citizen)
        outcome = cases.open_case(self.office_id, self.procedure_id, clerk, typed, {}, self._key())
        case_id = _well(outcome)
        for username in ("jfu", "camat", "jfu2", "jfu")[:steps]:
            self._step(case_id, username, citizen)
        if then:
            self._then(case_id, then)

    def _step(self, case_id: int, username: str, citizen: DemoCitizen) -> None:
        who = self._who(username)
        self._pass(self.random.randrange(3, 25))
        page = cases.case_page(self.office_id, case_id, who).steps[0]
        _well(cases.take_up(self.office_id, case_id, page.task_no, page.version, who, self._key()))
        self._pass(self.random.randrange(1, 7))
        page = cases.case_page(self.office_id, case_id, who).steps[0]
        typed = self._typed(page.parts, citizen)
        _well(
            cases.submit(
                self.office_id, case_id, page.task_no, page.version, who, typed, {}, self._key()
            )
        )

    def _then(self, case_id: int, then: str) -> None:
        who = self._who("camat" if then == "taken" else "jfu")
        self._pass(9)
        page = cases.case_page(self.office_id, case_id, who)
        if then == "suspended":
            reason = "Camat meminta keterangan dari desa asal surat."
            camat = self._who("camat")
            _well(cases.suspend(self.office_id, case_id, camat, self._key(), reason))
            return
        task = page.steps[0]
        if then == "returned":
            reason = "Surat asli belum dibawa, mohon dibawa untuk dicocokkan."
            _well(
                cases.return_case(
                    self.office_id, case_id, task.task_no, task.version, who, self._key(), reason
                )
            )
            return
        _well(cases.take_up(self.office_id, case_id, task.task_no, task.version, who, self._key()))

    def _typed(self, parts: Iterable[FormPart], citizen: DemoCitizen) -> Typed:
        today = office.local_day(self.office_id, office.clock.now())

        def override(name: str, spec: Field) -> str | None:
            own = {
                "party.pemohon.nama": citizen.name,
                "party.pemohon.nik": citizen.nik,
                "party.pemohon.alamat": citizen.address,
                "party.pemohon.telepon": citizen.phone,
            }.get(name)
            if own is not None:
                return own
            if ".record.number." in name and spec.type in ("text", "number"):
                return str(next(self.numbers)) if spec.required else None
            if spec.type == "signature":
                return drawn_signature(int(citizen.nik[-2:]))
            words = spec.label.lower()
            if "jenis" in words or "nama surat" in words:
                return citizen.letter
            if "keperluan" in words:
                return citizen.purpose
            if "penerima" in words and spec.type in ("text", "person") and spec.required:
                return citizen.name
            return None

        return answer(parts, today, override).typed

    def _at(self, moment: datetime) -> None:
        office.clock.simulate(moment)

    def _pass(self, minutes: int) -> None:
        self._at(worktime.add_minutes(self.calendar, office.clock.now(), minutes))

    def _who(self, username: str) -> Who:
        return office.who(self.officers[username], office.clock.now())

    def _key(self) -> str:
        return f"demo-{next(self.keys)}"


def _well(outcome: Outcome) -> int:
    """The case of an outcome that went well. Raises RuntimeError: a demo that lies is worse."""
    if not outcome.ok or outcome.case_id is None:
        errors = outcome.form.errors if outcome.form else {}
        raise RuntimeError(f"the demo was refused: {outcome.refused} {sorted(errors)}")
    return outcome.case_id
