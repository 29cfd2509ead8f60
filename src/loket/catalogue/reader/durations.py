"""Times as the sheets print them."""

from __future__ import annotations

import re

from loket.catalogue.reader.nodes import Node
from loket.catalogue.reader.page import Page, is_null
from loket.core.sheet import Duration, Promise

_PRINTED = re.compile(r"(\d+) ?(menit|jam|hari|minggu)(?: (\d+) ?menit)?\Z", re.IGNORECASE)
# "Tentative" and "Relatif" are the seeds' words, "open" is ours.
_OPEN = frozenset({"open", "tentative", "tentatif", "relatif", "relative"})
_UNITS = {
    "menit": ("minutes", 1),
    "jam": ("minutes", 60),
    "hari": ("days", 1),
    "minggu": ("weeks", 1),
}


def duration(page: Page, node: Node | None, where: str) -> Duration | None:
    """``5 menit``, ``1 jam``, ``1 jam 30 menit``, ``2 hari``, ``1 minggu``,
    ``open``; None when nothing is printed."""
    if node is None or is_null(node):
        return None
    value = node.value if isinstance(node.value, str) else ""
    if value.lower() in _OPEN:
        return Duration(open_ended=True)
    match = _PRINTED.match(value)
    if match is None or (match[3] and match[2].lower() != "jam"):
        guess = f"{value} menit" if value.isdigit() else "5 menit"
        page.fault(
            node,
            "bad-duration",
            f'{where}: waktu "{value}" tidak dikenal' if value else f"{where}: waktu harus teks",
            "Waktu baku dipakai untuk menghitung jatuh tempo dan dicetak di lembar.",
            f"Tulis bilangan dan satuan: menit, jam, hari, minggu; contoh `{guess}`. "
            "Waktu yang tidak pasti: `open`. Bila tidak tercetak: hapus barisnya.",
            sound=True,
        )
        return None
    unit, factor = _UNITS[match[2].lower()]
    amount = int(match[1]) * factor + int(match[3] or 0)
    if unit == "minutes":
        return Duration(minutes=amount)
    return Duration(weeks=amount) if unit == "weeks" else Duration(days=amount)


def promise(page: Page, node: Node | None) -> Promise | None:
    """``{days: 1}`` or ``{minutes: 30}``, with ``calendar: true`` where the law counts so."""
    if node is None or is_null(node):
        return None
    table = page.table(node, "promise", ("minutes", "days", "calendar"))
    minutes, days = table.get("minutes"), table.get("days")
    calendar = page.yes_no(table.get("calendar"), "promise.calendar", False)
    if (minutes is None) == (days is None) or (calendar and days is None):
        page.fault(
            node,
            "bad-promise",
            "promise harus memuat tepat satu dari minutes atau days",
            "Janji waktu layanan adalah satu angka yang dijanjikan kepada warga.",
            "Tulis `promise: {days: 1}` atau `promise: {minutes: 30}`; "
            "`calendar: true` hanya bersama days.",
        )
        return None
    if minutes is not None:
        return Promise(minutes=page.number(minutes, "promise.minutes", 1))
    return Promise(days=page.number(days, "promise.days", 1), calendar=calendar)
