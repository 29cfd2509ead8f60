"""Any sequence of commands keeps what must always hold, and the acts alone tell the case."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec import convert, json, to_builtins

from loket.core import chain, commands
from loket.core.act import Act
from loket.core.case import Artifact, Case, Party
from loket.core.checks import can, check_complete, check_return, check_take_up
from loket.core.engine import decide
from loket.core.evolve import evolve, fold
from loket.core.refused import Refused
from loket.core.tests import world

REASONS = st.sampled_from(["", "  ", "ok", "Kurang fotokopi KTP", "Salah ketik nama"])


class AnyCase(RuleBasedStateMachine):
    """A case, and everybody pulling at it in any order, rightly and wrongly."""

    @initialize()
    def open(self) -> None:
        self.procedure = world.umbrella()
        self.now = world.MONDAY
        self.rules = world.rules()
        self.case: Case | None = None
        self.acts: list[Act] = []
        self.deepest_due = None
        party = Party("pemohon", {"nama": "Sri"})
        asked = commands.Open("case", "counter", (party,))
        who = world.holder(self.procedure.work.posts[self._first_officer()][0])
        self.give(asked, who)
        assert self.case is not None

    def _first_officer(self) -> str:
        from loket.core.flow import first_step, neighbour

        first = first_step(self.procedure.sheet)
        actor = self.procedure.sheet.actor(first.actors[0])
        return actor.id if actor.is_officer else neighbour(self.procedure.sheet, first) or ""

    def give(self, asked: commands.Command, who: world.Who) -> tuple[Act, ...] | Refused:
        before = self.case
        decided = decide(self.procedure, before, asked, who, self.now, self.rules)
        if isinstance(decided, Refused):
            assert decided.reason
            assert decided.reason.endswith((".", "?"))
            return decided
        for act in decided:
            stored = chain.seal(act, "case", len(self.acts) + 1, "", lambda: "salt")
            self.acts.append(chain.unseal(stored.text, stored.kept))
            self.case = evolve(self.case, act)
        return decided

    @rule(minutes=st.integers(0, 600))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(data=st.data(), kind=st.sampled_from(["take_up", "release", "confirm", "fail"]))
    def small_command(self, data: st.DataObject, kind: str) -> None:
        no, version, who = self._pick(data)
        asked = {
            "take_up": commands.TakeUp(no, version),
            "release": commands.Release(no, version),
            "confirm": commands.Confirm(no, version),
            "fail": commands.Fail(no, version, "Tidak dijawab"),
        }[kind]
        self.give(asked, who)

    @rule(data=st.data(), reason=REASONS, awaits=st.booleans(), late=st.integers(-300, 300))
    def complete(self, data: st.DataObject, reason: str, awaits: bool, late: int) -> None:
        no, version, who = self._pick(data)
        task = self.case.task(no)
        exits = [None, "nowhere"]
        if task is not None:
            exits += [*self.procedure.sheet.step(task.step).exits()] * 2
        exit_name = data.draw(st.sampled_from(exits))
        self.give(
            commands.Complete(
                no,
                version,
                exit_name,
                reason,
                facts={f"n.{no}": self.case.length},
                personal={"x.name": "Sri"},
                awaits="answer" if awaits and late <= 0 else None,
                done_at=self.now - timedelta(minutes=late) if late > 0 else None,
                late_reason=reason,
            ),
            who,
        )

    @rule(data=st.data(), steps=st.integers(1, 4))
    def the_right_one_goes_on(self, data: st.DataObject, steps: int) -> None:
        """Most of what happens in an office is right; without it no case gets anywhere."""
        for _ in range(steps):
            if self.case.state != "open" or self.case.suspended:
                return
            task = data.draw(st.sampled_from(self.case.tasks))
            who = world.Who(
                officer=task.holder or task.assigned or f"o-{task.posts[0]}",
                capacities=world.actor_of(task).capacities,
            )
            if task.state == "pending":
                self.give(commands.Confirm(task.no, task.version), who)
                continue
            step = self.procedure.sheet.step(task.step)
            exit_name = None
            if task.part in step.deciders():
                exit_name = data.draw(st.sampled_from([*["yes"] * 4, *step.exits()]))
            awaits = "answer" if task.outside and data.draw(st.booleans()) else None
            done = self.give(
                commands.Complete(
                    task.no,
                    task.version,
                    exit_name,
                    "Sudah diperiksa",
                    facts={f"{task.step}.n": self.case.length},
                    personal={f"{task.part}.name": "Sri"},
                    artifacts=(Artifact(f"a{self.case.length}", step.id, "hasil", "note"),),
                    awaits=awaits,
                ),
                who,
            )
            assert not isinstance(done, Refused), done.code

    @rule(data=st.data(), kind=st.sampled_from(["take_up", "return", "depart", "release"]))
    def the_right_one(self, data: st.DataObject, kind: str) -> None:
        if self.case.suspended:
            self.give(commands.Resume(), world.holder(world.HEAD))
        if self.case.state != "open":
            return
        task = data.draw(st.sampled_from(self.case.tasks))
        who = world.Who(
            officer=task.holder or task.assigned or f"o-{task.posts[0]}",
            capacities=world.actor_of(task).capacities,
        )
        if kind == "take_up":
            self.give(commands.TakeUp(task.no, task.version), who)
        elif kind == "release":
            self.give(commands.Release(task.no, task.version), who)
        elif kind == "return":
            to = data.draw(st.sampled_from([None, *self.case.walked]))
            self.give(commands.Return(task.no, task.version, "Perlu diperbaiki", to), who)
        else:
            to = data.draw(st.sampled_from([step.id for step in self.procedure.sheet.steps]))
            asked = commands.Depart(task.no, task.version, to, "Perintah atasan")
            self.give(asked, world.holder(world.HEAD))

    @rule(data=st.data(), reason=REASONS)
    def return_case(self, data: st.DataObject, reason: str) -> None:
        no, version, who = self._pick(data)
        to = data.draw(st.sampled_from([None, *[step.id for step in self.procedure.sheet.steps]]))
        self.give(commands.Return(no, version, reason, to), who)

    @rule(data=st.data(), reason=REASONS)
    def reassign(self, data: st.DataObject, reason: str) -> None:
        no, version, who = self._pick(data)
        officer = data.draw(st.sampled_from([None, None, who.officer]))
        self.give(commands.Reassign(no, version, officer, reason), who)

    @rule(data=st.data(), reason=REASONS)
    def depart(self, data: st.DataObject, reason: str) -> None:
        no, version, _ = self._pick(data)
        who = data.draw(st.sampled_from([world.holder(world.HEAD), world.holder("tamu")]))
        targets = [step.id for step in self.procedure.sheet.steps]
        to = data.draw(st.sampled_from([*targets, "end:rejected", "nowhere"]))
        self.give(commands.Depart(no, version, to, reason), who)

    @rule(reason=REASONS, which=st.sampled_from(["suspend", "resume", "resume"]))
    def stop_or_go(self, reason: str, which: str) -> None:
        asked = commands.Suspend(reason) if which == "suspend" else commands.Resume(reason)
        self.give(asked, world.holder(world.HEAD))

    @precondition(lambda self: self.case is not None and self.case.length > 25)
    @rule(reason=REASONS)
    def cancel(self, reason: str) -> None:
        self.give(commands.Cancel(reason), world.holder(world.HEAD))

    @rule(reason=REASONS)
    def take_back(self, reason: str) -> None:
        before = self.case
        undo = before.undo
        if undo is None:
            return
        who = world.Who(officer=undo.officer)
        decided = self.give(commands.TakeBack(undo.seq, reason), who)
        if isinstance(decided, Refused):
            return
        earlier = fold(self.acts[: undo.seq - 1])
        assert self.case.step == earlier.step
        assert self.case.walked == earlier.walked
        assert self.case.facts == earlier.facts
        assert self.case.artifacts == earlier.artifacts
        assert self.case.due_at == earlier.due_at
        assert [task.no for task in self.case.tasks] == sorted(task.no for task in earlier.tasks)

    def _pick(self, data: st.DataObject) -> tuple[int, int, world.Who]:
        live = [(task.no, task.version) for task in self.case.tasks]
        no, version = data.draw(st.sampled_from([*live * 4, (1, 1), (99, 1)]))
        task = self.case.task(no)
        right = [world.actor_of(task)] * 5 if task is not None and task.posts else []
        if task is not None and task.party:
            right.append(world.Who(party=task.party))
        everybody = [world.holder(post) for post in world.posts()]
        return no, version, data.draw(st.sampled_from([*right, *everybody]))

    @invariant()
    def the_fold_of_the_acts_is_the_case(self) -> None:
        if self.case is not None:
            assert fold(self.acts) == self.case

    @invariant()
    def the_stored_text_of_the_case_reads_back(self) -> None:
        if self.case is not None:
            assert json.decode(chain.canonical(self.case), type=Case) == self.case
            assert convert(to_builtins(self.case), Case) == self.case

    @invariant()
    def an_open_case_waits_for_somebody_and_a_closed_one_for_nobody(self) -> None:
        if self.case is None:
            return
        assert bool(self.case.tasks) == (self.case.state == "open")
        assert (self.case.closed_at is None) == (self.case.state == "open")

    @invariant()
    def all_tasks_belong_to_the_row_and_each_actor_has_one(self) -> None:
        if self.case is None or self.case.state != "open":
            return
        step = self.procedure.sheet.step(self.case.step)
        parts = [task.part for task in self.case.tasks]
        assert {task.step for task in self.case.tasks} == {step.id}
        assert len(set(parts)) == len(parts)
        assert set(parts) <= set(step.actors)
        assert not set(parts) & set(self.case.done_parts)
        if step.mode == "in_order":
            assert len(parts) == 1
            assert list(self.case.done_parts) == list(step.actors[: step.actors.index(parts[0])])
        if step.mode == "each":
            assert sorted([*parts, *self.case.done_parts]) == sorted(step.actors)

    @invariant()
    def the_way_walked_has_no_loop(self) -> None:
        if self.case is not None and self.case.state == "open":
            assert len(set(self.case.walked)) == len(self.case.walked)
            assert self.case.step not in self.case.walked

    @invariant()
    def the_clock_stands_still_exactly_while_others_are_waited_for(self) -> None:
        if self.case is None or self.case.state != "open":
            return
        outside = all(task.is_outsider or task.state == "pending" for task in self.case.tasks)
        assert (self.case.waiting_since is not None) == (outside or self.case.suspended)

    @invariant()
    def no_task_is_due_after_its_case(self) -> None:
        if self.case is None or self.case.due_at is None:
            return
        for task in self.case.tasks:
            assert task.due_at is not None
            assert task.due_at <= self.case.due_at

    @invariant()
    def the_button_and_the_server_say_the_same(self) -> None:
        if self.case is None or self.case.state != "open":
            return
        for task in self.case.tasks:
            who = world.actor_of(task)
            asked = {
                check_take_up: commands.TakeUp(task.no, task.version),
                check_return: commands.Return(task.no, task.version, "Perlu diperbaiki"),
            }
            for check, command in asked.items():
                reason = can(
                    check, self.procedure, self.case, task.no, task.version, who, self.rules
                )
                answer = decide(self.procedure, self.case, command, who, self.now, self.rules)
                assert (reason is None) == (not isinstance(answer, Refused))
            assert can(
                check_complete, self.procedure, self.case, task.no, task.version, who, self.rules
            ) in (None, *_SENTENCES)


_SENTENCES = (
    "Berkas ini ditangguhkan. Lanjutkan dulu berkasnya.",
    "Tugas ini menunggu jawaban dari luar.",
    "Tugas ini sedang dikerjakan pegawai lain.",
    "Tugas ini dialihkan kepada pegawai lain.",
)

TestAnyCase = AnyCase.TestCase
TestAnyCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
