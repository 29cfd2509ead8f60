"""``loket demo``: a small living office of invented people, made through the real services."""

from __future__ import annotations

import os
from pathlib import Path

import click

from loket.config.cli import refuse, say, start_django
from loket.config.data_directory import OFFICE_MARK, SIMULATION_MARK


@click.command()
@click.option("--port", type=int, default=8123, help="Port pada alamat yang dicetak")
def demo(port: int) -> None:
    """Isi direktori data dengan kantor contoh; dibangun ulang bila paket SOP berubah."""
    data = Path(os.environ.get("LOKET_DATA") or "data").absolute()
    if (data / OFFICE_MARK).exists():
        refuse(f"{data} milik kantor sungguhan; kantor contoh tidak dimuat ke sana.")
    mine = (data / SIMULATION_MARK).exists()
    if not mine and any(data.glob("db.sqlite3")):
        refuse(f"{data} berisi data yang bukan kantor contoh. Pilih direktori lain dengan --data.")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / SIMULATION_MARK).touch()
    start_django()
    from django.conf import settings

    from loket.config.demo import build

    if not build.fits(data, settings.LOKET_SOPS):
        say("Menyiapkan kantor contoh …")
        build.wipe(data)
        made = build.build(data, settings.LOKET_SOPS)
        say(f"{made} berkas contoh dibuat.")
    click.echo(f"Kantor contoh: http://127.0.0.1:{port}/")
    click.echo(build.sign_ins())
