"""Numbers copied from paper books."""

from django.db import models

from loket.office.api import OfficeModel


class PaperNumber(OfficeModel):
    """One number of a paper book, taken by one case: what keeps a number from serving twice.

    ``key`` is the number as it is compared. ``times``: how often this case recorded it, since a
    file that came back is entered again under the same number; a take-back undoes one time.
    """

    personal_data: dict[str, str] = {}

    book = models.CharField("buku", max_length=60)
    year = models.PositiveSmallIntegerField("tahun")
    key = models.CharField(max_length=100)
    number = models.CharField("nomor", max_length=100)
    case = models.CharField("berkas", max_length=40)
    step = models.CharField("kegiatan", max_length=60)
    entered_at = models.DateTimeField("dicatat")
    times = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "nomor buku kertas"
        verbose_name_plural = "nomor buku kertas"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "book", "year", "key"], name="record_number_once"
            ),
        ]
        indexes = [models.Index(fields=["office", "case"], name="record_number_case")]

    def __str__(self) -> str:
        return f"{self.book} {self.year}: {self.number}"
