"""``decide`` answers every command on every state, always the same, and guards stale pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from loket.core import commands
from loket.core.act import KINDS, Act
from loket.core.calendar import Calendar
from loket.core.case import Case
from loket.core.chain import canonical
from loket.core.engine import decide
from loket.core.evolve import evolve, fold
from loket.core.refused import Refused
from loket.core.rulebook import Rules
from loket.core.tests import world
from loket.core.tests.case_run import APPLICANT, BECAUSE, SRI, Run
from loket.core.tests.small_sheets import head
from loket.core.who import Who

CLOSED_FOR_EVER = Calendar(world.CALENDAR.tz, ())


def states() -> Iterator[tuple[str, Case]]:
    """The umbrella's case at every row, in every condition a row can be in, and closed."""
    for step in world.umbrella().sheet.steps:
        yield step.id, Run().walk_to(step.id).case
        run = Run().walk_to(step.id)
        if not run.case.tasks[0].is_outsider:
            run.take_up(run.parts()[0])
            yield f"{step.id} taken", run.case
        task = run.case.tasks[0]
        decides = task.part in step.deciders()
        run.complete(task.part, "yes" if decides else None, awaits="answer")
        yield f"{step.id} pending", run.case
        run.do(commands.Suspend(BECAUSE), head())
        yield f"{step.id} suspended", run.case
        run.do(commands.Cancel(BECAUSE), head())
        yield f"{step.id} cancelled", run.case
    yield "done", Run().walk_to_end().case
    run = Run().walk_to("berita-acara")
    run.complete()
    yield "handed on", run.case
    run.complete(exit="no", reason=BECAUSE)
    yield "started anew", run.case
    run.take_back()
    yield "taken back", run.case


def every_command(case: Case | None) -> Iterator[commands.Command]:
    tasks = [(task.no, task.version) for task in case.tasks] if case else []
    moments: list[datetime | None] = [None, world.MONDAY - timedelta(days=1)]
    yield commands.Open("case", "counter", (SRI,))
    for no, version in [*tasks, (0, 0), (-1, 1), (1, 1), (999, 1)]:
        yield commands.TakeUp(no, version)
        yield commands.Release(no, version)
        yield commands.Confirm(no, version, facts={"a": 1}, personal={"b": "c"})
        for reason in ("", BECAUSE):
            yield commands.Fail(no, version, reason)
            yield commands.Reassign(no, version, None, reason)
            yield commands.Reassign(no, version, "o-2", reason)
            for to in (None, "", "lapor", "cari", "nowhere", "end:done"):
                yield commands.Return(no, version, reason, to)
                yield commands.Depart(no, version, to or "", reason)
            for exit_name in (None, "", "yes", "no", "batal", "nowhere"):
                for moment in moments:
                    yield commands.Complete(no, version, exit_name, reason, done_at=moment)
            yield commands.Complete(no, version, "yes", reason, awaits="x", final=True)
    for reason in ("", BECAUSE):
        yield commands.Cancel(reason)
        yield commands.Suspend(reason)
        yield commands.Resume(reason)
        for seq in (-1, 0, 1, case.length if case else 0):
            yield commands.TakeBack(seq, reason)


def everybody() -> list[Who]:
    officers = [world.holder(post) for post in ("loket-depan", "penjaga-aula", "sekretaris")]
    return [*officers, head(), APPLICANT, Who(system="clock"), Who(), Who("o-1", party="pemohon")]


STATES = dict(states())


@pytest.mark.parametrize("name", [None, *STATES])
def test_every_command_on_every_state_has_an_answer_and_always_the_same(name: str | None) -> None:
    case = STATES[name] if name else None
    before = canonical(case)
    now = world.MONDAY + timedelta(minutes=77)
    for asked in every_command(case):
        for who in everybody():
            given = (world.umbrella(), case, asked, who, now, world.rules())
            first, second = decide(*given), decide(*given)
            if isinstance(first, Refused):
                assert isinstance(second, Refused)
                assert (first.code, first.reason) == (second.code, second.reason)
                assert first.reason.endswith(".")
            else:
                assert first == second
                assert [act.kind in KINDS for act in first] == [True]
                assert evolve(case, first[0]) == evolve(case, first[0])
    assert canonical(case) == before


