"""Books, what is written in them, and the counter behind their numbers."""

from __future__ import annotations

from django.db import models

from loket.office.api import OfficeModel

KEPT = "buku register adalah arsip kantor; disimpan selama bukunya disimpan"


class Book(OfficeModel):
    """One numbered book of an office, of all years: how its numbers read and what it shows.

    Settings only: an entry keeps its own number as text, so a changed pattern changes no entry.
    ``columns`` are pairs of heading and what is shown (``loket.core.book.COLUMNS`` or a fact of
    the case); empty for the usual ones.
    """

    personal_data: dict[str, str] = {}

    slug = models.SlugField(max_length=60)
    title = models.CharField("judul", max_length=200)
    pattern = models.CharField("pola nomor", max_length=100)
    classification = models.CharField("kode klasifikasi", max_length=40, blank=True)
    unit = models.CharField("kode unit", max_length=40, blank=True)
    columns = models.JSONField("kolom", default=list)
    position = models.PositiveSmallIntegerField("urutan", default=0)
    source = models.CharField("sumber", max_length=200, blank=True)

    class Meta:
        verbose_name = "buku"
        verbose_name_plural = "buku"
        constraints = [
            models.UniqueConstraint(fields=["office", "slug"], name="registers_book_slug"),
        ]

    def __str__(self) -> str:
        return self.title


class BookYear(OfficeModel):
    """One book in one year of the office's time zone: the last number given, and how many of
    them are void. The one row that allots: it only ever counts up."""

    personal_data: dict[str, str] = {}

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField("tahun")
    last = models.PositiveIntegerField("nomor terakhir", default=0)
    voided = models.PositiveIntegerField("batal", default=0)

    class Meta:
        verbose_name = "tahun buku"
        verbose_name_plural = "tahun buku"
        constraints = [
            models.UniqueConstraint(fields=["office", "book", "year"], name="registers_year_once"),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.year}: {self.last}"


class Carried(OfficeModel):
    """Numbers ``first`` to ``last`` of a book and year that stand in the paper book, closed
    ``on`` that day; Loket goes on behind them and never gives them."""

    personal_data: dict[str, str] = {}

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="carried")
    year = models.PositiveSmallIntegerField("tahun")
    first = models.PositiveIntegerField("dari nomor")
    last = models.PositiveIntegerField("sampai nomor")
    on = models.DateField("ditutup pada")
    basis = models.CharField("dasar", max_length=300)
    recorded_by = models.CharField("dicatat oleh", max_length=20, blank=True)
    recorded_at = models.DateTimeField("dicatat pada")

    class Meta:
        verbose_name = "nomor di buku kertas"
        verbose_name_plural = "nomor di buku kertas"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "book", "year", "last"], name="registers_carried_once"
            ),
            models.CheckConstraint(
                condition=models.Q(first__gte=1, last__gte=models.F("first")),
                name="registers_carried_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.year}: {self.first}–{self.last}"


class Entry(OfficeModel):
    """One number given, and what the book says beside it. Never deleted, never given again.

    ``day`` is the office's day of the number. ``key`` is the prefix of the case's facts that
    hold it; a file that comes back to the step keeps its number, ``times`` counts how often.
    ``more`` are the office's own columns as canonical JSON. A void entry keeps all it said;
    ``void_as`` is the post on whose authority it was struck, empty where the officer took his
    own step back.
    """

    personal_data = {
        "applicant": KEPT,
        "subject": KEPT,
        "remark": KEPT,
        "more": KEPT,
        "void_reason": KEPT,
    }

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="entries", db_index=False)
    year = models.PositiveSmallIntegerField("tahun")
    n = models.PositiveIntegerField("nomor urut")
    number = models.CharField("nomor", max_length=160)
    day = models.DateField("tanggal")
    entered_at = models.DateTimeField("dicatat")
    officer = models.CharField("petugas", max_length=20, blank=True)
    post = models.CharField("jabatan", max_length=60, blank=True)
    case = models.ForeignKey(
        "cases.CaseRow",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="berkas",
    )
    key = models.CharField(max_length=60, blank=True)
    times = models.PositiveSmallIntegerField(default=1)
    applicant = models.CharField("pemohon", max_length=200, blank=True)
    subject = models.CharField("perihal", max_length=300, blank=True)
    remark = models.CharField("keterangan", max_length=300, blank=True)
    more = models.TextField("kolom sendiri", blank=True)
    voided_at = models.DateTimeField("dibatalkan", null=True, blank=True)
    void_reason = models.CharField("alasan batal", max_length=300, blank=True)
    void_by = models.CharField("dibatalkan oleh", max_length=20, blank=True)
    void_as = models.CharField("dibatalkan sebagai", max_length=160, blank=True)

    class Meta:
        verbose_name = "nomor"
        verbose_name_plural = "nomor"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "book", "year", "n"], name="registers_entry_once"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "case"], name="registers_entry_case"),
            models.Index(
                fields=["office", "book", "year", "n"],
                name="registers_entry_void",
                condition=models.Q(voided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Export(OfficeModel):
    """One time an officer took numbers of a book out as a file: who, which, when."""

    personal_data: dict[str, str] = {}

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField("tahun")
    first = models.PositiveIntegerField("dari nomor")
    last = models.PositiveIntegerField("sampai nomor")
    officer = models.CharField("pegawai", max_length=20)
    at = models.DateTimeField("pada")

    class Meta:
        verbose_name = "ekspor buku"
        verbose_name_plural = "ekspor buku"
        indexes = [models.Index(fields=["office", "book", "at"], name="registers_export_book")]

    def __str__(self) -> str:
        return f"{self.book_id} {self.year}: {self.first}–{self.last}"
