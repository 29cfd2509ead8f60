from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "loket.office"
    label = "office"
    verbose_name = "Kantor"
