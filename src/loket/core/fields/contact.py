"""Telephone numbers and region codes."""

from __future__ import annotations

import re

from loket.core.fields.invalid import Invalid

_FILLER = re.compile(r"[\s.\-()/\u00a0]+")
_MOBILE = re.compile(r"8[0-9]{8,11}")
_LANDLINE = re.compile(r"[2-79][0-9]{7,10}")
_FOREIGN = re.compile(r"\+[1-9][0-9]{7,14}")
_AREA = re.compile(r"[0-9]{2}(?:[0-9]{2}(?:[0-9]{2}(?:[0-9]{4})?)?)?")

HOW = "Tulis nomor telepon seperti 0812 3456 7890 atau 0271 123456."


def clean_phone(raw: str) -> str:
    """A telephone number as ``+62…``: ``0812-3456-7890``, ``+62 812…``, ``62812…``, ``812…``,
    ``(0271) 123456``. Another country's number stays as it is when written with ``+``."""
    number = _FILLER.sub("", raw)
    if number.startswith("+") and not number.startswith("+62"):
        if _FOREIGN.fullmatch(number):
            return number
        raise Invalid(HOW)
    bare = number.startswith("8")
    for prefix in ("+62", "62", "0"):
        if number.startswith(prefix):
            number = number.removeprefix(prefix).removeprefix("0")
            bare = True
            break
    if bare and (_MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number)):
        return "+62" + number
    raise Invalid(HOW)


def local_phone(number: str) -> str:
    """``+628123456789`` as it is read here: ``0812 3456 789``."""
    if not number.startswith("+62"):
        return number
    digits = "0" + number.removeprefix("+62")
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def clean_area(raw: str) -> str:
    """A region code of the Ministry of Home Affairs as ``33.13.05.2001``: province, regency,
    district or village. BPS codes (7 digits) are another series and are refused."""
    digits = _FILLER.sub("", raw)
    if not _AREA.fullmatch(digits):
        raise Invalid("Tulis kode wilayah Kemendagri seperti 33.13.05.2001.")
    cuts = [(0, 2), (2, 4), (4, 6), (6, 10)]
    return ".".join(digits[start:end] for start, end in cuts if digits[start:end])
