"""Playing the situations of a package through the real services, in a scratch office.

Each is played as told: the clock at its moment, the absences and the acting officers of its day,
every step by its post and through the form that the page would show. Afterwards nothing of it is
left, so that one situation never meets another.
"""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction
from msgspec import UNSET, Struct, field

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome, StepPage
from loket.core import worktime
from loket.core.case import Case, Task
from loket.core.refused import Refused
from loket.core.scenario import Deed, Expect, Scenario
from loket.core.sheet import Procedure
from loket.core.who import Who
from loket.modules.procedures.api.rehearse import numbered
from loket.modules.procedures.api.scenario_fill import Misfit, fill_form, texts
from loket.modules.procedures.api.scratch_office import ScratchOffice
from loket.office import api as office
from loket.ui.step_form import FormPart

BEFORE, DURING, AWAY = 2, 3, 60  # minutes: till taken up, at work, while the applicant is away
BASIS = "Surat perintah (skenario)"
_keys = count(1)


class Wrong(Exception):
    """What was told could not be done, or did not come out as told."""


class Played(Struct):
    """One situation as it was played. ``faults`` say in words what differs; none: all is well."""

    situation: str
    faults: list[str] = field(default_factory=list)


def play(scratch: ScratchOffice, procedure: Procedure, scenario: Scenario) -> Played:
    """Play one situation of an adopted procedure, compare, and undo all of it."""
    played = Played(scenario.situation)
    with transaction.atomic():
        run = _Run(scratch, procedure, scenario)
        try:
            run.begin()
            for number, deed in enumerate(scenario.do, start=1):
                try:
                    run.do(deed)
                except (Wrong, Misfit, Refused) as wrong:
                    played.faults.append(f"tindakan {number} ({deed.step}): {wrong}")
                    break
            else:
                played.faults += run.differences(scenario.expect)
        except (Wrong, Refused) as wrong:
            played.faults.append(f"given: {wrong}")
        transaction.set_rollback(True)
    return played


