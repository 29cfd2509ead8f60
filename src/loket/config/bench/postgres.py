"""A throw-away PostgreSQL that keeps its promises: fsync and synchronous_commit stay on.

It lies in a directory of its own, listens on a socket there and nowhere else, and is gone at
the end. (The one of the tests gives durability up for speed.)
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

ACCOUNT = "postgres"  # initdb refuses root; Debian's package brings this account
# As its manual advises for a machine of its own, within what an office PC has.
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "fsync": "on",
    "synchronous_commit": "on",
}


def programs() -> Path | None:
    """Where the newest installed server's programs lie; None: there is none."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        return None
    return max(found, key=lambda path: int(path.parts[4])).parent


@contextmanager
def cluster(where: Path) -> Iterator[str]:
    """A running server below this directory; gives its ``DATABASE_URL``. Raises
    FileNotFoundError without an installed server, CalledProcessError when it does not start."""
    binaries = programs()
    if binaries is None:
        raise FileNotFoundError("PostgreSQL is not installed: run 'make system' as root")
    place = Path(mkdtemp(prefix="pg-", dir=where))
    as_owner: list[str] = []
    if os.getuid() == 0:
        os.chown(place, pwd.getpwnam(ACCOUNT).pw_uid, -1)
        where.chmod(0o711)  # the owner of the server must reach it
        as_owner = ["runuser", "-u", ACCOUNT, "--"]

    def server(program: str, *arguments: str) -> None:
        command = [*as_owner, str(binaries / program), *arguments]
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)

    data = str(place / "cluster")
    log = str(place / "server.log")
    try:
        server("initdb", "-D", data, "-U", "loket", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += f" -c unix_socket_directories={place}"
        server("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield f"postgres://loket@/postgres?host={place}"
        finally:
            server("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)
