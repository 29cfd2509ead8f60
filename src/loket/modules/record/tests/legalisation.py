"""What is typed for a legalisation, from the application to the handover."""

from loket.modules.record.tests import world

ASK = {
    "party.pemohon.nama": "Sri Handayani",
    "party.pemohon.nik": "9901015706880001",
    "party.pemohon.alamat": "Dusun Krajan RT 01/RW 01",
    "1.record.data.surat.0.jenis": "Ijazah",
    "1.record.data.surat.0.jumlah_salinan": "2",
    "1.record.data.keperluan": "Mendaftar sekolah",
    "2.record.papers.fotokopi_surat": "ada",
    "2.record.papers.surat_asli": "ada",
    "2.record.papers.ktp_pemohon": "ada",
}
STEPS = [
    (
        "jfu",
        {
            "1.record.papers.fotokopi_surat": "ada",
            "1.record.papers.surat_asli": "ada",
            "1.record.papers.ktp_pemohon": "ada",
            "3.documents.stamp.lembar": "2",
        },
    ),
    ("sekcam", {}),
    ("jfu", {"3.documents.stamp.lembar": "2"}),
    (
        "jfu",
        {
            "1.documents.hand_over.penerima": "pemohon",
            "1.documents.hand_over.tanda_tangan": world.drawn(),
        },
    ),
]
