from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "loket.ui"
    label = "ui"
    verbose_name = "Tampilan"
