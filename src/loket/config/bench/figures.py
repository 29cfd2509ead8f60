"""The figures of a run, as ``loket bench --format json`` prints them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from loket.config.bench.timing import middle

Better = Literal["higher", "lower"]


class Figure(Struct, frozen=True):
    """One figure: the median of its runs with the least and the most of them.

    ``peer_value`` is None where the peer is not installed; ``note`` then says so. ``met``: the
    limit is kept, or there is none.
    """

    name: str
    value: float
    unit: str
    better: Better
    peer: str | None = None
    peer_value: float | None = None
    limit: float | None = None
    met: bool = True
    least: float = 0.0
    most: float = 0.0
    note: str = ""


def figure(
    name: str,
    values: Sequence[float],
    unit: str,
    better: Better = "higher",
    *,
    peer: str | None = None,
    peer_values: Sequence[float] = (),
    limit: float | None = None,
    note: str = "",
) -> Figure:
    """A figure of several runs beside those of its peer."""
    value, least, most = middle(values)
    met = limit is None or (value >= limit if better == "higher" else value <= limit)
    return Figure(
        name=name,
        value=_short(value),
        unit=unit,
        better=better,
        peer=peer,
        peer_value=_short(middle(peer_values)[0]) if peer_values else None,
        limit=None if limit is None else _short(limit),
        met=met,
        least=_short(least),
        most=_short(most),
        note=note,
    )


def _short(value: float) -> float:
    return round(value, 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 3)


def as_rows(figures: Sequence[Figure]) -> list[list[str]]:
    """The figures as rows of a table for people."""

    def number(value: float | None) -> str:
        return "–" if value is None else f"{value:,.10g}"

    return [
        [
            one.name,
            f"{number(one.value)} {one.unit}",
            f"{number(one.least)}–{number(one.most)}",
            f"{one.peer}: {number(one.peer_value)}" if one.peer else "",
            number(one.limit) if one.limit is not None else "",
            "" if one.limit is None else "yes" if one.met else _missed(one),
            one.note,
        ]
        for one in figures
    ]


HEADS = ("figure", "median", "least–most", "peer", "limit", "met", "note")


def _missed(one: Figure) -> str:
    assert one.limit
    return f"no, by {abs(one.value - one.limit) / one.limit:.0%}"
