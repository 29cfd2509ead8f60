"""Memory of the server at rest, once every office was looked into."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from loket.config.bench.pages import Child
from loket.config.bench.server import served
from loket.config.bench.visitors import Connection, Page, Visitor


def resident(child: Child, environment: Mapping[str, str]) -> tuple[float, int]:
    """MB resident after an inbox, a book shelf and a new case's page of every office were drawn
    and the server rested; and how many offices."""
    cookies = child("idle", environment=environment)["cookies"]
    with served(environment) as (port, pid):
        for cookie in cookies:
            visitor, connection = Visitor(port, cookie), Connection(port)
            for path in ("/", "/buku/", "/baru/"):
                status, _, _ = connection.ask(visitor.request(Page(path)))
                if status != 200:
                    raise RuntimeError(f"{path} answered {status}")
        time.sleep(2)
        return _resident_mb(pid), len(cookies)


def _resident_mb(pid: int) -> float:
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def main(arguments: list[str]) -> dict[str, Any]:
    """The session of one officer of every office."""
    from loket.config.bench.signed_in import session_of
    from loket.office import api as office

    first = [office.officers(one)[:1] for one in office.office_ids()]
    return {"cookies": [session_of(officer) for found in first for officer in found]}
