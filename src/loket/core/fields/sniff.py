"""What an uploaded file really is, from its bytes; its name and claimed type only hint."""

from __future__ import annotations

from loket.core.fields.invalid import Invalid

MAX_BYTES = 10 * 1024 * 1024  # ours: ten scanned pages at 150 dpi fit easily
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
NAMES = {PDF: "PDF", JPEG: "foto JPEG", PNG: "gambar PNG"}
EXTENSIONS = {
    "pdf": PDF,
    "jpg": JPEG,
    "jpeg": JPEG,
    "jpe": JPEG,
    "jfif": JPEG,
    "png": PNG,
}
FILE_TYPES = (PDF, JPEG, PNG)
PHOTO_TYPES = (JPEG, PNG)
NAME_LENGTH = 120  # characters

_PNG_START = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def sniff(content: bytes) -> str | None:
    """The media type of the bytes: PDF, JPEG, PNG or None. A cut-off file is None too."""
    if content[:5] == b"%PDF-" and b"%%EOF" in content[-2048:]:
        return PDF
    if content[:3] == b"\xff\xd8\xff" and b"\xff\xd9" in content[-4096:]:
        return JPEG
    if content.startswith(_PNG_START) and b"IEND" in content[-64:]:
        return PNG
    return None


def safe_name(name: str) -> str:
    """The name as sent, without folders and control characters; never empty."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    bare = " ".join("".join(char for char in bare if char.isprintable()).split()).strip(". ")
    if len(bare) > NAME_LENGTH:
        stem, dot, extension = bare.rpartition(".")
        keep = NAME_LENGTH - len(extension) - 1
        bare = f"{stem[:keep]}.{extension}" if dot and keep > 0 else bare[:NAME_LENGTH]
    return bare or "berkas"


def check_size(size: int) -> None:
    """Raises Invalid for more than 10 MB; to be asked before such a file is read at all."""
    if size > MAX_BYTES:
        shown = f"{size / 1048576:.1f}".replace(".", ",")
        raise Invalid(f"Berkas terlalu besar ({shown} MB). Paling besar 10 MB; perkecil dulu.")


def check_upload(
    name: str, claimed: str, content: bytes, allowed: tuple[str, ...] = FILE_TYPES
) -> str:
    """The true media type of an upload.

    Raises Invalid for an empty, too large, unreadable or not allowed file, and for one whose
    name or claimed type says something else than its content.
    """
    wanted = " atau ".join(("PDF" if PDF in allowed else "", "foto JPEG/PNG")).removeprefix(
        " atau "
    )
    if not content:
        raise Invalid("Berkas ini kosong. Pilih berkas yang lain.")
    check_size(len(content))
    found = sniff(content)
    if found is None:
        raise Invalid(f"Isi berkas ini bukan {wanted}, atau rusak. Simpan ulang lalu unggah.")
    _, dot, extension = name.lower().rpartition(".")
    by_name = EXTENSIONS.get(extension) if dot else None
    if by_name is None and dot:
        raise Invalid(
            f"Nama berkas berakhir .{extension[:10]}, isinya {NAMES[found]}. "
            "Betulkan nama atau pilih berkas yang benar."
        )
    lie = by_name if by_name not in (None, found) else None
    if lie is None and claimed in NAMES and claimed != found:
        lie = claimed
    if lie is not None:
        raise Invalid(
            f"Berkas ini mengaku {NAMES[lie]}, tetapi isinya {NAMES[found]}. "
            "Simpan ulang dengan jenis yang benar, lalu unggah lagi."
        )
    if found not in allowed:
        raise Invalid(f"Berkas ini {NAMES[found]}. Unggah {wanted}.")
    return found
