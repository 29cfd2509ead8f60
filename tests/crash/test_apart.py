"""Pages and background work as processes of their own, on either database."""

from __future__ import annotations

import signal
import time
from pathlib import Path

from tests.crash.scratch import Office
from tests.crash.test_synchronous import ask_for_a_page, read


def test_pages_without_the_worker_and_the_worker_without_pages(
    scratch: Office, tmp_path: Path
) -> None:
    pages, work = tmp_path / "pages", tmp_path / "work"
    for log in (pages, work):
        log.touch()
    ear = ("-m", "tests.crash.connections")
    words = ("serve", "--without-worker", "--port", str(scratch.port))
    server = scratch.start(*ear, str(pages), *words, log=tmp_path / "out")
    worker = scratch.start(*ear, str(work), "worker", log=tmp_path / "out")
    try:
        for _ in range(600):
            if read(work)[0] and b"berjalan di" in (tmp_path / "out").read_bytes():
                break
            time.sleep(0.05)
        ask_for_a_page(scratch)
    finally:
        for process in (server, worker):
            process.send_signal(signal.SIGTERM)
        assert [process.wait(timeout=30) for process in (server, worker)] == [0, 0]
    heard = read(pages)[0]
    assert any(one.startswith("waitress") for one in heard), heard
    assert not any(one.startswith("loket-worker") for one in heard), heard
    assert read(work)[0] == {"loket-worker"}
