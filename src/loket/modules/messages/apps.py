"""What applicants are told."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "loket.modules.messages"
    label = "loket_messages"  # Django has its own "messages"
    verbose_name = "Kabar untuk pemohon"

    def ready(self) -> None:
        from loket.cases import api as cases
        from loket.modules.messages import api
        from loket.office import api as office

        cases.on_act("messages", api.after_act)
        cases.send_with(api.KIND, api.send)
        office.files_go_to(api.load_texts)
