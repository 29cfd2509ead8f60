"""A whole directory of packages."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from loket.catalogue.finding import Finding
from loket.catalogue.reader.office import OFFICE_FILE, read_office
from loket.catalogue.reader.package import Package, read_folder
from loket.core.office_file import OfficeFile
from loket.core.sheet import Procedure

_VERSION = re.compile(r"v[1-9]\d*\Z")
PARAMETERS = "parameters"  # sops/parameters holds law as values, no office


class Library(Struct, frozen=True):
    """What a directory holds. ``procedures`` are those without a fault of reading, every
    version, by office, name and version; one broken package keeps no other from loading."""

    procedures: tuple[Procedure, ...]
    findings: tuple[Finding, ...]
    offices: dict[str, OfficeFile]
    packages: tuple[Package, ...]

    def latest(self) -> tuple[Procedure, ...]:
        """The highest version of each procedure."""
        return tuple({procedure.id: procedure for procedure in self.procedures}.values())


def read_all(sops: Path) -> Library:
    """All offices and packages under a directory. A directory that is not there is a fault."""
    offices: dict[str, OfficeFile] = {}
    findings: list[Finding] = []
    packages: list[Package] = []
    if not sops.is_dir():
        findings.append(
            Finding(
                str(sops),
                1,
                "no-directory",
                f"map {sops} tidak ada",
                "Paket SOP dibaca dari sana.",
                "Beri map yang benar dengan --sops, atau jalankan dari akar proyek.",
            )
        )
        return Library((), tuple(findings), {}, ())
    for folder in sorted(entry for entry in sops.iterdir() if entry.is_dir()):
        if folder.name == PARAMETERS or folder.name.startswith("."):
            continue
        office, faults = read_office(folder / OFFICE_FILE)
        findings += faults
        if office is not None and office.id != folder.name:
            findings.append(_wrong_folder(folder / OFFICE_FILE, office.id, folder.name))
        elif office is not None:
            offices[office.id] = office
        for version in _version_folders(folder):
            package = read_folder(version)
            findings += package.findings
            packages.append(package)
            if package.procedure is not None and package.procedure.office != folder.name:
                findings.append(
                    _wrong_folder(version / "sop.yaml", package.procedure.office, folder.name)
                )
    broken = {Path(finding.file).parent for finding in findings}
    procedures = tuple(
        package.procedure
        for package in packages
        if package.procedure is not None and package.folder not in broken
    )
    return Library(procedures, tuple(findings), offices, tuple(packages))


def _version_folders(office: Path) -> list[Path]:
    found = [
        version
        for procedure in office.iterdir()
        if procedure.is_dir()
        for version in procedure.iterdir()
        if _VERSION.match(version.name) and version.is_dir()
    ]
    return sorted(found, key=lambda folder: (folder.parent.name, int(folder.name[1:])))


def _wrong_folder(file: Path, office: str, folder: str) -> Finding:
    return Finding(
        str(file),
        1,
        "wrong-folder",
        f"instansi {office} berada di map {folder}",
        "Nama map adalah id instansi.",
        f"Pindahkan ke map {office}, atau betulkan id.",
    )
