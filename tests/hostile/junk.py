"""What no honest browser sends: garbled answers, names, addresses and files, from one seed."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

TEXTS = (
    *("", " ", "\x00", "\ufeff", "\u202e", "😀" * 40, "é" * 300, "ʼ", "-1", "0", "1e309", "NaN"),
    *("9" * 400, "2" * 16, "9901015706880001", "00000000000000000000", "½", "٣", "−5", "0x10"),
    *("' OR 1=1 --", '"; DROP TABLE cases_case; --', "%s%n", "{permohonan.nik}", "{{ 7*7 }}"),
    *("<script>alert(1)</script>", "../../etc/passwd", "file:///etc/passwd", "http://[::1"),
    *("2026-02-30", "31-12-9999", "0000-00-00", "29-02-2100", "25:61", "99-99-9999 99.99"),
    *("true", "null", "[]", "{}", "yes", "no", "a" * 5000, "\n" * 50, "\t", "\\", "\ud7ff"),
    *("data:image/png;base64,", "data:image/png;base64,AAAA", "data:text/html,<b>", "#" * 99),
)
NAMES = (
    *("", "version", "key", "exit", "reason", "to", "officer", "seq", "done_at", "late_reason"),
    *("party.pemohon.nik", "1.record.data.surat.999.jenis", "1.record.data.surat.-1.jenis"),
    *("1.record.papers.fotokopi_surat", "1.documents.sign_wet.pindaian.kept", "cari", "kode"),
    *("..", "a.b.c.d.e.f", "x" * 300, "1.record.data.surat.0", "csrfmiddlewaretoken", "lanjut"),
)
FILES = (b"", b"MZ\x90\x00", b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff")
FILE_NAMES = ("a.pdf", "../a.pdf", "\x00.pdf", "a" * 300 + ".png", ".", "a.pdf.exe", "📎.jpg")
METHODS = (*("get",) * 3, *("post",) * 8, "put", "patch", "delete", "head", "options")
WHERE = (
    *("0", "1", "999999999", str(2**63), str(2**70), "-1", "x", "%00", "..", "a/b", "ABCDEFGHIJKL"),
    *("jumapolo", "legalisasi", "2026", "0000", "99999", "%F0%9F%98%80", "a" * 300, "%ff"),
)


class _File(BytesIO):
    """A file under any name: what Django itself would not let a form make."""

    name = ""


def answers(chance: Random, honest: dict[str, Any]) -> dict[str, Any]:
    """The honest answers, some of them spoilt, lost, doubled, or joined by others."""
    sent: dict[str, Any] = dict(honest)
    for name in list(sent):
        if chance.random() < 0.25:
            sent[name] = chance.choice(TEXTS)
        elif chance.random() < 0.08:
            del sent[name]
        elif chance.random() < 0.05:
            sent[name] = [chance.choice(TEXTS), chance.choice(TEXTS)]
    for _ in range(chance.randrange(3)):
        sent[chance.choice(NAMES)] = chance.choice(TEXTS)
    if chance.random() < 0.15:
        name = chance.choice([*honest, *NAMES])
        sent[name] = _File(chance.choice(FILES))
        sent[name].name = chance.choice(FILE_NAMES)
    return sent


def address(chance: Random, honest: str) -> str:
    """The honest address, or one with a part of it spoilt."""
    if chance.random() < 0.75:
        return honest
    parts = honest.strip("/").split("/")
    parts[chance.randrange(len(parts))] = chance.choice(WHERE)
    query = f"?{chance.choice(NAMES[1:])}={chance.choice(WHERE)}" if chance.random() < 0.3 else ""
    return f"/{'/'.join(parts)}/{query}"
