"""How a message reaches people: what a channel must offer."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct

Answer = Literal["to_deliver", "delivered", "not_wanted"]


class Outbound(Struct, frozen=True):
    """One message as a channel gets it. ``id`` is its row, the same at every try; ``phone`` is
    ``+62…``; ``came_by`` is the channel of the application (counter, portal)."""

    id: int
    office_id: str
    kind: str
    phone: str
    text: str
    came_by: str


class Channel(Protocol):
    """A way to the applicant.

    ``deliver`` answers ``to_deliver`` when a person has to bring the message, ``delivered`` when
    it is certain that it left, ``not_wanted`` when it need not. Any exception is taken as: it
    may have left. Such a message is never sent again by itself.
    """

    name: str

    def deliver(self, message: Outbound) -> Answer: ...
