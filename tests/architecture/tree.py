"""The source tree as the tests of the architecture see it."""

from __future__ import annotations

import configparser
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "loket"
NOT_OURS = {".git", ".venv", "data", "build", "dist", "node_modules", "__pycache__"}


@cache
def files(*suffixes: str, under: Path = ROOT) -> tuple[Path, ...]:
    """Every file of the project with one of these suffixes (all when none is given)."""

    def walk() -> Iterator[Path]:
        for folder, folders, names in os.walk(under):
            folders[:] = sorted(
                name for name in folders if name not in NOT_OURS and not name.endswith("_cache")
            )
            for name in sorted(names):
                if not suffixes or name.endswith(suffixes):
                    yield Path(folder) / name

    return tuple(walk())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """``src/loket/cases/api/__init__.py`` -> ``loket.cases.api``."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def app_of(module: str) -> str:
    """The part of the house a module is in: ``cases``, ``core``, ``modules.record`` …"""
    parts = module.split(".")[1:]
    if not parts:
        return ""
    return ".".join(parts[:2]) if parts[0] == "modules" and len(parts) > 1 else parts[0]


@cache
def layers() -> dict[str, int]:
    """Rank of each app, higher may use lower; read from the contracts of the import linter.

    Neighbours on one line share a rank and may not use each other.
    """
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")

    def lines(contract: str) -> list[list[str]]:
        text = contracts[f"importlinter:contract:{contract}"]["layers"]
        return [
            [name.strip(" ()") for name in line.split("|")]
            for line in reversed(text.strip().splitlines())
        ]

    ranks: dict[str, int] = {}
    for names in lines("top"):
        for name in names:
            if name != "modules":
                ranks[name] = len(ranks) * 100
                continue
            start = len(ranks) * 100
            for step, inner in enumerate(lines("modules")):
                ranks.update({f"modules.{module}": start + step for module in inner})
    return ranks
