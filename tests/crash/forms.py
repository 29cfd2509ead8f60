"""What is typed for one legalisation, row by row, up to its number."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

SERVICE = "jumapolo/layanan-legalisir-surat-surat"
INTAKE = {
    "party.pemohon.nama": "Sri Handayani",
    "party.pemohon.nik": "9901015706880001",
    "party.pemohon.alamat": "Dusun Krajan RT 01/RW 01",
    "1.record.data.surat.0.jenis": "Ijazah",
    "1.record.data.surat.0.jumlah_salinan": "2",
    "2.record.papers.fotokopi_surat": "ada",
    "2.record.papers.surat_asli": "ada",
    "2.record.papers.ktp_pemohon": "ada",
}
MARK = "1.record.data.keperluan"  # holds the key of the application, to find it again
MARK_FACT = "permohonan.keperluan"
_STAMPED = {"2.record.stamp.dibubuhkan": "yes", "2.record.stamp.lembar": "2"}


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """Step, post that does it, and its form; the last gives the number."""
    today = datetime.now(ZoneInfo("Asia/Jakarta"))
    papers = {
        f"1.record.papers.{name}": "ada" for name in ("fotokopi_surat", "surat_asli", "ktp_pemohon")
    }
    return [
        ("teliti", "jfu", {**papers, **_STAMPED}),
        ("tanda-tangan", "sekcam", {"1.record.signature.tanggal": f"{today:%d-%m-%Y}"}),
        ("nomor", "jfu", dict(_STAMPED)),
    ]
