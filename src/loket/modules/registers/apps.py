"""The numbered books of an office."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "loket.modules.registers"
    label = "registers"
    verbose_name = "Buku register"

    def ready(self) -> None:
        from loket.modules.registers.api import load_books
        from loket.office import api as office

        office.files_go_to(load_books)
