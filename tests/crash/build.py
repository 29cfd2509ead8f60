"""Run in a process of its own: an office on the database that the environment names."""

from __future__ import annotations

import os

PASSWORD = "kata-sandi-uji-ketahanan"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "loket.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from loket.modules.record.tests import world
    from loket.office.tests.builders import build_office

    call_command("migrate", verbosity=0, interactive=False)
    build_office(password=PASSWORD)
    world.adopt()


if __name__ == "__main__":
    main()
