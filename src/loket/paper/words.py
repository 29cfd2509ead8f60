"""Dates and amounts in Indonesian words, as letters write them."""

from __future__ import annotations

import re
from datetime import date

from num2words import num2words

from loket.core.fields.moments import long_day, month, weekday_day

__all__ = ["day_spelled", "long_day", "rupiah", "rupiah_spelled", "spelled", "weekday_day"]

_LONE_THOUSAND = re.compile(r"\b(juta|miliar|triliun) satu ribu\b")


def spelled(number: int) -> str:
    """A whole number in words, ``dua puluh lima``; ``min`` before a negative one."""
    # num2words has "satu juta satu ribu"; a thousand alone is "seribu" there too.
    return _LONE_THOUSAND.sub(r"\1 seribu", str(num2words(number, lang="id")))


def rupiah(amount: int) -> str:
    """``Rp1.500.000``: no space, points between thousands (EYD V); ``-Rp500`` below zero."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def rupiah_spelled(amount: int) -> str:
    """``satu juta lima ratus ribu rupiah``."""
    return f"{spelled(amount)} rupiah"


def day_spelled(day: date) -> str:
    """``tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam``."""
    return f"tanggal {spelled(day.day)} bulan {month(day.month)} tahun {spelled(day.year)}"
