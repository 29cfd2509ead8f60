"""A scratch office: real posts and one invented officer for each, for trying procedures out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from loket.catalogue import api as catalogue
from loket.core.case import Task
from loket.core.who import Who
from loket.office import api as office

SINCE = date(2000, 1, 1)


class ScratchOffice:
    """One office of a directory of packages, set up in the database of this process.

    Only in scratch data: it hires invented officers and puts every package in force.
    """

    def __init__(self, library: catalogue.Library, office_id: str, parameters: Path) -> None:
        file = library.offices[office_id]
        self.id = office_id
        office.load_office(file)
        office.load_parameters(parameters, office_id)
        self.holders = {}
        for post in file.posts:
            officer = office.add_officer(
                office_id, username=f"{post.id}.{office_id}", name=f"Pemegang {post.label}"
            )
            office.hold(officer, post.id, valid_from=SINCE)
            self.holders[post.id] = officer

    def adopt(self, package: catalogue.Package) -> None:
        """Store a package and put it in force. Raises Refused."""
        procedure = package.procedure
        if procedure is None:
            raise ValueError(f"{package.folder}: the package could not be read")
        catalogue.store(procedure, package.letter)
        catalogue.approve(self.id, procedure, valid_from=SINCE, decree="Uji coba", by="Uji coba")

    def who_does(self, task: Task) -> Who:
        """The officer of the first post of a task, signed in now."""
        return office.who(self.holders[task.posts[0]], office.clock.now())

    def head(self, post: str) -> Who:
        """The holder of a post."""
        return office.who(self.holders[post], office.clock.now())
