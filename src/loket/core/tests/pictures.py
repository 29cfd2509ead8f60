"""Small files of each kind, and drawings that are one or are not."""

from __future__ import annotations

import base64
import struct
import zlib

from loket.core.fields import drawn


def png(width: int = 40, height: int = 20, ink: int = 60, colour: int = 6) -> bytes:
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    pixels = [b"\x00" * channels] * (width * height)
    for spot in range(ink):
        pixels[spot * 3 + 1] = b"\xff" * channels
    rows = b"".join(
        b"\x00" + b"".join(pixels[row * width : (row + 1) * width]) for row in range(height)
    )
    return pack(struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0), rows)


def pack(header: bytes, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def as_url(content: bytes) -> str:
    return drawn.PREFIX + base64.b64encode(content).decode()


JPEG = b"\xff\xd8\xff\xe0 isi gambar \xff\xd9"
PDF = b"%PDF-1.7\nisi\n%%EOF\n"
