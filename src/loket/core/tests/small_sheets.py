"""Tiny procedures written by hand: one question per sheet, no file, no catalogue.

Actor ``pemohon`` is the applicant, ``luar`` an outside body; every other actor is an officer
whose one post has the same name, unless ``posts`` says otherwise.
"""

from __future__ import annotations

from hashlib import sha256

from loket.core.chain import canonical
from loket.core.rulebook import Rules
from loket.core.sheet import (
    END_DONE,
    Actor,
    Decision,
    Duration,
    Identity,
    Mode,
    Procedure,
    Promise,
    Service,
    Sheet,
    Starts,
    Step,
    Work,
)
from loket.core.tests.world import CALENDAR, HEAD, holder
from loket.core.who import Who

PROMISE = Promise(days=3)


def row(
    step_id: str,
    *actors: str,
    mode: Mode = "one",
    to: str = "",
    exits: dict[str, str] | None = None,
    decided_by: tuple[str, ...] = (),
    minutes: int | None = None,
    days: int | None = None,
    returns: bool = True,
) -> Step:
    """One row; ``to`` empty means the row after. Deciders default to the last actor."""
    time = None if minutes is None and days is None else Duration(minutes=minutes, days=days)
    decision = None
    if exits is not None:
        decision = Decision("Benar?", exits, decided_by or actors[-1:])
    return Step(
        id=step_id,
        n=0,
        activity=step_id,
        actors=actors,
        next=to,
        mode=mode,
        time=time,
        decision=decision,
        returns=returns,
    )


def procedure(
    *rows: Step,
    promise: Promise | None = PROMISE,
    posts: dict[str, tuple[str, ...]] | None = None,
    name: str = "uji/kecil",
) -> Procedure:
    """The procedure of these rows, numbered in order, the last leading to ``end:done``."""
    following = [one.id for one in rows[1:]] + [END_DONE]
    steps = tuple(
        Step(
            id=one.id,
            n=n,
            activity=one.activity,
            actors=one.actors,
            next=one.next or after,
            mode=one.mode,
            time=one.time,
            decision=one.decision,
            returns=one.returns,
        )
        for n, (one, after) in enumerate(zip(rows, following, strict=True), 1)
    )
    ids = list(dict.fromkeys(actor for one in steps for actor in one.actors))
    actors = tuple(
        Actor(
            actor,
            actor,
            party="pemohon" if actor == "pemohon" else None,
            outside="Kantor Luar" if actor == "luar" else None,
        )
        for actor in ids
    )
    bound = {actor.id: (actor.id,) for actor in actors if actor.is_officer}
    sheet = Sheet(name, 1, "Uji", "", Identity(), actors, steps, promise)
    work = Work(Starts(), {**bound, **(posts or {})}, Service(), {})
    digest = sha256(canonical(sheet).encode()).hexdigest()
    return Procedure(sheet, work, 1, digest, digest)


def rules_of(one: Procedure, absent: frozenset[str] = frozenset()) -> Rules:
    """Everybody whom the procedure names is on duty but ``absent``, under one head."""
    posts = {post for bound in one.work.posts.values() for post in bound} - {HEAD}
    superior: dict[str, str | None] = dict.fromkeys(sorted(posts), HEAD)
    return Rules(CALENDAR, frozenset([*posts, HEAD]) - absent, {**superior, HEAD: None})


def head() -> Who:
    """The head of the office."""
    return holder(HEAD)
