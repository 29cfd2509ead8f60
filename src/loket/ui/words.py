"""Times and sizes as people read them, in Indonesian."""

from __future__ import annotations

import re
from datetime import date, datetime

from loket.core.fields.moments import month, weekday_day
from loket.core.public_code import grouped
from loket.core.sheet import Duration

# ours: a working day of 450 minutes (37.5 hours in five days, Perpres 21/2023) to say "2 hari"
WORKDAY = 450
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}\S*)?")


def long_date(day: date) -> str:
    """``Jumat, 20 November 2026``."""
    return weekday_day(day)


def moment(at: datetime, now: datetime | None) -> str:
    """A local moment, as short as today allows: ``10.18``, ``21 Nov 10.18``, ``3 Jan 2027``."""
    clock = f"{at:%H.%M}"
    if now is None or at.date() == now.date():
        return clock
    short = f"{at.day} {month(at.month)[:3]}"
    return f"{short} {clock}" if at.year == now.year else f"{short} {at.year}"


def minutes(amount: int) -> str:
    """``14 mnt``, ``2 jam 5 mnt``, ``3 hari kerja``; the amount without its sign."""
    amount = abs(amount)
    if amount >= 2 * WORKDAY:
        return f"{amount // WORKDAY} hari kerja"
    hours, rest = divmod(amount, 60)
    if not hours:
        return f"{rest} mnt" if rest else "< 1 mnt"
    return f"{hours} jam {rest} mnt" if rest else f"{hours} jam"


def left(amount: int | None) -> str:
    """Office minutes to a due time: ``sisa 2 jam``, ``lewat 14 mnt``."""
    if amount is None:
        return ""
    return f"lewat {minutes(amount)}" if amount < 0 else f"sisa {minutes(amount)}"


def duration(time: Duration | None) -> str:
    """A standard time as the sheet prints it; "" when none is printed."""
    if time is None:
        return ""
    if time.weeks is not None:
        return f"{time.weeks} minggu"
    if time.days is not None:
        return f"{time.days} hari"
    if time.minutes is not None:
        if time.minutes and time.minutes % 60 == 0:
            return f"{time.minutes // 60} jam"
        return f"{time.minutes} menit"
    return "tidak tetap" if time.open_ended else ""


def iso(text: str) -> str:
    """An ISO date or moment as ``21-11-2026`` or ``21-11-2026 05.50``; other text as it is."""
    if not _ISO.fullmatch(text):
        return text
    try:
        at = datetime.fromisoformat(text)
    except ValueError:  # looks like a date and is none: a number of some register
        return text
    return f"{at:%d-%m-%Y}" if len(text) == 10 else f"{at:%d-%m-%Y %H.%M}"


def public_code(code: str) -> str:
    """A code as it is shown: ``ABCD-EFGH-IJKL``."""
    return grouped(code)


def size(count: int) -> str:
    """Bytes as ``312 kB`` or ``1,4 MB``."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
