"""Who sits on the posts: known only where the office's database is at hand."""

from __future__ import annotations

from collections.abc import Set

from loket.catalogue.finding import Finding
from loket.core.sheet import Procedure


def check_holders(procedure: Procedure, present: Set[str]) -> list[Finding]:
    """A finding for each label none of whose posts has an officer on duty today."""
    labels = {actor.id: actor.label for actor in procedure.sheet.actors}
    return [
        Finding(
            f"{procedure.id}/v{procedure.sheet.version}/sop.yaml",
            1,
            "post-vacant",
            f"{labels.get(actor, actor)}: tidak ada pejabat hari ini untuk {', '.join(posts)}",
            "Tugasnya jatuh kepada atasan jabatan yang kosong.",
            "Tetapkan pejabat, Plt, atau Plh untuk salah satu jabatan itu.",
            f"posts.{actor}",
        )
        for actor, posts in procedure.work.posts.items()
        if not set(posts) & present
    ]
