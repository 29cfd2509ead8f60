"""The office's own letters: drafted, initialled, signed, numbered, stamped, handed over."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "loket.modules.documents"
    label = "documents"
    verbose_name = "Naskah"

    def ready(self) -> None:
        from loket.cases import api as cases
        from loket.modules.documents import api

        cases.papers_are_at(api.address_of)
        cases.on_act("documents", api.after_act)
