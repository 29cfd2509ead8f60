"""Messages to applicants, and the office's own words for them."""

from __future__ import annotations

from django.db import models

from loket.office.api import OfficeModel

KEPT = "kabar kepada pemohon; dikosongkan menurut masa simpan, barisnya tetap"

STATES = {
    "sending": "Sedang dikirim",
    "to_deliver": "Perlu disampaikan",
    "delivered": "Tersampaikan",
    "failed": "Tidak tersambung",
    "unknown": "Belum pasti sampai",
    "not_wanted": "Tidak perlu lagi",
}


class MessageText(OfficeModel):
    """The words of one office for one kind of message, with places such as {nomor}."""

    personal_data: dict[str, str] = {}

    kind = models.CharField("jenis", max_length=20)
    text = models.TextField("teks")

    class Meta:
        db_table = "messages_text"
        verbose_name = "teks kabar"
        verbose_name_plural = "teks kabar"
        constraints = [
            models.UniqueConstraint(fields=["office", "kind"], name="messages_text_once"),
        ]

    def __str__(self) -> str:
        return self.kind


class Message(OfficeModel):
    """One message to the applicant of a case, about its act number ``seq``, and what became of
    it. ``state`` is a key of STATES; ``channel`` says how it goes; ``note`` is what an officer
    wrote when he could not bring it. ``recipient``, ``phone``, ``text`` and ``note`` may be
    emptied at any time: nothing else reads them."""

    personal_data = {"recipient": KEPT, "phone": KEPT, "text": KEPT, "note": KEPT}

    case = models.ForeignKey(
        "cases.CaseRow",
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        verbose_name="berkas",
    )
    seq = models.PositiveIntegerField("tindakan")
    kind = models.CharField("jenis", max_length=20)
    number = models.CharField("nomor berkas", max_length=20)
    service = models.CharField("layanan", max_length=300)
    recipient = models.CharField("penerima", max_length=200, blank=True)
    phone = models.CharField("telepon", max_length=30, blank=True)
    text = models.TextField("teks", blank=True)
    channel = models.CharField("saluran", max_length=20)
    state = models.CharField("keadaan", max_length=10)
    made_at = models.DateTimeField("dibuat")
    settled_at = models.DateTimeField("ditandai", null=True, blank=True)
    settled_by = models.CharField("ditandai oleh", max_length=20, blank=True)
    tries = models.PositiveSmallIntegerField("dicoba", default=0)
    note = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        db_table = "messages_message"
        verbose_name = "kabar"
        verbose_name_plural = "kabar"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "case", "seq", "kind"], name="messages_message_once"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "id"], name="messages_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
