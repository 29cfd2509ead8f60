"""The catalogue as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """SOP packages, versions, revisions and approvals."""

    name = "loket.catalogue"
    label = "catalogue"
    verbose_name = "Katalog SOP"
