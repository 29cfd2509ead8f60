"""The command ``loket``. stdout holds the answer alone, messages go to stderr."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec

import click

# name: (module, one line of help). A module is loaded only when its command is called, so that
# ``loket --help`` and the commands without a database start quickly.
COMMANDS = {
    "serve": ("loket.config.cli.serve", "Jalankan Loket di komputer ini."),
    "worker": ("loket.config.cli.worker", "Jalankan pekerja latar saja."),
    "demo": ("loket.config.cli.demo", "Isi direktori data dengan kantor contoh."),
    "sop": ("loket.config.cli.sop", "Periksa dan baca lembar SOP."),
    "case": ("loket.config.cli.case", "Baca satu permohonan."),
    "audit": ("loket.config.cli.audit", "Segel harian dan pemeriksaan data."),
    "rehearse": ("loket.config.cli.rehearse", "Gladi SOP di data sementara."),
    "bench": ("loket.config.cli.bench", "Ukur kecepatan dan memori."),
    "artifact": ("loket.config.cli.artifact", "Buka satu bukti keluaran."),
}


class Lazy(click.Group):
    """A group whose commands are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, (module, _) in COMMANDS.items() if find_spec(module)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, COMMANDS[name][1]) for name in self.list_commands(ctx)]
        with formatter.section("Perintah"):
            formatter.write_dl(rows)


@click.group(cls=Lazy, help="Loket: kantor pelayanan yang berjalan menurut SOP-nya sendiri.")
@click.option("--data", metavar="DIR", help="Direktori data (atau LOKET_DATA); bawaan: data")
@click.version_option(package_name="loket", message="%(version)s")
def loket(data: str | None) -> None:
    if data:
        os.environ["LOKET_DATA"] = data


def start_django() -> None:
    """Load settings and apps. For the commands that read a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    import django

    django.setup()


def say(message: str) -> None:
    """A message to the person at the keyboard: never to stdout, which holds the answer."""
    click.echo(message, err=True)


def refuse(message: str) -> None:
    """Say why and end with exit 1."""
    say(message)
    sys.exit(1)


def main() -> None:
    loket(prog_name="loket")
