"""One fault found in a file of the catalogue, told so that the writer can mend it."""

from __future__ import annotations

from msgspec import Struct


class Finding(Struct, frozen=True):
    """A fault: where, which, why it matters, and what to write instead (Indonesian).

    ``line`` counts from 1. ``code`` is stable and for programs. ``at`` is the dotted place
    inside the file (``steps.periksa.decision.no``), by which ``accepted.yaml`` names it.
    ``accepted`` is set when the fault is the source's own and was accepted with a reason.
    """

    file: str
    line: int
    code: str
    what: str
    why: str
    write: str
    at: str = ""
    accepted: bool = False

    def text(self) -> str:
        """The finding as the command line shows it."""
        mark = " (diterima)" if self.accepted else ""
        return (
            f"{self.file}:{self.line}: [{self.code}]{mark} {self.what}\n"
            f"    sebab : {self.why}\n    tulis : {self.write}"
        )

    def row(self) -> dict[str, object]:
        """The finding as ``loket sop check --format json`` prints it."""
        return {
            "file": self.file,
            "line": self.line,
            "code": self.code,
            "what": self.what,
            "why": self.why,
            "write": self.write,
            "accepted": self.accepted,
        }
