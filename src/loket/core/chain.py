"""The chain of a case's acts: exact canonical text, salted digests of personal values, hashes.

A personal value enters the text only as SHA-256 over its own salt and its canonical JSON, so
the value can be erased and the chain still holds; with the salt gone the digest tells nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from msgspec import Struct, convert, json, to_builtins

from loket.core.act import Act

GENESIS = "0" * 64
_ENCODER = json.Encoder(order="sorted")
Kept = dict[str, tuple[str, Any]]  # name -> (salt, value)


class Sealed(Struct, frozen=True):
    """An act as it is stored: the hashed text, the erasable values with their salts, the hash."""

    text: str
    kept: Kept
    hash: str


class BrokenChain(ValueError):
    """A stored act is not what was hashed; the message names the number of the act.

    ``fault``: ``text`` (it does not match its hash), ``place`` (it does not follow the act
    before) or ``value`` (a personal value was changed, ``name`` says which).
    """

    def __init__(self, message: str, fault: str = "", name: str = "") -> None:
        super().__init__(message)
        self.fault = fault
        self.name = name


def canonical(value: Any) -> str:
    """JSON with sorted keys and no white space: the one text of a value."""
    return _ENCODER.encode(value).decode()


def digest(salt: str, value: Any) -> str:
    """Salted digest of one personal value."""
    return sha256(f"{salt}:{canonical(value)}".encode()).hexdigest()


def seal(act: Act, case_id: str, seq: int, previous: str, salt: Callable[[], str]) -> Sealed:
    """Put act number ``seq`` (from 1) behind ``previous``; ``salt`` gives a fresh random text."""
    kept: Kept = {name: (salt(), value) for name, value in act.personal.items()}
    body = to_builtins(act)
    body["personal"] = {name: digest(*pair) for name, pair in kept.items()}
    text = canonical({"case": case_id, "seq": seq, "previous": previous, "act": body})
    return Sealed(text, kept, sha256(text.encode()).hexdigest())


def unseal(text: str, kept: Mapping[str, tuple[str, Any]]) -> Act:
    """The act behind a stored text; erased values come back as None."""
    body = json.decode(text)["act"]
    names = body.get("personal", {})
    body["personal"] = {name: kept[name][1] if name in kept else None for name in names}
    return convert(body, Act)


def check_link(
    text: str,
    kept: Mapping[str, tuple[str, Any]],
    hash_: str,
    case_id: str,
    seq: int,
    previous: str,
) -> None:
    """Raise BrokenChain unless this stored act is unchanged and in its place."""
    if sha256(text.encode()).hexdigest() != hash_:
        raise BrokenChain(f"act {seq} of case {case_id}: the text does not match its hash", "text")
    body = json.decode(text)
    if (body["case"], body["seq"], body["previous"]) != (case_id, seq, previous):
        raise BrokenChain(
            f"act {seq} of case {case_id}: it does not follow the act before", "place"
        )
    for name, (salt, value) in kept.items():
        if body["act"].get("personal", {}).get(name) != digest(salt, value):
            raise BrokenChain(
                f"act {seq} of case {case_id}: the value {name} was changed", "value", name
            )