@pytest.mark.parametrize("name", STATES)
def test_a_closed_case_takes_no_command_but_a_take_back(name: str) -> None:
    case = STATES[name]
    if case.state == "open":
        return
    for asked in every_command(case):
        if isinstance(asked, commands.TakeBack | commands.Open):
            continue
        for who in everybody():
            answer = decide(
                world.umbrella(), case, asked, who, world.MONDAY + timedelta(days=1), world.rules()
            )
            assert isinstance(answer, Refused)
            assert answer.code in ("case_closed", "not_suspended")


@pytest.mark.parametrize("name", ["lapor", "catat", "kenali", "cari"])
def test_a_calendar_without_open_days_is_a_refusal_not_a_crash(name: str) -> None:
    rules = Rules(CLOSED_FOR_EVER, world.rules().present, world.rules().superior)
    case = STATES[name]
    for asked in every_command(case):
        for who in everybody():
            decide(world.umbrella(), case, asked, who, world.MONDAY + timedelta(days=9), rules)
    answer = decide(
        world.umbrella(), None, commands.Open("c", "counter"), APPLICANT, world.MONDAY, rules
    )
    assert isinstance(answer, Refused)
    assert answer.code == "calendar_exhausted"


def test_a_page_that_is_out_of_date_changes_nothing() -> None:
    run = Run().walk_to("catat")
    old = run.asked(exit="yes")
    run.take_up()
    assert run.refused(old, world.holder("loket-depan")) == "stale"


def test_every_change_of_a_task_makes_older_pages_stale() -> None:
    run = Run().walk_to("catat")
    who = run.right(run.task())
    versions = [run.task().version]

    def then(asked: commands.Command) -> None:
        run.do(asked, who)
        versions.append(run.task().version)

    then(commands.TakeUp(run.task().no, versions[-1]))
    then(commands.Release(run.task().no, versions[-1]))
    then(commands.Reassign(run.task().no, versions[-1], who.officer, BECAUSE))
    then(commands.TakeUp(run.task().no, versions[-1]))
    then(run.asked(exit="yes", awaits="x"))
    then(commands.Fail(run.task().no, versions[-1], BECAUSE))
    assert versions == sorted(set(versions))
    for old in versions[:-1]:
        asked = commands.Complete(run.task().no, old, "yes")
        assert run.refused(asked, who) == "stale"


def test_a_task_that_is_done_says_so() -> None:
    run = Run().walk_to("catat")
    asked = run.asked(exit="yes")
    run.do(asked, world.holder("loket-depan"))
    assert run.refused(asked, world.holder("loket-depan")) == "task_done"


def test_a_task_that_never_was_is_refused_too() -> None:
    run = Run().walk_to("catat")
    assert run.refused(commands.TakeUp(99, 1), world.holder("loket-depan")) == "task_done"


def test_a_version_of_the_future_is_refused() -> None:
    run = Run().walk_to("catat")
    assert run.refused(commands.TakeUp(run.task().no, 2), run.right(run.task())) == "stale"


def test_the_acts_alone_tell_the_case_whatever_the_order_of_the_facts() -> None:
    run = Run().walk_to("catat")
    run.complete(exit="yes", facts={"z": 1, "a": 2}, personal={"m.z": "Sri", "b.a": "Eko"})
    assert canonical(fold(run.acts)) == canonical(run.case)


def test_a_fold_without_acts_is_no_case() -> None:
    with pytest.raises(ValueError, match="at least one"):
        fold([])


def test_an_act_of_an_unknown_kind_is_not_passed_over() -> None:
    run = Run().open()
    alien = Act("teleported", run.now, run.now, run.acts[0].by)
    with pytest.raises(ValueError, match="teleported"):
        evolve(run.case, alien)


def test_every_kind_of_act_is_made_by_some_command() -> None:
    run = Run().walk_to("catat")
    desk = run.right(run.task())
    run.take_up()
    run.do(commands.Release(run.task().no, run.task().version), desk)
    run.do(commands.Reassign(run.task().no, run.task().version, None, BECAUSE), head())
    run.do(commands.Suspend(BECAUSE), head())
    run.do(commands.Resume(BECAUSE), head())
    run.complete(exit="yes", awaits="x")
    run.do(commands.Fail(run.task().no, run.task().version, BECAUSE), desk)
    run.complete(exit="yes", awaits="x")
    run.do(commands.Confirm(run.task().no, run.task().version), desk)
    run.give_back(part="taman")
    run.take_back()
    task = run.case.tasks[0]
    run.do(commands.Depart(task.no, task.version, "nomor", BECAUSE), head())
    run.do(commands.Cancel(BECAUSE), head())
    assert {act.kind for act in run.acts} == KINDS
