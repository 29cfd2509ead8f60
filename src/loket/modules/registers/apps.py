"""The numbered books of an office."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "loket.modules.registers"
    label = "registers"
    verbose_name = "Buku register"

    def ready(self) -> None:
        from loket.cases import api as cases
        from loket.modules.registers.api import load_books
        from loket.modules.registers.api.sealing import SOURCE
        from loket.office import api as office

        office.files_go_to(load_books)
        cases.seals_take(SOURCE)
