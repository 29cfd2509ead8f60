"""The only door of the catalogue app: what other apps and the command line may call.

Reading, checking and exporting a directory needs no Django; what is stored in the database is
loaded at its first use, so that ``loket sop list`` starts without one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from loket.catalogue.check import check, check_library
from loket.catalogue.check.holders import check_holders
from loket.catalogue.export import export, export_one, status_in_directory
from loket.catalogue.finding import Finding
from loket.catalogue.reader.library import Library, read_all
from loket.catalogue.reader.office import read_office
from loket.catalogue.reader.package import Package, read_folder, read_package
from loket.catalogue.reader.scenarios import ScenarioFault, read_scenarios

if TYPE_CHECKING:
    from loket.catalogue.approval import approve, approved, in_force, in_force_one, stored
    from loket.catalogue.sealing import approvals_misfits, approvals_to_seal
    from loket.catalogue.store import get, letter, offices, store

_IN_DATABASE = {
    "approvals_misfits": "sealing",
    "approvals_to_seal": "sealing",
    "approve": "approval",
    "approved": "approval",
    "in_force": "approval",
    "in_force_one": "approval",
    "stored": "approval",
    "get": "store",
    "letter": "store",
    "offices": "store",
    "store": "store",
}

__all__ = [
    "Finding",
    "Library",
    "Package",
    "ScenarioFault",
    "approvals_misfits",
    "approvals_to_seal",
    "approve",
    "approved",
    "check",
    "check_holders",
    "check_library",
    "export",
    "export_one",
    "get",
    "in_force",
    "in_force_one",
    "letter",
    "offices",
    "read_all",
    "read_folder",
    "read_office",
    "read_package",
    "read_scenarios",
    "status_in_directory",
    "store",
    "stored",
]


def __getattr__(name: str) -> Any:
    if name not in _IN_DATABASE:
        raise AttributeError(name)
    found = getattr(import_module(f"loket.catalogue.{_IN_DATABASE[name]}"), name)
    globals()[name] = found
    return found
