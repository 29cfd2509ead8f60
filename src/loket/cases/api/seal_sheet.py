"""The closing sheet of a day: what was done, the last number of each book, the seal."""

from __future__ import annotations

from typing import Any

from loket.cases.api.seal_sources import sources
from loket.cases.models import SealRow
from loket.core import seal as core
from loket.core.seal import CASES, Seal
from loket.office import api as office
from loket.paper import qr
from loket.paper.closing import closing_sheet
from loket.ui.words import long_date

_ADVICE = (
    "Cetak, tanda tangani, dan simpan lembar ini di luar komputer kantor. Data yang disegel lalu"
    " diubah, dihapus, atau dihitung ulang akan ketahuan bila angka segel di atas dibandingkan"
    " dengan perintah"
)
# ours: who closes the day and who looks on
_SIGNERS = ("Petugas yang menutup,", "Mengetahui, pimpinan atau yang mewakili,")


def sheet(seal: Seal) -> bytes:
    """The closing sheet of this seal as a PDF; the same bytes each time."""
    info = office.office(seal.office)
    made = office.local(seal.office, seal.at)
    data: dict[str, Any] = {
        "title": "Lembar penutupan harian",
        "office": info.name,
        "letterhead": info.letterhead or (info.name,),
        "address": info.address,
        "day": long_date(seal.day),
        "so_far": f"Hari belum berakhir. Lembar ini mencakup yang tercatat sampai pukul"
        f" {made:%H.%M}."
        if seal.so_far
        else "",
        "counts": [
            {"label": label, "value": f"{value:,}".replace(",", ".")}
            for label, value in (
                ("Tindakan", seal.counts.get("acts", 0)),
                ("Berkas dikerjakan", seal.counts.get("touched", 0)),
                ("Berkas baru", seal.counts.get("opened", 0)),
                ("Semua berkas", seal.opened),
            )
        ],
        "books": _books(seal),
        "no": str(seal.no),
        "line": seal.line,
        "groups": core.groups(seal.hash),
        "previous": core.groups(seal.previous),
        "root": core.groups(seal.roots[CASES]),
        "qr": qr.svg(seal.line),
        "advice": _ADVICE,
        "command": "loket audit verify --against",
        "signers": _SIGNERS,
    }
    return closing_sheet(data, seal.at)


def _books(seal: Seal) -> list[dict[str, str]]:
    """Books of the year, and those of other years that have got a number since."""
    before = _before(seal)
    rows = []
    for source in sources():
        for name, title in source.labels(seal.office).items():
            last = seal.last.get(name, 0)
            added = last - before.get(name, 0)
            if last and (added or name.endswith(f"/{seal.day.year}")):
                rows.append({"title": title, "last": str(last), "added": str(added)})
    return rows


def _before(seal: Seal) -> dict[str, int]:
    rows = SealRow.objects.in_office(seal.office).filter(no=seal.no - 1)
    text = rows.values_list("text", flat=True).first()
    return core.read(text).last if text else {}
