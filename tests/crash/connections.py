"""A command of Loket that writes down each connection it makes: connections.py LOG ARGUMENT…

One line for each: the thread, and what the database says of its durability.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any

from django.db.backends.signals import connection_created

LOG = Path(sys.argv.pop(1))
_ASK = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}


def note(connection: Any, **_: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ASK[connection.vendor])
        (value,) = cursor.fetchone()
    with LOG.open("a") as file:
        file.write(f"{threading.current_thread().name} {value}\n")


connection_created.connect(note)

from loket.config.cli import main  # noqa: E402

main()
