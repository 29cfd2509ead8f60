"""The office's letters as rows: what a code on a paper leads to."""

from __future__ import annotations

from django.db import models

from loket.office.api import OfficeModel


class Document(OfficeModel):
    """One letter that the office wrote, from its draft on.

    ``key`` names it within its case (``case`` is the case's own id, ``case_row`` its row). A
    letter that is drafted anew is another row, and the one before is ``replaced``. ``data_text``
    is what the template was given, canonical JSON without number, date and signature; the PDF
    is drawn from it again at any time. ``block_text`` is what stands over and under the
    signature (JSON), ``parafs_text`` who initialled it. ``code`` is public, random, and printed.
    """

    DRAFT, SIGNED, ISSUED, REPLACED, VOID = "draft", "signed", "issued", "replaced", "void"
    personal_data = {
        "data_text": "isi surat, untuk mencetaknya lagi; dihapus bersama isian permohonannya",
        "initials": "huruf awal nama pemohon, untuk mencocokkan surat; dihapus bersama isinya",
        "block_text": "nama dan NIP penanda tangan, seperti tercetak; selama suratnya disimpan",
    }

    code = models.CharField(max_length=12, unique=True)
    case = models.CharField(max_length=40)
    case_row = models.BigIntegerField()
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    procedure = models.CharField(max_length=120)
    work_digest = models.CharField(max_length=64)
    sign_posts = models.CharField(max_length=300)
    data_text = models.TextField()
    initials = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default=DRAFT)
    drafted_at = models.DateTimeField()
    signer = models.CharField(max_length=20, blank=True)
    signed_as = models.CharField(max_length=300, blank=True)
    signed_day = models.DateField(null=True)
    block_text = models.TextField(blank=True)
    parafs_text = models.TextField(default="[]")
    number = models.CharField(max_length=100, blank=True)
    day = models.DateField(null=True)
    book = models.CharField(max_length=60, blank=True)
    book_year = models.PositiveSmallIntegerField(null=True)
    book_n = models.PositiveIntegerField(null=True)
    handed_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "documents_document"
        verbose_name = "naskah"
        verbose_name_plural = "naskah"
        indexes = [models.Index(fields=["office", "case", "key"], name="document_of_case")]

    def __str__(self) -> str:
        return f"{self.title} {self.number or '(tanpa nomor)'}"
