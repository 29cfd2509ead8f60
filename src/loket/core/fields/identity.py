"""Numbers that name a person, a family, a civil servant: their shape, never their truth.

Shapes: NIK ``PPKKCC DDMMYY NNNN``, a woman's day raised by 40; NIP ``YYYYMMDD YYYYMM S NNN``
(PerKa BKN 22/2007). Whether the number is somebody's is known to SIAK alone, and a NIK stays
when birth date or sex is corrected: a mismatch with biodata is a warning elsewhere, never here.
"""

from __future__ import annotations

import re
from datetime import date

from loket.core.fields.invalid import Invalid

# Province codes of the Ministry of Home Affairs (38 provinces).
PROVINCES = frozenset(
    str(code)
    for first, last in (
        (11, 19),
        (21, 21),
        (31, 36),
        (51, 53),
        (61, 65),
        (71, 76),
        (81, 82),
        (91, 96),
    )
    for code in range(first, last + 1)
)
TRAINING_PROVINCE = "99"  # no province has it: numbers issued for training and demo only

_FILLER = re.compile(r"[\s.\-\u00a0\u2007\u202f]+")
_DIGITS = re.compile(r"[0-9]+")


def _digits(raw: str, length: int, name: str) -> str:
    digits = _FILLER.sub("", raw)
    if not _DIGITS.fullmatch(digits):
        raise Invalid(f"{name} hanya berisi angka. Hapus huruf dan tanda lain.")
    if len(digits) != length:
        raise Invalid(f"{name} harus {length} angka, yang tertulis {len(digits)} angka.")
    return digits


def _region(digits: str, name: str, training: bool) -> None:
    province = digits[:2]
    if province == TRAINING_PROVINCE and not training:
        raise Invalid(f"{name} berawalan 99 hanya untuk latihan. Tulis {name} dari dokumen asli.")
    if province != TRAINING_PROVINCE and province not in PROVINCES:
        raise Invalid(f"Dua angka pertama {name} ({province}) bukan kode provinsi. Periksa lagi.")
    if "00" in (digits[2:4], digits[4:6]):
        raise Invalid(f"Enam angka pertama {name} bukan kode wilayah. Periksa lagi.")


def _is_day(day: int, month: int, two_digit_year: int) -> bool:
    """Whether the day exists in either century: the number does not tell which."""
    for century in (1900, 2000):
        try:
            date(century + two_digit_year, month, day)
        except ValueError:
            continue
        return True
    return False


def clean_nik(raw: str, *, training: bool = False) -> str:
    """Sixteen digits of a NIK. ``training`` accepts the reserved province 99."""
    digits = _digits(raw, 16, "NIK")
    _region(digits, "NIK", training)
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    if not _is_day(day - 40 if day > 40 else day, month, year):
        raise Invalid(
            "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir (perempuan: hari ditambah 40). "
            "Cocokkan dengan KTP."
        )
    if digits[12:] == "0000":
        raise Invalid("Empat angka terakhir NIK tidak boleh 0000. Cocokkan dengan KTP.")
    return digits


def clean_kk(raw: str, *, training: bool = False) -> str:
    """Sixteen digits of a family card. Its middle six are said to be the day of issue; that is
    known from secondary sources only, so it is not checked."""
    digits = _digits(raw, 16, "Nomor KK")
    _region(digits, "Nomor KK", training)
    if digits[12:] == "0000":
        raise Invalid("Empat angka terakhir Nomor KK tidak boleh 0000. Cocokkan dengan KK.")
    return digits


def clean_nip(raw: str) -> str:
    """Eighteen digits of a civil servant. Contract staff (PPPK) carry 21 for the month."""
    digits = _digits(raw, 18, "NIP")
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise Invalid("Delapan angka pertama NIP bukan tanggal lahir. Periksa lagi.") from None
    year, month = int(digits[8:12]), int(digits[12:14])
    if not (1 <= month <= 12 or month == 21) or year <= born.year:
        raise Invalid("Angka ke-9 sampai ke-14 NIP bukan bulan pengangkatan. Periksa lagi.")
    if digits[14] not in "12":
        raise Invalid("Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan). Periksa lagi.")
    return digits


def masked_nik(nik: str) -> str:
    """A NIK as it is shown: ``3313••••••••0003``. Shorter texts are hidden whole."""
    return f"{nik[:4]}{'•' * 8}{nik[12:]}" if len(nik) == 16 else "•" * len(nik)
