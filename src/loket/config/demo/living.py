"""Some weeks of an office at work: cases in every state, made through the same services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import count, cycle
from random import Random
from typing import Any

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome
from loket.config.demo.people import CITIZENS, COUPLE, OFFICERS, DemoCitizen
from loket.core import worktime
from loket.core.case import Task
from loket.core.fields.spec import Field
from loket.core.who import Who
from loket.modules.procedures.api import Answers, answer, drawn_signature
from loket.office import api as office
from loket.ui.step_form import FormPart

WEEKS = 2
PER_DAY = 5
TO_THE_END = 99
FORGOTTEN = range(1, 6)  # on each of these days back, one file lay on a desk
# how far a case of today gets: number of officer steps done, and what then
TODAY = (
    (0, ""), (1, ""), (1, "taken"), (2, ""), (3, ""), (0, "returned"), (1, "suspended"),
    (TO_THE_END, ""), (0, ""), (2, "taken"), (3, ""), (1, ""),
)  # fmt: skip
RETURNED = "Surat asli belum dibawa, mohon dibawa untuk dicocokkan."
SUSPENDED = "Camat meminta keterangan dari desa asal surat."
# what people say, by a word of the question
SAID = {
    "desa": "Desa Jumapolo",
    "nomor surat": "474/112/2026",
    "perihal": "Bantuan sarana tempat ibadah",
    "ditujukan": "Bupati Karanganyar",
    "isi rekomendasi": "Mendukung permohonan bantuan sarana tempat ibadah.",
    "tempat ijab": "Rumah mempelai perempuan",
    "alasan": "Menunggu kepulangan keluarga dari perantauan",
}


class Life:
    """Plays the demo of one office up to ``now``; the clock is simulated while it lasts."""

    def __init__(self, office_id: str, favourite: str, now: datetime) -> None:
        self.office_id, self.now = office_id, now
        self.random = Random(1067)  # noqa: S311  (a demo that looks the same each time)
        self.citizens: Iterator[DemoCitizen] = cycle(CITIZENS)
        self.keys = count(1)
        names = {one.name: one for one in office.officers(office_id)}
        self.holders: dict[str, list[Any]] = {}
        for one in OFFICERS[office_id]:
            for post in one.posts:
                self.holders.setdefault(post, []).append(names[one.name])
        self.calendar = office.rules(office_id, now).calendar
        others = [one.id for one in cases.services(office_id) if one.id != favourite]
        self.services = [favourite] * max(1, len(others)) + others

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
                self._case(self._morning(day, 12 + n * 67), 1 if forgotten else TO_THE_END, "")
                made += 1
        last = self._last_workday(today)
        for n, (steps, then) in enumerate(TODAY):
            self._case(self._morning(last, 5 + n * 14), steps, then)
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
        service = self.random.choice(self.services)
        clerk = self._who("jfu")
        page = cases.intake_form(self.office_id, service, clerk)
        sent = self._answers(page.step.parts, citizen)
        case_id = _well(
            cases.open_case(self.office_id, service, clerk, sent.typed, sent.files, self._key())
        )
        for _ in range(steps):
            if not self._step(case_id, citizen):
                break
        if then:
            self._then(case_id, then)

    def _next(self, case_id: int) -> Task | None:
        """The task that an officer can go on with, None when there is none."""
        tasks = cases.stored_case(self.office_id, case_id).tasks
        return tasks[0] if tasks and not tasks[0].is_outsider else None

    def _step(self, case_id: int, citizen: DemoCitizen) -> bool:
        task = self._next(case_id)
        if task is None:
            return False
        self._pass(self.random.randrange(3, 25))
        who = self._who(task.posts[0])
        asked = (self.office_id, case_id, task.no)
        _well(cases.take_up(*asked, task.version, who, self._key()))
        self._pass(self.random.randrange(1, 7))
        page = cases.case_page(self.office_id, case_id, who).steps[0]
        sent = self._answers(page.parts, citizen)
        _well(cases.submit(*asked, page.version, who, sent.typed, sent.files, self._key()))
        return True

    def _then(self, case_id: int, then: str) -> None:
        self._pass(9)
        task = self._next(case_id)
        assert task is not None
        who = self._who(task.posts[0])
        asked = (self.office_id, case_id)
        if then == "suspended":
            _well(cases.suspend(*asked, self._who("camat"), self._key(), SUSPENDED))
        elif then == "returned":
            _well(cases.return_case(*asked, task.no, task.version, who, self._key(), RETURNED))
        else:
            _well(cases.take_up(*asked, task.no, task.version, who, self._key()))

    def _answers(self, parts: Iterable[FormPart], citizen: DemoCitizen) -> Answers:
        today = office.local_day(self.office_id, office.clock.now())

        def override(name: str, spec: Field) -> str | None:
            own = {
                "party.pemohon.nama": citizen.name,
                "party.pemohon.nik": citizen.nik,
                "party.pemohon.alamat": citizen.address,
                "party.pemohon.telepon": citizen.phone,
            }.get(name)
            own = own or self._wedding(name.rsplit(".", 1)[-1], today)
            if own is not None:
                return own
            if spec.type == "signature":
                return drawn_signature(int(citizen.nik[-2:]))
            if not spec.required or spec.when is not None:
                return None
            if spec.type == "nik":
                return citizen.nik
            if spec.type == "person":
                return citizen.name
            return self._said(spec, citizen) if spec.type in ("text", "long_text") else None

        return answer(parts, today, override)

    def _wedding(self, field: str, today: date) -> str | None:
        """What a couple says; their wedding is three days ahead."""
        groom, bride = COUPLE
        return {
            "calon_suami": groom.name,
            "nik_suami": groom.nik,
            "calon_istri": bride.name,
            "nik_istri": bride.nik,
            "tanggal_akad": (today + timedelta(days=3)).isoformat(),
            "pukul_akad": "09:00",
        }.get(field)

    def _said(self, spec: Field, citizen: DemoCitizen) -> str | None:
        words = spec.label.lower()
        if "jenis" in words:
            return citizen.letter
        if "keperluan" in words:
            return citizen.purpose
        return next((said for word, said in SAID.items() if word in words), None)

    def _at(self, moment: datetime) -> None:
        office.clock.simulate(moment)

    def _pass(self, minutes: int) -> None:
        self._at(worktime.add_minutes(self.calendar, office.clock.now(), minutes))

    def _who(self, post: str) -> Who:
        return office.who(self.random.choice(self.holders[post]), office.clock.now())

    def _key(self) -> str:
        return f"demo-{next(self.keys)}"


def _well(outcome: Outcome) -> int:
    """The case of an outcome that went well. Raises RuntimeError: a demo that lies is worse."""
    if not outcome.ok or outcome.case_id is None:
        errors = outcome.form.errors if outcome.form else {}
        raise RuntimeError(f"the demo was refused: {outcome.refused} {sorted(errors)}")
    return outcome.case_id
