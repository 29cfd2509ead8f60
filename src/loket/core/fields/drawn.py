"""A signature drawn on the screen: a small PNG that is really one, and is not blank."""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from collections.abc import Iterator

from loket.core.fields.invalid import Invalid

MAX_BYTES = 200_000  # ours: a drawn signature takes 3 to 20 kB
MAX_WIDTH, MAX_HEIGHT = 1600, 800  # pixels; the pad draws 640 x 220, twice that on sharp screens
MIN_INK = 24  # pixels that differ from the ground; less is a slip of the pen
PREFIX = "data:image/png;base64,"
BROKEN = "Tanda tangan tidak terbaca. Hapus, lalu minta ditandatangani lagi."

_START = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}


def clean_signature(raw: str) -> bytes:
    """The PNG bytes of a drawn signature, from its data URL. Raises Invalid."""
    if not raw.startswith(PREFIX):
        raise Invalid(BROKEN)
    if len(raw) > MAX_BYTES * 4 // 3 + 100:
        raise Invalid("Gambar tanda tangan terlalu besar. Hapus, lalu gambar lagi.")
    try:
        content = base64.b64decode(raw[len(PREFIX) :], validate=True)
    except (binascii.Error, ValueError):
        raise Invalid(BROKEN) from None
    if not has_ink(content):
        raise Invalid("Tanda tangan belum digambar. Minta penerima menandatangani kotak ini.")
    return content


def has_ink(content: bytes) -> bool:
    """Whether a PNG shows more than one even ground. Raises Invalid when it is no sound PNG
    of 8 bits per channel, without interlace, within the bounds."""
    header, packed = b"", b""
    for kind, data in _chunks(content):
        if kind == b"IHDR":
            header = data
        elif kind == b"IDAT":
            packed += data
    if len(header) != 13:
        raise Invalid(BROKEN)
    width, height, depth, colour, method, filtering, interlace = struct.unpack(">IIBBBBB", header)
    channels = _CHANNELS.get(colour)
    sound = depth == 8 and channels is not None and (method, filtering, interlace) == (0, 0, 0)
    if not sound or not (0 < width <= MAX_WIDTH and 0 < height <= MAX_HEIGHT):
        raise Invalid(BROKEN)
    assert channels is not None
    return _inked(_unpack(packed, (width * channels + 1) * height), width, channels) >= MIN_INK


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    if content[:8] != _START:
        raise Invalid(BROKEN)
    at, kind = 8, b""
    while kind != b"IEND":
        if at + 12 > len(content):
            raise Invalid(BROKEN)
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        data, crc = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if len(crc) != 4 or zlib.crc32(kind + data) != int.from_bytes(crc, "big"):
            raise Invalid(BROKEN)
        at += 12 + length
        yield kind, data


def _unpack(packed: bytes, size: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        pixels = unpacker.decompress(packed, size + 1)
    except zlib.error:
        raise Invalid(BROKEN) from None
    if len(pixels) != size:
        raise Invalid(BROKEN)
    return pixels


def _inked(filtered: bytes, width: int, channels: int) -> int:
    """Pixels that differ from the first one; stops counting when there are enough."""
    stride, ink = width * channels, 0
    above = bytes(stride)
    ground = b""
    for start in range(0, len(filtered), stride + 1):
        row = _unfilter(filtered[start], filtered[start + 1 : start + 1 + stride], above, channels)
        ground = ground or row[:channels]
        if row != ground * width:
            ink += sum(row[at : at + channels] != ground for at in range(0, stride, channels))
            if ink >= MIN_INK:
                return ink
        above = row
    return ink


def _unfilter(kind: int, row: bytes, above: bytes, step: int) -> bytes:
    """One scan line as pixels (PNG specification, section 9)."""
    if kind == 0:
        return row
    if kind == 2:
        return bytes((x + up) & 255 for x, up in zip(row, above, strict=True))
    if kind not in (1, 3, 4):
        raise Invalid(BROKEN)
    out = bytearray(row)
    for at in range(len(out)):
        left = out[at - step] if at >= step else 0
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + above[at]) // 2
        else:
            guess = _paeth(left, above[at], above[at - step] if at >= step else 0)
        out[at] = (out[at] + guess) & 255
    return bytes(out)


def _paeth(left: int, up: int, corner: int) -> int:
    p = left + up - corner
    by_left, by_up, by_corner = abs(p - left), abs(p - up), abs(p - corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner
