"""The directory that holds everything an office owns: database, files, secret."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SIMULATION_MARK = "simulation"  # an empty file, laid by the demo and by scratch data
OFFICE_MARK = "office"  # an empty file, laid when a real office is set up


def data_directory() -> Path:
    """``LOKET_DATA``, else ``data`` where the command was given; created when absent."""
    path = Path(os.environ.get("LOKET_DATA") or "data").absolute()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_key(data: Path) -> str:
    """The key that signs sessions, made on the first run, readable by the owner alone."""
    path = data / "secret.key"
    try:
        # O_EXCL: of two processes that start together one writes, the other reads.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text("ascii").strip()
        if not key:
            raise ImproperlyConfigured(f"{path} is empty: delete it to make a new key") from None
        return key
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key


def simulation(data: Path) -> bool:
    """Whether time may be simulated and invented numbers are accepted.

    True for demo, scratch and test data: by the mark in the directory, or by
    ``LOKET_SIMULATION=1``. Raises ImproperlyConfigured where that would touch a real office.
    """
    wanted = (data / SIMULATION_MARK).exists() or os.environ.get("LOKET_SIMULATION") == "1"
    if wanted and (data / OFFICE_MARK).exists():
        raise ImproperlyConfigured(f"{data} belongs to a real office: no simulation there")
    return wanted
