"""``loket bench``: the product's figures beside its peers, on scratch data that is then removed."""

from __future__ import annotations

import os
from pathlib import Path

import click
from msgspec import json, structs, to_builtins

from loket.config.bench.figures import HEADS, Figure, as_rows
from loket.config.bench.run import FULL, GROUPS, QUICK, Bench
from loket.config.cli import say
from loket.config.cli.table import table


@click.command()
@click.option("--quick", is_flag=True, help="Sekejap saja: memeriksa jalannya, bukan angkanya")
@click.option("--cases", type=click.IntRange(100), help="Jumlah berkas terbanyak untuk halaman")
@click.option("--runs", type=click.IntRange(1, 20), help="Berapa kali; yang dilaporkan mediannya")
@click.option("--only", type=click.Choice(GROUPS), multiple=True, help="Hanya ukuran ini")
@click.option("--sops", default="sops", show_default=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def bench(
    quick: bool,
    cases: int | None,
    runs: int | None,
    only: tuple[str, ...],
    sops: Path,
    form: str,
) -> None:
    """Ukur kecepatan dan memori Loket di samping pembandingnya, di data sementara."""
    size = QUICK if quick else FULL
    if runs is not None:
        size = structs.replace(size, runs=runs)
    if cases is not None:
        size = structs.replace(size, pages=tuple(sorted({min(size.pages[0], cases), cases})))
    # On the disk of the office's data, where a commit costs what it costs there.
    disk = Path(os.environ.get("LOKET_DATA") or "data").absolute().parent
    with Bench(disk, sops, size, say) as measuring:
        figures = measuring.figures(only or GROUPS)
    if form == "json":
        click.echo(json.format(json.encode({"figures": to_builtins(figures)}), indent=2).decode())
    else:
        click.echo(_text(figures))


def _text(figures: list[Figure]) -> str:
    return table(HEADS, as_rows(figures), wraps=(0, 3, 6))
