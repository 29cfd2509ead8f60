"""Provisional actions: what was done on paper, recorded in typed fields.

They serve the steps whose module is still to come. Each leaves facts and one artifact, and keeps
the answers to what the sheet itself asks (``ask``).
"""

from loket.modules.record.actions import asked, attached, book

__all__ = ["asked", "attached", "book"]
