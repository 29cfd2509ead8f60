"""Four processes on one database enter their files into one book at the same time."""

from __future__ import annotations

from pathlib import Path

from tests.crash.scratch import FULL, Office

PROCESSES = 4
EACH = 100 if FULL else 10


def test_four_processes_leave_no_gap_and_no_double_in_one_book(
    scratch: Office, tmp_path: Path
) -> None:
    clerks = [
        scratch.start("-m", "tests.crash.clerk", f"clerk-{n}", str(EACH), log=tmp_path / f"{n}.log")
        for n in range(PROCESSES)
    ]
    ended = [clerk.wait(timeout=600) for clerk in clerks]
    assert ended == [0] * PROCESSES, (tmp_path / "0.log").read_text()
    stored = scratch.stored()
    audit = scratch.loket("audit", "verify")
    everything = list(range(1, PROCESSES * EACH + 1))
    assert sorted(n for n, _, _ in stored["entries"]) == everything
    assert len({case for _, _, case in stored["entries"]}) == len(everything)
    assert dict(stored["last"])["legalisasi"] == len(everything)
    numbers = sorted(int(number.partition("-")[2]) for _, number in stored["cases"])
    assert numbers == everything
    assert (audit.returncode, audit.stdout) == (
        0,
        "Semua baik. 0 segel dibandingkan dengan tempat kedua.\n",
    )
