from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "loket.modules.record"
    label = "record"
    verbose_name = "Bukti keluaran"
