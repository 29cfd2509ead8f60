"""A letter's data, as the documents of an office give it."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader

AT = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))

_DATA: dict[str, Any] = {
    "office": {
        "name": "Kecamatan Jumapolo",
        "regency": "Kabupaten Karanganyar",
        "letterhead": ["PEMERINTAH KABUPATEN KARANGANYAR", "KECAMATAN JUMAPOLO"],
        "address": "",
        "place": "Jumapolo",
    },
    "title": "Surat Contoh",
    "number": "12/REK/2026",
    "date": "25 November 2026",
    "case": "26-00012",
    "facts": {},
    "words": {},
    "party": {
        "pemohon": {
            "nama": "Siti Aminah",
            "nik": "9901014101900001",
            "alamat": "Dusun Kwangsan RT 02/RW 05, Desa Jumapolo",
            "telepon": "+6281234567890",
        }
    },
    "signature": {
        "lines": ["a.n. CAMAT JUMAPOLO", "Sekretaris Camat", "u.b.", "Kasi Pemerintahan,"],
        "name": "SUTARNO, S.Sos.",
        "rank": "Penata Tingkat I",
        "nip": "19720310 199303 1 005",
        "signed": None,
    },
    "paraf": [],
    "qr": "https://loket.example/naskah/ABCDEFGHIJKL/",
    "code": "ABCD-EFGH-IJKL",
    "mark": "",
}

PLAIN = '#import "/loket.typ": *\n#show: letter\n'


def data(**changes: Any) -> dict[str, Any]:
    """The usual letter with other values."""
    return {**deepcopy(_DATA), **changes}


def named(name: str) -> dict[str, Any]:
    """The letter of an applicant of this name."""
    return data(party={"pemohon": {"nama": name}})


def pages(pdf: bytes) -> list[str]:
    """The text of each page; the breaks that long words were given are gone again."""
    return [page.extract_text().replace("\u200b", "") for page in PdfReader(BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    """All text, white space as single spaces."""
    return " ".join(" ".join(pages(pdf)).split())
