"""Does a sheet hold together? Every fault of a package is found in one run."""

from __future__ import annotations

from loket.catalogue.check.accepted import ACCEPTABLE, apply_accepted
from loket.catalogue.check.actors import check_actors
from loket.catalogue.check.flow import check_flow
from loket.catalogue.check.letter import check_letters
from loket.catalogue.check.look import Look
from loket.catalogue.check.papers import check_papers
from loket.catalogue.check.service import check_inferred, check_service
from loket.catalogue.check.work import check_work
from loket.catalogue.finding import Finding
from loket.catalogue.reader.library import Library
from loket.catalogue.reader.nodes import Node, compose, line_at
from loket.catalogue.reader.package import SHEET_FILE, Package
from loket.core.action import ActionRegistry
from loket.core.office_file import OfficeFile
from loket.core.sheet import Procedure

__all__ = ["ACCEPTABLE", "check", "check_library", "check_package"]


def check(
    procedure: Procedure,
    office: OfficeFile | None,
    actions: ActionRegistry,
    package: Package | None = None,
) -> list[Finding]:
    """The faults of a procedure's sense, in the order of the file.

    ``package`` gives them file and line and its acceptances; without it they stand on line 1
    of the sheet's usual place. ``office`` None leaves out what only its file can tell.
    """
    usual = f"{procedure.id}/v{procedure.sheet.version}/{SHEET_FILE}"
    root: list[Node | None] = []

    def line_of(path: tuple[str | int, ...]) -> int:
        if package is None:
            return 1
        if not root:  # only a sheet with a fault is read a second time
            root.append(compose(package.content))
        return line_at(root[0], path)

    look = Look(procedure, office, actions, package.file if package else usual, line_of)
    for one in (check_flow, check_actors, check_service, check_papers, check_inferred, check_work):
        one(look)
    findings = sorted(look.findings, key=lambda finding: finding.line)
    return apply_accepted(package, findings) if package else findings


def check_package(
    package: Package, office: OfficeFile | None, actions: ActionRegistry
) -> list[Finding]:
    """All faults of one folder: those of its files, and of its sense where it can be made out."""
    findings = list(package.findings)
    if package.procedure is not None and package.procedure.sheet.steps:
        findings += check(package.procedure, office, actions, package)
    offices = {office.id: office} if office else {}
    return findings + check_letters([package], offices).get(package.file, [])


def check_library(library: Library, actions: ActionRegistry) -> list[Finding]:
    """All faults of a directory."""
    findings = list(library.findings)
    letters = check_letters(library.packages, library.offices)
    for package in library.packages:
        if package.procedure is not None and package.procedure.sheet.steps:
            office = library.offices.get(package.procedure.office)
            findings += check(package.procedure, office, actions, package)
        findings += letters.get(package.file, [])
    return findings
