"""``loket audit seal|verify``: closing a day, and checking that nothing was changed since."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loket.config.cli import refuse, say, start_django

if TYPE_CHECKING:
    from loket.core.seal import Seal

STOPPED = 130  # as a shell tells an interrupt
_EVERY = 1000  # rows between two words about the progress


@click.group()
def audit() -> None:
    """Segel harian dan pemeriksaan data."""


@audit.command()
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Segel hari ini saja (2026-11-24)")
@click.option("--so-far", is_flag=True, help="Dengan --day: hari itu boleh belum berakhir")
@click.option("--to", "place", metavar="DIR", help="Tulis segel dan lembar penutupan ke sini")
@click.option("--office", "only", metavar="ID", help="Kantor ini saja")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def seal(
    day: datetime | None, so_far: bool, place: str | None, only: str | None, form: str
) -> None:
    """Segel hari-hari yang sudah berakhir, lalu hari ini sampai saat ini.

    Yang dicetak, satu baris per segel, disimpan di luar komputer kantor. Dengan LOKET_SEAL_COPY
    segel dan lembarnya juga dikirim ke tempat kedua; bila gagal, perintah ini berakhir dengan 1
    dan pekerja Loket mencobanya lagi.
    """
    start_django()
    from loket.cases import api
    from loket.core.refused import Refused
    from loket.office import api as office

    now = office.clock.now()
    offices = _offices(only)
    made: list[Seal] = []
    try:
        for office_id in offices:
            if day is None:
                made += api.seal_now(office_id, now)
            else:
                made.append(api.seal_day(office_id, day.date(), now, so_far=so_far))
        if place is not None:
            for one in made:
                for path in api.hand_over(one, Path(place)):
                    say(f"Ditulis: {path}")
    except Refused as refused:
        refuse(refused.reason)
    except OSError as error:
        refuse(f"{place} tidak dapat ditulis: {error.strerror}. Segelnya sendiri sudah tersimpan.")
    click.echo(
        json.dumps([_told(one) for one in made], indent=2) if form == "json" else _text(made)
    )
    api.hand_over_due(now)
    late = [(office_id, *one) for office_id in offices for one in api.seals_waiting(office_id)]
    for office_id, no, why in late:
        say(f"Segel {no} {office_id} belum sampai di tempat kedua: {why or 'menunggu giliran'}")
    sys.exit(1 if late else 0)


def _text(made: list[Seal]) -> str:
    return "\n".join(one.line for one in made)


def _told(one: Seal) -> dict[str, Any]:
    return {"hash": one.hash, "line": one.line, **json.loads(one.text)}


@audit.command()
@click.option("--against", metavar="FILE", help="Segel yang disimpan di tempat lain: berkas, DIR")
@click.option("--office", "only", metavar="ID", help="Kantor ini saja")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def verify(against: str | None, only: str | None, form: str) -> None:
    """Periksa semua yang tersimpan: rantai tindakan, berkas, tugas, nomor, buku, bukti, segel.

    Tiap kerusakan dicetak dengan nomor berkasnya. Berakhir dengan 0 hanya bila semuanya baik.
    Tanpa --against, segel di LOKET_SEAL_COPY yang dibandingkan. Boleh dihentikan (Ctrl+C).
    """
    start_django()
    from loket.cases import api

    offices = _offices(only)
    handed = _handed(against)
    faults: list[dict[str, str]] = []
    try:
        with _progress() as report:
            for fault in api.verify(handed, report, only):
                one = {"office": fault.office, "where": fault.where, "what": fault.what}
                faults.append(one)
                if form == "text":
                    where = f" {fault.where}:" if fault.where else ""
                    click.echo(f"{fault.office}{where} {fault.what}")
    except KeyboardInterrupt:
        say(f"Dihentikan; {len(faults)} kerusakan ditemukan sampai di sini.")
        sys.exit(STOPPED)
    late = [(office_id, *one) for office_id in offices for one in api.seals_waiting(office_id)]
    for office_id, no, why in late:
        say(f"Segel {no} {office_id} belum sampai di tempat kedua: {why or 'menunggu giliran'}")
    if form == "json":
        answer = {"ok": not faults, "faults": faults, "compared": len(handed)}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    elif not faults:
        click.echo(f"Semua baik. {len(handed)} segel dibandingkan dengan tempat kedua.")
    sys.exit(1 if faults else 0)


def _offices(only: str | None) -> list[str]:
    from loket.office import api as office

    known = office.office_ids()
    if only is not None and only not in known:
        refuse(f"Kantor {only} tidak ada. Yang ada: {', '.join(known)}")
    return known if only is None else [only]


def _handed(against: str | None) -> dict[tuple[str, int], str]:
    from django.conf import settings

    from loket.cases import api
    from loket.core.seal import read_lines

    place = against or settings.LOKET_SEAL_COPY
    if place is None:
        return {}
    try:
        return read_lines(api.handed_lines(Path(place)))
    except OSError as error:
        refuse(f"{place} tidak dapat dibaca: {error.strerror}.")
    except ValueError as unread:
        refuse(
            f"Baris segel ini tidak dapat dibaca, atau bertentangan dengan yang lain: {unread}."
            " Tulis seperti di lembar penutupan."
        )
    return {}


@contextmanager
def _progress() -> Iterator[Any]:
    """Says on stderr how far it is: at a terminal on one line, else seldom."""
    shown = sys.stderr.isatty()
    last: tuple[str, int] = ("", 0)

    def report(office_id: str, what: str, done: int) -> None:
        nonlocal last
        if shown:
            sys.stderr.write(f"\r\033[K{office_id}: {what} {done}")
            sys.stderr.flush()
        elif what != last[0] or done >= last[1] + _EVERY:
            last = what, done
            say(f"{office_id}: {what} {done}")

    try:
        yield report
    finally:
        if shown:
            sys.stderr.write("\r\033[K")
