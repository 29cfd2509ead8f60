"""Files and drawn signatures: what they say they are, and what they are."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.core.fields import drawn, sniff
from loket.core.fields.invalid import Invalid
from loket.core.tests.pictures import JPEG, PDF, as_url, pack, png


@pytest.mark.parametrize(
    ("name", "claimed", "content", "found"),
    [
        ("ktp.pdf", "application/pdf", PDF, sniff.PDF),
        ("KTP.JPG", "image/jpeg", JPEG, sniff.JPEG),
        ("foto", "application/octet-stream", JPEG, sniff.JPEG),
        ("ttd.png", "", png(), sniff.PNG),
    ],
)
def test_an_honest_upload_is_taken(name: str, claimed: str, content: bytes, found: str) -> None:
    assert sniff.check_upload(name, claimed, content) == found


@pytest.mark.parametrize(
    ("name", "claimed", "content", "word"),
    [
        ("ktp.pdf", "application/pdf", b"", "kosong"),
        ("ktp.pdf", "application/pdf", JPEG, "mengaku PDF, tetapi isinya foto JPEG"),
        ("ktp.jpg", "application/pdf", JPEG, "mengaku PDF"),
        ("ktp.exe", "", PDF, r"\.exe"),
        ("ktp.pdf", "", b"MZ" + b"\x00" * 99, "bukan PDF"),
        ("ktp.pdf", "", b"<html>", "bukan PDF"),
        ("ktp.pdf", "", b"%PDF-1.7 terpotong", "rusak"),
        ("ktp.pdf", "", b"%PDF-" + b"a" * sniff.MAX_BYTES, "terlalu besar"),
    ],
)
def test_an_upload_that_lies_is_refused(name: str, claimed: str, content: bytes, word: str) -> None:
    with pytest.raises(Invalid, match=word):
        sniff.check_upload(name, claimed, content)


def test_a_photo_is_no_pdf() -> None:
    with pytest.raises(Invalid, match="Unggah foto"):
        sniff.check_upload("a.pdf", "", PDF, sniff.PHOTO_TYPES)


def test_file_names_lose_their_folders() -> None:
    assert sniff.safe_name("C:\\surat\\ktp.pdf") == "ktp.pdf"
    assert sniff.safe_name("../../etc/passwd") == "passwd"
    assert sniff.safe_name("..") == "berkas"
    assert len(sniff.safe_name("a" * 300 + ".pdf")) == sniff.NAME_LENGTH
    assert sniff.safe_name("a" * 300 + ".pdf").endswith(".pdf")


@pytest.mark.parametrize("colour", [0, 2, 4, 6])
def test_a_drawn_signature_is_taken(colour: int) -> None:
    content = png(colour=colour)
    assert drawn.clean_signature(as_url(content)) == content


def test_a_signature_packed_with_each_filter_is_read() -> None:
    width, height = 30, 10
    for kind in range(5):
        rows = b"".join(
            bytes([kind]) + bytes((x * y * 7) & 255 for x in range(width * 4))
            for y in range(height)
        )
        assert drawn.has_ink(pack(struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0), rows))


def test_an_empty_pad_is_not_a_signature() -> None:
    for content in (png(ink=0), png(ink=5)):
        with pytest.raises(Invalid, match="belum digambar"):
            drawn.clean_signature(as_url(content))


@pytest.mark.parametrize(
    "raw",
    [
        "data:image/png;base64,",
        "data:image/png;base64,%%%",
        "data:image/jpeg;base64,AAAA",
        "data:text/html,<script>",
        as_url(png()[:-20]),
        as_url(b"\x89PNG\r\n\x1a\n" + b"a" * 50),
        as_url(png().replace(b"IDAT", b"IDAX")),
        as_url(pack(struct.pack(">IIBBBBB", 9000, 9000, 8, 6, 0, 0, 0), b"\x00" * 10**6)),
        as_url(pack(struct.pack(">IIBBBBB", 10, 10, 8, 6, 0, 0, 0), b"\x00" * 10**6)),
        drawn.PREFIX + "A" * 400_000,
    ],
)
def test_a_signature_that_is_no_png_is_refused(raw: str) -> None:
    with pytest.raises(Invalid):
        drawn.clean_signature(raw)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-", b"\xff\xd8\xff", png()]), st.text())
def test_no_file_makes_the_sniffing_stumble(tail: bytes, head: bytes, name: str) -> None:
    try:
        assert sniff.check_upload(name, name, head + tail) in sniff.FILE_TYPES
    except Invalid as invalid:
        assert invalid.message
    assert sniff.safe_name(name)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=12))
def test_a_damaged_png_is_refused_not_fatal(at: int, patch: bytes) -> None:
    whole = png()
    at = min(at, len(whole))
    try:
        drawn.has_ink(whole[:at] + patch + whole[at + len(patch) :])
    except Invalid as invalid:
        assert invalid.message == drawn.BROKEN
