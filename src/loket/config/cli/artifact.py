"""``loket artifact show ID``: one proof with its facts and its file."""

from __future__ import annotations

import json
import os

import click

from loket.config.cli import refuse, start_django


@click.group()
def artifact() -> None:
    """Buka bukti keluaran."""


@artifact.command()
@click.argument("artifact_id", metavar="ID")
@click.option("--data", metavar="DIR", help="Direktori data (atau LOKET_DATA)")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show(artifact_id: str, data: str | None, form: str) -> None:
    """Cetak satu bukti: keluaran apa, dari berkas mana, dengan isi apa."""
    if data:
        os.environ["LOKET_DATA"] = data
    start_django()
    from loket.cases import api as cases
    from loket.core.refused import Refused

    try:
        found = cases.artifact_record(artifact_id)
    except Refused as refused:
        refuse(refused.reason)
        return
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for name, value in found.items():
        if name != "facts":
            click.echo(f"{name:8} {value if value is not None else '-'}")
    for name, value in found["facts"].items():
        click.echo(f"  {name}: {value}")