class _Run:
    """One case of one situation."""

    def __init__(self, scratch: ScratchOffice, procedure: Procedure, scenario: Scenario) -> None:
        self.scratch, self.procedure, self.scenario = scratch, procedure, scenario
        self.case_id: int | None = None
        self.stood: list[str] = []
        self.signatures: list[tuple[str, str, str]] = []

    # ---- the day

    def begin(self) -> None:
        given = self.scenario.given
        self._clock(given.at)
        day = office.local_day(self.scratch.id, office.clock.now())
        for post in given.absent:
            office.absent(self._holder(post), day, day, "Skenario")
        for kind, acting in (("plh", given.plh), ("plt", given.plt)):
            for post, own in acting.items():
                office.hold(
                    self._holder(own),
                    post,
                    kind=kind,
                    valid_from=day,
                    valid_to=day,
                    basis=BASIS,
                )

    def _holder(self, post: str) -> Any:
        if post not in self.scratch.holders:
            raise Wrong(f"{post} bukan jabatan kantor ini")
        return self.scratch.holders[post]

    def _clock(self, local: str) -> None:
        try:
            moment = datetime.fromisoformat(local)
        except ValueError:
            raise Wrong(f'"{local}" bukan waktu; tulis seperti 2026-11-23T08:30') from None
        office.clock.simulate(office.from_local(self.scratch.id, moment))

    def _pass(self, minutes: int) -> None:
        now = office.clock.now()
        calendar = office.rules(self.scratch.id, now).calendar
        office.clock.simulate(worktime.add_minutes(calendar, now, minutes))

    # ---- what is done

    def do(self, deed: Deed) -> None:
        if deed.at:
            self._clock(deed.at)
        try:
            self._do(deed)
        except (Refused, _NotTaken) as refused:
            if not deed.refused:
                raise Wrong(str(refused)) from refused
            if deed.refused not in str(refused):
                raise Wrong(f"ditolak dengan kata lain: {refused}") from refused
            return
        if deed.refused:
            raise Wrong("diterima, seharusnya ditolak")
        self._check_texts(deed)
        self._check_capacity(deed)
        self._look_at_the_clock()

    def _do(self, deed: Deed) -> None:
        who = self._who(deed)
        if self.case_id is None:
            self._open(deed, who)
            return
        if deed.return_to:
            self._pass(BEFORE)
            task = self._task(deed, who)
            reason = deed.reason or "Skenario"
            asked = (*self._asked(task), who, _key(), reason, deed.return_to)
            _well(cases.return_case(*asked))
            return
        self._pass(BEFORE)
        task = self._task(deed, who)
        if not task.is_outsider:
            _well(cases.take_up(*self._asked(task), who, _key()))
            self._pass(DURING)
        page = self._page(deed, who)
        exit_name = deed.exit if page.exits else None
        parts = [one for one in page.parts if one.facts.get("exit") in (None, exit_name)]
        sent = self._sent(deed, parts)
        if exit_name is not None:
            sent.typed["exit"] = [exit_name]
            sent.typed["reason"] = [deed.reason]
        task = self._task(deed, who)
        _well(cases.submit(*self._asked(task), who, sent.typed, sent.files, _key()))
        waiting = self._case().task(task.no)
        if waiting is not None and waiting.state == "pending":
            _well(cases.confirm(*self._asked(waiting), Who(system="skenario"), _key()))

    def _open(self, deed: Deed, who: Who) -> None:
        page = cases.intake_form(self.scratch.id, self.procedure.id, who)
        if page.step.step_id != deed.step:
            raise Wrong(f"berkas dibuka di langkah {page.step.step_id}")
        sent = self._sent(deed, list(page.step.parts))
        channels = self.procedure.work.starts.channels
        channel = "counter" if not channels or "counter" in channels else channels[0]
        asked = (self.scratch.id, self.procedure.id, who, sent.typed, sent.files, _key())
        self.case_id = _well(cases.open_case(*asked, channel=channel)).case_id

    def _sent(self, deed: Deed, parts: list[FormPart]) -> Any:
        today = office.local_day(self.scratch.id, office.clock.now())
        return fill_form(parts, deed.fill, self.scenario.given.applicant, today, numbered)

    def _who(self, deed: Deed) -> Who:
        post = deed.recorded_by or deed.by
        self._holder(post)
        return self.scratch.head(post)

    def _page(self, deed: Deed, who: Who) -> StepPage:
        assert self.case_id is not None
        for page in cases.case_page(self.scratch.id, self.case_id, who).steps:
            if page.step_id == deed.step:
                return page
        case = self._case()
        at = case.step if case.state == "open" else case.state
        raise Wrong(f"tidak menunggu {deed.recorded_by or deed.by}; berkas di {at}")

    def _task(self, deed: Deed, who: Who) -> Task:
        task = self._case().task(self._page(deed, who).task_no)
        assert task is not None
        return task

    def _asked(self, task: Task) -> tuple[str, int, int, int]:
        assert self.case_id is not None
        return self.scratch.id, self.case_id, task.no, task.version

    def _case(self) -> Case:
        assert self.case_id is not None
        return cases.stored_case(self.scratch.id, self.case_id)

    # ---- what came of it

    def _acts(self) -> list[dict[str, Any]]:
        return list(cases.log(str(self.case_id))["acts"]) if self.case_id else []

    def _check_texts(self, deed: Deed) -> None:
        facts = self._case().facts
        for prefix, text in texts(deed.fill).items():
            left = [value for name, value in facts.items() if name.startswith(f"{prefix}.")]
            if text not in left:
                raise Wrong(f'{prefix}: tidak mencatat "{text}"')

    def _check_capacity(self, deed: Deed) -> None:
        last = self._acts()[-1]
        by = last["by"]
        posts = {str(officer.pk): post for post, officer in self.scratch.holders.items()}
        said = (posts.get(by.get("officer"), ""), by.get("capacity", ""), by.get("post", ""))
        signs = [one for one in self._case().artifacts if one.kind == "signature"]
        if last["kind"] == "completed" and any(one.step == deed.step for one in signs):
            self.signatures.append(said)
        if deed.acting and (deed.by, deed.acting, deed.acts_for) != said:
            raise Wrong(f"dikerjakan {said[0]} sebagai {said[1]} untuk {said[2]}")

    def _look_at_the_clock(self) -> None:
        """While the file is with the applicant the promise stands still; he takes an hour."""
        case = self._case()
        if case.state == "open" and case.waiting_since is not None and not case.suspended:
            self.stood.append(case.step)
            self._pass(AWAY)

    def differences(self, expect: Expect) -> list[str]:
        """What is expected and came out otherwise, in words."""
        found = self._found()
        told = {name: getattr(expect, name) for name in expect.__struct_fields__}
        lines = []
        for name, wanted in told.items():
            if wanted is UNSET:
                continue
            if name == "facts":
                held = self._case().facts if self.case_id else {}
                found[name] = {one: held.get(one) for one in wanted}
            elif name == "returned":
                wanted = tuple((one.origin, one.to) for one in wanted)
            elif name == "signed":
                wanted = (wanted.by, wanted.acting, wanted.acts_for or wanted.by)
            elif name == "clock_stood":
                wanted = (wanted,) if isinstance(wanted, str) else wanted
            if found[name] != wanted:
                lines.append(f"{name}: diharapkan {wanted}, yang terjadi {found[name]}")
        return lines

    def _found(self) -> dict[str, Any]:
        acts = self._acts()
        case = self._case() if self.case_id else None
        last = self.signatures[-1] if self.signatures else None
        return {
            "ended": case.state if case else "none",
            "walked": tuple(act["step"] for act in acts if _left_row(act)),
            "left": tuple(one.kind for one in case.artifacts if one.output) if case else (),
            "returned": tuple(
                (act["step"], act["data"]["to"]) for act in acts if act["kind"] == "returned"
            ),
            "clock_stood": tuple(dict.fromkeys(self.stood)),
            "signed": last,
            "on_time": bool(
                case and case.closed_at and case.due_at and case.closed_at <= case.due_at
            ),
        }


class _NotTaken(Exception):
    """A service refused: its words, or those of the form by field."""


def _well(outcome: Outcome) -> Outcome:
    if outcome.ok:
        return outcome
    errors = outcome.form.errors if outcome.form and not outcome.refused else {}
    said = "; ".join(f"{name}: {words}" for name, words in errors.items())
    raise _NotTaken(outcome.refused or said)


def _left_row(act: dict[str, Any]) -> bool:
    if act["kind"] in ("returned", "departed"):
        return True
    return act["kind"] in ("completed", "confirmed") and "exit" in act["data"]["move"]


def _key() -> str:
    return f"skenario-{next(_keys)}"
