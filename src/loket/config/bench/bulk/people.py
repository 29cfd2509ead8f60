"""Invented applicants, as many as are asked for; their NIK lie in province 99, which is none."""

from __future__ import annotations

GIVEN = [
    "Siti", "Ahmad", "Sri", "Muhammad", "Dwi", "Tri", "Endang", "Budi", "Agus", "Wahyu", "Rina",
    "Dewi", "Joko", "Slamet", "Suparno", "Yuni", "Ratna", "Eko", "Bambang", "Hendra", "Nur",
    "Maria", "Yohanes", "Made", "Ni", "Putu", "Wayan", "Teguh", "Rukmini", "Hasan", "Fitri",
    "Lestari", "Bayu", "Dian", "Galih", "Intan", "Kartika", "Lukman", "Mulyadi", "Nanda",
    "Oktavia", "Prasetyo", "Qori", "Rahmat", "Sulastri", "Taufik", "Untung", "Vina", "Widodo",
    "Yanti", "Zainal", "Arif", "Bagas", "Citra", "Darmawan", "Erna", "Fajar", "Gunawan",
    "Herlina", "Imam",
]  # fmt: skip
FAMILY = [
    "Handayani", "Santoso", "Wibowo", "Kurniawan", "Lestari", "Nugroho", "Rahmawati", "Hidayat",
    "Setiawan", "Wulandari", "Saputra", "Purnomo", "Astuti", "Firmansyah", "Maulana", "Permata",
    "Suryani", "Utomo", "Hartono", "Susanti", "Pranoto", "Kusuma", "Wijaya", "Anggraini",
    "Basuki", "Cahyani", "Darsono", "Effendi", "Fauziah", "Gunarto", "Haryanto", "Indrawati",
    "Jatmiko", "Kristanto", "Laksono", "Mardiyah", "Nurhayati", "Oetomo", "Pamungkas",
    "Riyanto", "Sutrisno", "Trisnawati", "Usman", "Vernanda", "Waluyo", "Yulianto",
    "Zulkarnain", "Abdullah", "Budiarti", "Cokro", "Damayanti", "Ermawati", "Fahrudin",
    "Gitaningrum", "Hapsari",
]  # fmt: skip


def name(number: int) -> str:
    """The name of applicant ``number``; many share theirs, as in life."""
    first = GIVEN[number % len(GIVEN)]
    middle = GIVEN[(number // 7) % len(GIVEN)]
    last = FAMILY[(number // 3) % len(FAMILY)]
    return f"{first} {last}" if number % 3 else f"{first} {middle} {last}"


def nik(number: int) -> str:
    """The NIK of applicant ``number``: each his own."""
    day, month, year = number % 28 + 1, number // 28 % 12 + 1, number // 336 % 100
    return f"990101{day:02d}{month:02d}{year:02d}{number // 33600 % 10000:04d}"
