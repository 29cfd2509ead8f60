"""Faults of the source itself, accepted with a reason; acceptances that no longer apply."""

from __future__ import annotations

from msgspec.structs import replace

from loket.catalogue.finding import Finding
from loket.catalogue.reader.package import ACCEPTED_FILE, Package

# Only what a printed sheet can have wrong by itself; our own slips are mended, never accepted.
ACCEPTABLE = frozenset(
    {"unused-actor", "label-twice", "unreachable-step", "promise-too-short", "decision-same"}
)


def apply_accepted(package: Package, findings: list[Finding]) -> list[Finding]:
    """The findings with the accepted ones marked, and one more for each idle acceptance."""
    result = list(findings)
    for acceptance in package.accepted:
        file = str(package.folder / ACCEPTED_FILE)
        hits = [
            n
            for n, finding in enumerate(result)
            if finding.code == acceptance.code and acceptance.at in ("", finding.at)
        ]
        if acceptance.code not in ACCEPTABLE:
            result.append(
                Finding(
                    file,
                    acceptance.line,
                    "acceptance-not-allowed",
                    f"kesalahan {acceptance.code} tidak dapat diterima",
                    "Hanya kesalahan naskah sumber yang boleh tinggal; kesalahan kami dibetulkan.",
                    f"Betulkan lembarnya. Yang dapat diterima: {', '.join(sorted(ACCEPTABLE))}.",
                )
            )
        elif not hits:
            place = f" di {acceptance.at}" if acceptance.at else ""
            result.append(
                Finding(
                    file,
                    acceptance.line,
                    "acceptance-stale",
                    f"penerimaan {acceptance.code}{place} tidak lagi diperlukan",
                    "Penerimaan yang tertinggal akan menyembunyikan kesalahan berikutnya.",
                    "Hapus butir ini.",
                )
            )
        else:
            for n in hits:
                result[n] = replace(result[n], accepted=True)
    return result
