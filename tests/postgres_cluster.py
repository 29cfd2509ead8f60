"""Run a command against a throw-away PostgreSQL: postgres_cluster.py COMMAND [ARG...]

The cluster lies in a temporary directory, listens on a socket there and nowhere else, and is
gone when the command ends. The command finds it in DATABASE_URL; its exit code is ours.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ACCOUNT = "postgres"  # initdb refuses root; Debian's package brings this account


def programs() -> Path:
    """The newest server installed. Raises SystemExit where there is none."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        sys.exit("PostgreSQL tidak terpasang: jalankan 'make system' sebagai root")
    return max(found, key=lambda path: int(path.parts[4])).parent


def main(command: list[str]) -> int:
    place = Path(tempfile.mkdtemp(prefix="loket-pg-"))
    cluster = place / "cluster"
    as_owner: list[str] = []
    if os.getuid() == 0:
        os.chown(place, pwd.getpwnam(ACCOUNT).pw_uid, -1)
        as_owner = ["runuser", "-u", ACCOUNT, "--"]

    def server(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*as_owner, str(programs() / program), *arguments],
            cwd=place,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{program}: {done.stdout}")

    log = str(place / "server.log")
    try:
        # fsync costs the tests time and proves nothing here; synchronous_commit stays on.
        server(
            "initdb",
            "-D",
            str(cluster),
            "-U",
            "loket",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        )
        listen = f"-c listen_addresses= -c unix_socket_directories={place} -c fsync=off"
        server("pg_ctl", "-D", str(cluster), "-w", "-l", log, "-o", listen, "start")
        try:
            url = f"postgres://loket@/postgres?host={place}"
            return subprocess.run(
                command, env={**os.environ, "DATABASE_URL": url}, check=False
            ).returncode
        finally:
            server("pg_ctl", "-D", str(cluster), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
