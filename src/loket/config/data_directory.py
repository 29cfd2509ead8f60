"""The directory that holds everything an office owns: database, files, secret."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
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
    if not path.exists():
        _lay(path, secrets.token_urlsafe(48))
    key = path.read_text("ascii").strip()
    if not key:
        raise ImproperlyConfigured(f"{path} is empty: delete it to make a new key")
    return key


def _lay(path: Path, text: str) -> None:
    """Put a whole file where there is none. Of two processes that start together one is first;
    the other finds its file, never half of it."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):  # the other was first: its key counts
            path.hardlink_to(draft)
    finally:
        draft.unlink()


def simulation(data: Path) -> bool:
    """Whether time may be simulated and invented numbers are accepted.

    True for demo, scratch and test data: by the mark in the directory, or by
    ``LOKET_SIMULATION=1``. Raises ImproperlyConfigured where that would touch a real office.
    """
    wanted = (data / SIMULATION_MARK).exists() or os.environ.get("LOKET_SIMULATION") == "1"
    if wanted and (data / OFFICE_MARK).exists():
        raise ImproperlyConfigured(f"{data} belongs to a real office: no simulation there")
    return wanted
