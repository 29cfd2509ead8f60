"""The catalogue as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """SOP packages, versions, revisions and approvals."""

    name = "loket.catalogue"
    label = "catalogue"
    verbose_name = "Katalog SOP"

    def ready(self) -> None:
        # Only now: both read models, which are loaded after this module.
        from loket.catalogue.approval import titles
        from loket.office import api as office

        office.titles_come_from(titles)
