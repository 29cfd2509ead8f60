"""Building the demo's data directory anew whenever it no longer fits the packages."""

from __future__ import annotations

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.core.management import call_command

from loket.catalogue import api as catalogue
from loket.config.demo.living import Life
from loket.config.demo.people import OFFICERS, PASSWORD
from loket.config.demo.telling import tell
from loket.core.sheet import Procedure
from loket.office import api as office

STAMP = "demo.stamp"
LIVING = {"jumapolo": "jumapolo/layanan-legalisir-surat-surat"}
FROM = date(2026, 1, 1)  # ours: the invented officers hold their posts since this day


def stamp(sops: Path) -> str:
    """What the demo was made of: every file of the packages, and the demo's own code."""
    digest = sha256()
    files = [*sops.rglob("*.yaml"), *sops.rglob("*.typ"), *Path(__file__).parent.glob("*.py")]
    files += Path(__file__).parents[2].rglob("migrations/*.py")
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def fits(data: Path, sops: Path) -> bool:
    """Whether the data directory holds a whole demo made of exactly these files."""
    kept = data / STAMP
    return kept.exists() and kept.read_text() == stamp(sops)


def wipe(data: Path) -> None:
    """Remove an older demo; the mark of simulation stays."""
    for file in data.glob("db.sqlite3*"):
        file.unlink()
    shutil.rmtree(data / "blobs", ignore_errors=True)
    (data / STAMP).unlink(missing_ok=True)


def build(data: Path, sops: Path) -> int:
    """Migrate, load offices and officers, adopt the packages, play; how many cases."""
    call_command("migrate", verbosity=0, interactive=False)
    library = catalogue.read_all(sops)
    made = 0
    for office_id, file in library.offices.items():
        office.load_office(file)
        office.load_parameters(sops / "parameters", office_id)
        _hire(office_id)
        adopted = [one for one in library.procedures if one.office == office_id]
        letters = {
            one.procedure.work_digest: one.letter for one in library.packages if one.procedure
        }
        for procedure in adopted:
            _adopt(procedure, letters[procedure.work_digest])
        wanted = LIVING.get(office_id)
        if any(one.id == wanted for one in adopted):
            now = office.clock.now()
            made += Life(office_id, str(wanted), now).play()
            tell(office_id, now)
            office.clock.real()
    (data / STAMP).write_text(stamp(sops))
    return made


def _hire(office_id: str) -> None:
    for one in OFFICERS.get(office_id, ()):
        officer = office.add_officer(
            office_id,
            username=one.username,
            name=one.name,
            nip=one.nip,
            rank=one.rank,
            password=PASSWORD,
        )
        for post in one.posts:
            office.hold(officer, post, kind="definitive", valid_from=FROM, basis="Data demo")


def _adopt(procedure: Procedure, letter: str) -> None:
    catalogue.store(procedure, letter)
    effective = procedure.sheet.identity.effective
    catalogue.approve(
        procedure.office,
        procedure,
        valid_from=date.fromisoformat(effective) if effective else FROM,
        decree=procedure.sheet.identity.decree or "Data demo",
        by="Data demo",
    )


def sign_ins() -> str:
    """The sign-ins of the demo as a table to print."""
    rows = [
        f"  {one.username:<18} {one.name:<24} {', '.join(one.posts)}"
        for officers in OFFICERS.values()
        for one in officers
    ]
    return "\n".join([f"Masuk sebagai (kata sandi semua: {PASSWORD}):", *rows])
