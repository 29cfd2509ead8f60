"""What the message of the next page leads to: the file, its slip, the papers just made.

A message carries its links as tags (``case-12 slip-12 print-ABCD``), since only text survives
the way to the next page; ``ui`` draws them.
"""

from __future__ import annotations

from loket.cases.api.page_types import Outcome


def links(outcome: Outcome, *pages: str) -> str:
    """The tags of a message about an outcome; ``pages`` are ``case`` and ``slip``."""
    tags = [f"{page}-{outcome.case_id}" for page in pages]
    tags += [f"print-{artifact_id}" for _, artifact_id in outcome.papers]
    return " ".join(tags)
