"""Dates and times of day, as people here write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from loket.core.fields.invalid import Invalid

EARLIEST = date(1900, 1, 1)  # ours: older papers are cited as text
FURTHEST = timedelta(days=20 * 366)  # ours: a later date is a slip of the keys

MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {
    "agt": 8,
    "ags": 8,
    "sept": 9,
    "nop": 11,
    "nopember": 11,
    "pebruari": 2,
    "peb": 2,
}
_MONTH = _SHORT | {name: number for number, name in enumerate(MONTHS, 1)}
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[-/. ]\s*([0-9]{1,2})\s*[-/. ]\s*([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_IN_WORDS = re.compile(r"([0-9]{1,2})[\s-]+([a-z]+)\.?[\s-]+([0-9]{4})")
_COMPACT = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})(?:\s*[.:]\s*([0-9]{2}))?(?::[0-9]{2})?")
_TIME_COMPACT = re.compile(r"([0-9]{2})([0-9]{2})")
_ZONE = re.compile(r"\s*(?:wib|wita|wit)$")

_MOMENT = re.compile(
    r"(.+?)(?:t|,?\s+(?:pukul|jam)?\s*)([0-9]{1,2}\s*[.:]\s*[0-9]{2})(?::[0-9]{2})?"
)

HOW = "Tulis tanggal seperti 20-11-2026."
HOW_MOMENT = "Tulis tanggal dan jamnya, misalnya 20-11-2026 10.30."


WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def month(number: int) -> str:
    """``November`` for 11."""
    return MONTHS[number - 1].capitalize()


def long_day(day: date) -> str:
    """``25 November 2026``."""
    return f"{day.day} {month(day.month)} {day.year}"


def weekday_day(day: date) -> str:
    """``Rabu, 25 November 2026``."""
    return f"{WEEKDAYS[day.weekday()]}, {long_day(day)}"


def written(day: date) -> str:
    """A date as the fields show it: ``20-11-2026``."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def _numbers(text: str) -> tuple[int, int, int]:
    """Year, month, day. Raises Invalid."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
        return int(year), int(month), int(day)
    if found := _DAY_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        day, month, year = found.groups()
        return int(year), int(month), int(day)
    if (found := _IN_WORDS.fullmatch(text)) and found.group(2) in _MONTH:
        day, name, year = found.groups()
        return int(year), _MONTH[name], int(day)
    raise Invalid(HOW)


def clean_date(raw: str, today: date, *, past: bool = True, future: bool = False) -> str:
    """A calendar day as ISO text. ``20-11-2026``, ``2026-11-20``, ``20 November 2026``.

    ``today`` is the office's own day. Whether the date may lie before or after it is the
    field's choice; today itself always may.
    """
    year, month, number = _numbers(" ".join(raw.lower().split()))
    try:
        day = date(year, month, number)
    except ValueError:
        raise Invalid(
            f"Tanggal {number}-{month}-{year} tidak ada di kalender. Periksa hari dan bulannya."
        ) from None
    if not future and day > today:
        raise Invalid(
            f"Tanggal {written(day)} belum tiba. Paling akhir hari ini, {written(today)}."
        )
    if not past and day < today:
        raise Invalid(
            f"Tanggal {written(day)} sudah lewat. Paling awal hari ini, {written(today)}."
        )
    if day < EARLIEST or day - today > FURTHEST:
        raise Invalid(f"Tahun {year} tidak masuk akal. Periksa tahunnya.")
    return day.isoformat()


def clean_time(raw: str) -> str:
    """A time of day as ``HH:MM``. ``8.30``, ``08:30``, ``0830``, ``8``, ``08.30 WIB``."""
    text = _ZONE.sub("", " ".join(raw.lower().removeprefix("pukul").split()))
    found = _TIME_COMPACT.fullmatch(text) or _TIME.fullmatch(text)
    if not found:
        raise Invalid("Tulis jam seperti 08.30.")
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    if hour > 23 or minute > 59:
        raise Invalid("Jam dari 00.00 sampai 23.59. Tulis seperti 08.30.")
    return f"{hour:02d}:{minute:02d}"


def clean_moment(raw: str, today: date) -> str:
    """A local day and time as ISO text, ``2026-11-20T10:30``: ``20-11-2026 10.30``,
    ``20 November 2026 pukul 10.30 WIB``. Whether it may be in the future is the asker's."""
    text = _ZONE.sub("", " ".join(raw.lower().split()))
    found = _MOMENT.fullmatch(text)
    if not found:
        raise Invalid(HOW_MOMENT)
    return f"{clean_date(found.group(1), today, future=True)}T{clean_time(found.group(2))}"
