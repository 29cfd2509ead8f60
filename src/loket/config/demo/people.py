"""Invented people. Every NIK lies in province 99, which no province has; every NIP ends in 999."""

from __future__ import annotations

from msgspec import Struct

PASSWORD = "loket-demo"  # noqa: S105  (printed by `make run`; demo data only)


class DemoOfficer(Struct, frozen=True):
    """One officer of the demo: sign-in name, name, NIP, rank, the posts he holds."""

    username: str
    name: str
    nip: str
    rank: str
    posts: tuple[str, ...]


OFFICERS: dict[str, tuple[DemoOfficer, ...]] = {
    "jumapolo": (
        DemoOfficer("camat", "Bambang Wirayudha", "196903121994031999", "Pembina", ("camat",)),
        DemoOfficer(
            "sekcam", "Endah Lestariningsih", "197207152000032999", "Penata Tingkat I", ("sekcam",)
        ),
        DemoOfficer(
            "kasi-pemerintahan",
            "Slamet Wicaksono",
            "197511022003121999",
            "Penata",
            ("kasi-pemerintahan",),
        ),
        DemoOfficer(
            "kasi-kesos", "Niken Prasetyani", "197809242005012999", "Penata", ("kasi-kesos",)
        ),
        DemoOfficer("jfu", "Wahyu Kurniawan", "199002172015031999", "Penata Muda", ("jfu",)),
        DemoOfficer("jfu2", "Intan Maharani", "199508302019032999", "Pengatur", ("jfu",)),
        DemoOfficer(
            "operator", "Yusuf Maulana", "199311052018011999", "Pengatur", ("operator-siak",)
        ),
    ),
}


class DemoCitizen(Struct, frozen=True):
    """One applicant of the demo."""

    name: str
    nik: str
    address: str
    phone: str
    letter: str
    purpose: str


# name | birth part of the NIK | address | letter to be legalised | what for
_TABLE = """
Siti Nurjanah | 570688 | Dusun Krajan RT 03/RW 02 | Kartu Keluarga | Daftar sekolah anak
Marsudi | 120371 | Dusun Ngasem RT 01/RW 01 | Surat keterangan tanah | Pengajuan kredit
Yohanes Adi Nugroho | 230985 | Dusun Jatirejo RT 02/RW 03 | Akta kelahiran | Melamar pekerjaan
Kasiyem | 510148 | Dusun Sempu RT 04/RW 01 | Surat keterangan ahli waris | Pencairan tabungan
Ahmad Fauzi Rahman | 040599 | Dusun Krajan RT 01/RW 02 | Ijazah dan transkrip nilai | Seleksi CPNS
Ni Luh Ayu Pratiwi | 621292 | Dusun Kedung RT 02/RW 02 | Buku nikah | Pengurusan paspor
Teguh Santoso | 301180 | Dusun Bulu RT 05/RW 02 | Surat keterangan usaha | Pengajuan KUR
Rukmini | 450663 | Dusun Sempu RT 01/RW 01 | Kartu Keluarga | Bantuan sosial
Dwi Kurniawan | 170394 | Dusun Ngasem RT 03/RW 01 | KTP-el | Pendaftaran haji
Maria Goretti Lestari | 481201 | Dusun Jatirejo RT 01/RW 03 | Akta kelahiran | Beasiswa kuliah
Hasanuddin | 090475 | Dusun Kedung RT 03/RW 02 | Surat keterangan domisili | Membuka rekening
Tri Wahyuningsih | 650890 | Dusun Bulu RT 02/RW 02 | Ijazah SMA | Melamar pekerjaan
Paijo | 010255 | Dusun Krajan RT 04/RW 02 | Surat pensiun | Taspen
Anisa Rahmawati | 550303 | Dusun Sempu RT 02/RW 01 | Kartu Keluarga | Daftar kuliah
"""


def _citizen(serial: int, row: str) -> DemoCitizen:
    name, born, address, letter, purpose = row.split(" | ")
    nik = f"990101{born}{serial:04d}"
    return DemoCitizen(name, nik, address, f"08120000{serial:04d}", letter, purpose)


CITIZENS: tuple[DemoCitizen, ...] = tuple(
    _citizen(serial, row) for serial, row in enumerate(_TABLE.strip().splitlines(), start=1)
)

# the couple whose wedding is near; no applicant of the table marries
COUPLE: tuple[DemoCitizen, DemoCitizen] = (
    _citizen(91, "Agung Setyawan | 110199 | Dusun Krajan RT 02/RW 01 | Akta kelahiran | Menikah"),
    _citizen(92, "Rini Astuti | 560301 | Dusun Bulu RT 01/RW 02 | Akta kelahiran | Menikah"),
)
