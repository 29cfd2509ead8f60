"""How often somebody may try to sign in.

Counted in the cache, under keyed digests: a restart forgets the counts, and neither names nor
addresses are kept. With several processes each counts alone unless they share a cache.
"""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

WINDOW_SECONDS = 15 * 60
# ours: a forgotten password takes a few tries. The pair stops guessing at one PC, the name
# guessing from many, the address trying one password on many names (an office may share one).
PER_PAIR, PER_NAME, PER_ADDRESS = 5, 20, 60


def _counters(username: str, address: str) -> list[tuple[str, int]]:
    name = username.strip().casefold()
    return [
        (_key("pair", name, address), PER_PAIR),
        (_key("name", name), PER_NAME),
        (_key("address", address), PER_ADDRESS),
    ]


def _key(*parts: str) -> str:
    digest = salted_hmac("loket.office.attempts", "\x1f".join(parts), algorithm="sha256")
    return f"attempts:{digest.hexdigest()}"


def begin_attempt(username: str, address: str) -> bool:
    """Count one attempt before its password is looked at. False: too many, do not look.

    Counting first leaves no gap for attempts sent at the same moment.
    """
    allowed = True
    for key, limit in _counters(username, address):
        cache.add(key, 0, WINDOW_SECONDS)
        try:
            allowed = cache.incr(key) <= limit and allowed
        except ValueError:  # ran out between the two lines: the first of a new window
            cache.set(key, 1, WINDOW_SECONDS)
    return allowed


def attempt_succeeded(username: str, address: str) -> None:
    """Forget the failures of this name at this address, and take back this attempt."""
    pair, *wider = _counters(username, address)
    cache.delete(pair[0])
    for key, _ in wider:
        if cache.get(key):
            cache.decr(key)
