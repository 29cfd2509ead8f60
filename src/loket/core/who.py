"""Who asks: an officer with the posts he may act for today, a party, or the clock itself."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

CapacityKind = Literal["definitive", "plt", "plh", "an", "superior"]


class Capacity(Struct, frozen=True, omit_defaults=True):
    """One right to act for a post on one day.

    ``post`` is the post acted for, ``held`` the post the officer holds himself. ``plt``,
    ``plh`` and ``an`` (atas nama) rest on a dated ``basis``. ``superior``: the post has no
    holder today and falls to the post above. ``procedures`` limits an ``an`` to some
    procedure ids; None means all.
    """

    post: str
    kind: CapacityKind
    held: str
    basis: str = ""
    procedures: tuple[str, ...] | None = None

    def covers(self, procedure_id: str) -> bool:
        return self.procedures is None or procedure_id in self.procedures


class Who(Struct, frozen=True, omit_defaults=True):
    """The one who gives a command, resolved for its day.

    ``officer`` is the officer's id, None for a party or the system. ``party`` is the party's
    role in the case (``pemohon``). ``system`` names a background job.
    """

    officer: str | None = None
    capacities: tuple[Capacity, ...] = ()
    party: str | None = None
    system: str | None = None

    def capacity_for(self, post: str) -> Capacity | None:
        """The strongest right to act for this post that is not by delegation, or None."""
        for capacity in self.capacities:
            if capacity.post == post and capacity.kind != "an":
                return capacity
        return None

    def delegated(self, post: str, procedure_id: str) -> Capacity | None:
        """A right to act a.n. for this post in this procedure, or None."""
        for capacity in self.capacities:
            if capacity.post == post and capacity.kind == "an" and capacity.covers(procedure_id):
                return capacity
        return None


class By(Struct, frozen=True, omit_defaults=True):
    """Who did an act, as the act keeps it."""

    officer: str | None = None
    post: str | None = None  # the post acted for
    capacity: CapacityKind | None = None
    held: str | None = None
    basis: str = ""
    party: str | None = None
    system: str | None = None
    recorded_for: str | None = None  # role of the party or body whose row an officer filled in
