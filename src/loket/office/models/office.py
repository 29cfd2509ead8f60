"""The office itself."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models, transaction


class Office(models.Model):
    """One office (instansi): its letterhead, place, and time zone.

    ``authority_version`` counts the changes of authority, calendar and parameters;
    ``authority_stamp`` is new at each of them and is what caches compare: unlike a number, a
    stamp of a transaction that was rolled back never comes back with other content.
    """

    personal_data: dict[str, str] = {}

    id = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField("nama", max_length=200)
    kind = models.CharField("jenis", max_length=20)
    regency = models.CharField("kabupaten/kota", max_length=100)
    province = models.CharField("provinsi", max_length=100)
    area_code = models.CharField("kode wilayah", max_length=20)
    timezone = models.CharField("zona waktu", max_length=40)
    letterhead = models.JSONField("kop surat", default=list)
    address = models.CharField("alamat", max_length=300, blank=True)
    place = models.CharField("tempat pada surat", max_length=100, blank=True)
    hours_set = models.CharField("aturan jam kerja", max_length=60)
    authority_version = models.PositiveBigIntegerField(default=0)
    authority_stamp = models.CharField(max_length=16, default="")

    class Meta:
        verbose_name = "kantor"
        verbose_name_plural = "kantor"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            touch(self.pk)


def touch(office_id: str | None) -> None:
    """Say that authority, calendar or parameters changed: of this office, or (None) of all.

    Call it in the transaction of the change.
    """
    rows = Office.objects.all() if office_id is None else Office.objects.filter(pk=office_id)
    rows.update(
        authority_version=models.F("authority_version") + 1,
        authority_stamp=secrets.token_hex(8),
    )
