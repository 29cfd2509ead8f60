"""``loket sop``: check and read SOP packages, from a directory or from a database."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from django.conf import settings

from loket.catalogue import api as catalogue
from loket.config.cli import refuse, say, start_django
from loket.config.cli.sheet_text import overview, sheet
from loket.core.sheet import Procedure

Listed = tuple[Procedure, str]  # with its status


@click.group(help="Periksa dan baca lembar SOP.")
def sop() -> None:
    pass


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--format", "form", type=click.Choice(["text", "json"]), default="text"),
        click.option(
            "--sops",
            type=click.Path(path_type=Path),
            default=Path("sops"),
            show_default=True,
            help="Direktori paket SOP",
        ),
        click.option("--data", metavar="DIR", help="Baca yang tersimpan di direktori data ini"),
    ):
        command = option(command)
    return command


@sop.command()
@click.argument("names", nargs=-1, metavar="[ID|KANTOR]…")
@_options
def check(names: tuple[str, ...], form: str, sops: Path, data: str | None) -> None:
    """Periksa lembar SOP: setiap temuan menyebut berkas, baris, sebab, dan yang harus ditulis.

    Berakhir dengan 1 bila ada temuan yang tidak diterima di accepted.yaml. Dengan --data: yang
    berlaku di basis data, dan apakah setiap jabatannya berpejabat.
    """
    directory = _data(data)
    if directory is not None:
        findings, count = _check_stored(directory, names)
    else:
        findings, count = _check_directory(sops, names)
    if form == "json":
        _answer({"findings": [finding.row() for finding in findings]})
    else:
        for finding in findings:
            click.echo(finding.text())
    open_ones = [finding for finding in findings if not finding.accepted]
    accepted = len(findings) - len(open_ones)
    say(f"{count} SOP diperiksa: {len(open_ones)} temuan, {accepted} diterima.")
    if open_ones:
        sys.exit(1)


@sop.command(name="list")
@click.argument("names", nargs=-1, metavar="[ID|KANTOR]…")
@_options
def list_(names: tuple[str, ...], form: str, sops: Path, data: str | None) -> None:
    """Daftar SOP dengan versi, revisi, dan kedudukannya."""
    found, sound = _listed(names, sops, data)
    if form == "json":
        keys = ("id", "office", "section", "title", "number", "version", "revision", "status")
        rows = [catalogue.export_one(procedure, status) for procedure, status in found]
        _answer({"procedures": [{key: row[key] for key in keys} for row in rows]})
    else:
        click.echo(overview(found))
    _end(sound)


@sop.command()
@click.argument("name", metavar="ID")
@_options
def show(name: str, form: str, sops: Path, data: str | None) -> None:
    """Tampilkan satu SOP: identitas, janji layanan, dan tabel kegiatannya."""
    found, _ = _listed((name,), sops, data)
    if len(found) != 1:
        _which(name, found)
    procedure, status = found[0]
    if form == "json":
        _answer(catalogue.export_one(procedure, status))
    else:
        click.echo(sheet(procedure, status))


@sop.command()
@click.argument("names", nargs=-1, metavar="[ID|KANTOR]…")
@_options
def export(names: tuple[str, ...], form: str, sops: Path, data: str | None) -> None:
    """Ekspor SOP untuk dibaca program lain.

    Bentuknya tetap JSON (docs/developers/sheet.md); yang tidak terbaca disebut di stderr.
    """
    found, sound = _listed(names, sops, data)
    _answer(catalogue.export(found))
    _end(sound)


def _answer(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _end(sound: bool) -> None:
    if not sound:
        sys.exit(1)


def _data(data: str | None) -> Path | None:
    """The data directory that an option names; the environment alone reads no database."""
    named = data or click.get_current_context().find_root().params.get("data")
    if not named:
        return None
    directory = Path(named)
    if not directory.is_dir():
        refuse(f"Direktori data {directory} tidak ada.")
    return directory


def _listed(names: Sequence[str], sops: Path, data: str | None) -> tuple[list[Listed], bool]:
    """The procedures asked for, and whether all of them could be read."""
    directory = _data(data)
    if directory is not None:
        return _asked(_stored(directory), names), True
    library = catalogue.read_all(sops)
    for finding in library.findings:
        say(finding.text())
    latest = library.latest()
    known = [(procedure, catalogue.status_in_directory(procedure)) for procedure in latest]
    return _asked(known, names), not library.findings


def _asked(known: list[Listed], names: Sequence[str]) -> list[Listed]:
    for name in names:
        if not any(_matches(procedure, name) for procedure, _ in known):
            refuse(f'Tidak ada SOP atau kantor "{name}". Lihat: loket sop list')
    return [one for one in known if not names or any(_matches(one[0], name) for name in names)]


def _matches(procedure: Procedure, name: str) -> bool:
    return name in (procedure.id, procedure.office)


def _which(name: str, found: list[Listed]) -> None:
    versions = ", ".join(f"{one.id} v{one.sheet.version} ({status})" for one, status in found)
    refuse(f'"{name}" bukan satu SOP: {versions}')


def _check_directory(sops: Path, names: Sequence[str]) -> tuple[list[catalogue.Finding], int]:
    # The actions live in Django apps, whose settings lay a data directory. A check of files
    # must leave none behind, nor touch the office's own.
    with TemporaryDirectory(prefix="loket-check-") as scratch:
        if not settings.configured:
            os.environ["LOKET_DATA"] = scratch
        start_django()
        from loket.cases.api import registry

        library = catalogue.read_all(sops)
        findings = catalogue.check_library(library, registry)
    if not names:
        return findings, len(library.packages)
    folders = [
        str(package.folder)
        for package in library.packages
        if any(_in_folder(package.folder, sops, name) for name in names)
    ]
    for name in names:
        if not any(_in_folder(package.folder, sops, name) for package in library.packages):
            refuse(f'Tidak ada SOP atau kantor "{name}" di {sops}.')
    offices = {str(sops / name.partition("/")[0] / "office.yaml") for name in names}
    chosen = [
        finding
        for finding in findings
        if finding.file in offices or str(Path(finding.file).parent) in folders
    ]
    return chosen, len(folders)


def _in_folder(folder: Path, sops: Path, name: str) -> bool:
    office, procedure, _ = folder.relative_to(sops).parts
    return name in (office, f"{office}/{procedure}")


def _stored(directory: Path) -> list[Listed]:
    os.environ["LOKET_DATA"] = str(directory)
    start_django()
    from loket.office import api as office

    now = office.clock.now()
    return [
        one
        for office_id in catalogue.offices()
        for one in catalogue.stored(office_id, office.local_day(office_id, now))
    ]


def _check_stored(directory: Path, names: Sequence[str]) -> tuple[list[catalogue.Finding], int]:
    found = _asked(_stored(directory), names)
    from loket.cases.api import registry
    from loket.office import api as office

    now = office.clock.now()
    findings: list[catalogue.Finding] = []
    for procedure, status in found:
        findings += catalogue.check(procedure, None, registry)
        if status == "in_force":
            present = office.rules(procedure.office, now).present
            findings += catalogue.check_holders(procedure, present)
    return findings, len(found)
