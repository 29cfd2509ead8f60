"""Files under the data directory, named by what they hold (SHA-256).

A file is written before the transaction that speaks of it: temporary name, fsync, rename,
fsync of the folder. What no artifact speaks of after a day is swept.
"""

from __future__ import annotations

import os
import secrets
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


def path_of(digest: str) -> Path:
    """Where the file of this SHA-256 lies, if it does."""
    return Path(settings.LOKET_BLOBS) / digest[:2] / digest


def keep(content: bytes) -> str:
    """Store these bytes durably; the SHA-256 in hex under which they lie."""
    digest = sha256(content).hexdigest()
    path = path_of(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.parent / f".{secrets.token_hex(8)}"
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest


def open_blob(digest: str) -> BinaryIO:
    """The stored file. Raises FileNotFoundError."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise FileNotFoundError(digest)
    return path_of(digest).open("rb")
