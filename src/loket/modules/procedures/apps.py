"""Procedures as such: trying them out before an office adopts them."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "loket.modules.procedures"
    label = "procedures"
