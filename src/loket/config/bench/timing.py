"""Times in words of numbers: quantiles of one run, median and spread of several."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median


def quantiles(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds."""
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 3)

    return {"p50": at(0.5), "p95": at(0.95), "p99": at(0.99)}


def middle(values: Sequence[float]) -> tuple[float, float, float]:
    """Median, least and most of several runs."""
    return median(values), min(values), max(values)
