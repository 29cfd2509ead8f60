"""The office's own letters: drafted, initialled, signed, numbered, stamped, handed over."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "loket.modules.documents"
    label = "documents"
    verbose_name = "Naskah"
