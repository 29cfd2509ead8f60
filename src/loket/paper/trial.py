"""Templates tried in a child process, so that a bad one cannot harm the office's own.

The child has bounds on time and memory, no environment, and no way to the network through
Typst's package loader. What a template may read is bounded by ``letters.forbid`` and by the
root of the compiler.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct

from loket.paper.letters import BadTemplate, render

SECONDS = 10  # processor time of one child; a letter takes a hundredth of one. ours
WALL_SECONDS = 20  # of the clock: a busy machine may give a child half a processor. ours
MEMORY = 1 << 30  # address space; the compiler itself maps some 300 MB. ours

_AT = datetime(2026, 1, 1, tzinfo=UTC)  # a trial's paper is thrown away
_NOWHERE = "http://127.0.0.1:9"  # the discard port: no package is ever fetched


class Fault(Struct, frozen=True):
    """What is wrong with one template, in words; ``line`` of the template where known."""

    message: str
    line: int | None = None

    def text(self) -> str:
        return self.message if self.line is None else f"Baris {self.line}: {self.message}"


def trial(template: str, data: Mapping[str, Any]) -> str | None:
    """Compile a draft with this data in a child process: the error in words, or None."""
    fault = trials([(template, data)])[0]
    return fault.text() if fault else None


def trials(papers: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Fault | None]:
    """Many templates, one child for them all; what kills the child is laid to the one it was at.

    The bounds are those of one child, so an endless template ends it; the ones after it are
    tried in a new child.
    """
    told: list[Fault | None] = []
    while len(told) < len(papers):
        answers, end = _child(papers[len(told) :])
        told += answers
        if end is not None:
            told.append(end)
    return told


def _child(
    papers: Sequence[tuple[str, Mapping[str, Any]]],
) -> tuple[list[Fault | None], Fault | None]:
    """The answers that a child gave, and what ended it before its last one."""
    work = json.dumps([SECONDS, MEMORY, [[template, data] for template, data in papers]])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "loket.paper.trial"],
            input=work.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            env={
                "PYTHONPATH": os.pathsep.join(sys.path),
                "HTTP_PROXY": _NOWHERE,
                "HTTPS_PROXY": _NOWHERE,
                "ALL_PROXY": _NOWHERE,
                "RAYON_NUM_THREADS": "1",  # each thread maps memory of its own
            },
            check=False,
        )
        output = done.stdout
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
    answers = [_answer(line) for line in output.decode().splitlines()]
    if len(answers) >= len(papers):
        return answers, None
    return answers, Fault(
        "Templat terlalu lama atau terlalu besar. Periksa perulangan di dalamnya."
    )


def _answer(line: str) -> Fault | None:
    answer = json.loads(line)
    return None if answer is None else Fault(answer[0], answer[1])


def _bound(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """The child: templates on standard input, one line of answer for each on standard output."""
    seconds, memory, papers = json.load(sys.stdin)
    _bound(seconds, memory)
    for template, data in papers:
        answer = None
        try:
            render(template, data, _AT)
        except BadTemplate as bad:
            answer = [bad.message, bad.line]
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
