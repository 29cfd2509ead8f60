"""What is typed for one legalisation, row by row, up to its number."""

from __future__ import annotations

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
_STAMPED = {"3.documents.stamp.lembar": "2"}


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """Step, post that does it, and its form; the last gives the number."""
    papers = {
        f"1.record.papers.{name}": "ada" for name in ("fotokopi_surat", "surat_asli", "ktp_pemohon")
    }
    return [
        ("teliti", "jfu", {**papers, **_STAMPED}),
        ("tanda-tangan", "sekcam", {}),
        ("nomor", "jfu", dict(_STAMPED)),
    ]
