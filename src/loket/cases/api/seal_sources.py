"""What a seal covers beside the cases: changes of authority, approvals, and what modules add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from loket.catalogue import api as catalogue
from loket.office import api as office


def _nothing(office_id: str, last: dict[str, int]) -> Iterator[str]:
    return iter(())


def _no_labels(office_id: str) -> dict[str, str]:
    return {}


class Span(Struct, frozen=True):
    """What a seal has to cover: what came behind ``last`` (the last number of each name at the
    seal before, made at ``since``; None: there is none), and before the moment ``before`` (None:
    until now)."""

    last: dict[str, int]
    since: datetime | None = None
    before: datetime | None = None


class Source(Struct, frozen=True):
    """One section of the seal.

    ``take(office, span)`` gives the leaves that are new and the last numbers by name. A leaf is
    ``<name>/<number> [<part>] <digest>``; giving one again that was sealed before does no harm.
    ``misfits(office, leaves)`` tells which sealed rows were removed or changed,
    ``whole(office, last)`` what does not hold as a whole, both in words. ``labels`` name what
    the closing sheet prints with its last number.
    """

    section: str
    take: Callable[[str, Span], tuple[list[str], dict[str, int]]]
    misfits: Callable[[str, Sequence[str]], Iterable[str]]
    whole: Callable[[str, dict[str, int]], Iterable[str]] = _nothing
    labels: Callable[[str], dict[str, str]] = _no_labels


_sources: dict[str, Source] = {
    "penetapan": Source(
        "penetapan",
        lambda office_id, span: catalogue.approvals_to_seal(office_id, span.last),
        catalogue.approvals_misfits,
    ),
    "wewenang": Source(
        "wewenang",
        lambda office_id, span: office.authority_to_seal(office_id, span.last),
        office.authority_misfits,
        office.authority_whole,
    ),
}


def seals_take(source: Source) -> None:
    """Let the seal of every office cover this too; once, when Django starts."""
    _sources[source.section] = source


def sources() -> tuple[Source, ...]:
    """All sources, in the order of their sections."""
    return tuple(_sources[section] for section in sorted(_sources))
