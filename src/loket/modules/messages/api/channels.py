"""The channel in use. Built in: the desk, where an officer phones or writes by the office's
telephone and says what became of it."""

from __future__ import annotations

from loket.modules.messages.ports import Answer, Channel, Outbound

BY_HAND = {"counter": frozenset({"received"})}  # ours: the slip in his hand says the same


class DeskChannel:
    """Messages wait on the page "Kabar" until an officer has brought them."""

    name = "desk"

    def deliver(self, message: Outbound) -> Answer:
        """To be brought by a person, unless he was told in person."""
        told = message.kind in BY_HAND.get(message.came_by, frozenset())
        return "not_wanted" if told else "to_deliver"


_current: Channel = DeskChannel()


def channel() -> Channel:
    """The channel that messages take now."""
    return _current


def use_channel(other: Channel) -> Channel:
    """Send by another channel from now on; the one before."""
    global _current
    before, _current = _current, other
    return before
