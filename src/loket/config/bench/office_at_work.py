"""The office of the bench on scratch data: posts, officers, one SOP of seven rows in force."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from loket.core.action import Doing, Done
from loket.core.who import Who

PACKAGES = Path(__file__).parent / "sops" / "kantor-ukur"
OFFICE = "kantor-ukur"
SEVEN = "kantor-ukur/tujuh-langkah"
PASSWORD = "loket-bench"  # noqa: S105  (scratch data only)
FROM = date(2026, 1, 1)


def found(now: datetime) -> dict[str, Who]:
    """Migrate the scratch database and set the office up; its officers by post."""
    from django.conf import settings
    from django.core.management import call_command

    from loket.catalogue import api as catalogue
    from loket.office import api as office

    register_nothing()
    call_command("migrate", verbosity=0, interactive=False)
    file, faults = catalogue.read_office(PACKAGES / "office.yaml")
    procedure, more = catalogue.read_package(PACKAGES / "tujuh-langkah" / "v1")
    if file is None or procedure is None:
        raise RuntimeError(f"the office of the bench cannot be read: {faults} {more}")
    office.load_office(file)
    office.load_parameters(Path(settings.LOKET_SOPS) / "parameters", OFFICE)
    for post in file.posts:
        officer = office.add_officer(
            OFFICE, username=post.id, name=post.label, nip="", password=PASSWORD
        )
        office.hold(officer, post.id, kind="definitive", valid_from=FROM, basis="Data ukur")
    catalogue.store(procedure)
    catalogue.approve(OFFICE, procedure, valid_from=FROM, decree="Data ukur", by="Data ukur")
    return officers(now)


def officers(now: datetime) -> dict[str, Who]:
    """Every officer of the bench with his authority, by the post he holds."""
    from loket.office import api as office

    able = [office.who(one, now) for one in office.officers(OFFICE)]
    return {one.capacities[0].held: one for one in able if one.capacities}


def register_nothing() -> None:
    """Register the action that does nothing: what is left is the price of a step."""
    from loket.cases.api import registry

    if "bench.nothing" in registry:
        return

    @registry.action("bench.nothing", leaves=())
    def nothing(doing: Doing) -> Done:
        """Do nothing."""
        return Done()
