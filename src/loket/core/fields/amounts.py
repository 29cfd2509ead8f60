"""Whole numbers and Rupiah, as Indonesians write them: the point groups thousands."""

from __future__ import annotations

import re

from loket.core.fields.invalid import Invalid

LARGEST = 10**15  # ours: above every budget, below the exact whole numbers of JSON readers

_GROUPED = re.compile(r"-?(?:[0-9]{1,18}|[0-9]{1,3}(?:\.[0-9]{3}){1,6})")
_CURRENCY = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)
_NO_CENTS = re.compile(r",(?:-|0{1,2}-?)$")


def _whole(text: str, example: str) -> int:
    compact = text.replace("\u00a0", "").replace(" ", "").replace("−", "-")
    if not _GROUPED.fullmatch(compact):
        raise Invalid(f"Tulis bilangan bulat, misalnya {example}.")
    value = int(compact.replace(".", ""))
    if abs(value) > LARGEST:
        raise Invalid("Bilangan terlalu besar. Periksa jumlah angkanya.")
    return value


def _within(value: int, low: int | None, high: int | None, show: str) -> int:
    if low is not None and value < low:
        raise Invalid(f"Paling sedikit {show}{grouped(low)}.")
    if high is not None and value > high:
        raise Invalid(f"Paling banyak {show}{grouped(high)}.")
    return value


def grouped(value: int) -> str:
    """1500000 as ``1.500.000``."""
    return f"{value:,}".replace(",", ".")


def clean_number(raw: str, low: int | None = None, high: int | None = None) -> int:
    """A whole number, ``12``, ``1.500`` or ``-3``, within the bounds."""
    return _within(_whole(raw.strip(), "12 atau 1.500"), low, high, "")


def clean_money(raw: str, low: int | None = None, high: int | None = None) -> int:
    """Whole Rupiah: ``1.500.000``, ``Rp 1500000``, ``Rp1.500.000,-``, ``1.500.000,00``.

    Not negative unless ``low`` is.
    """
    text = _NO_CENTS.sub("", _CURRENCY.sub("", raw.strip()))
    if "," in text:
        raise Invalid("Tulis rupiah bulat dengan titik pemisah ribuan, misalnya 1.500.000.")
    return _within(_whole(text, "1.500.000"), 0 if low is None else low, high, "Rp")
