"""Posts, officers, and who may act for whom from when to when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from loket.office.models.authority import AuthorityModel, period_is_forward


class Post(AuthorityModel):
    """One post (jabatan) of an office; ``slug`` is the id that sheets and acts use."""

    personal_data: dict[str, str] = {}

    slug = models.SlugField(max_length=60)
    label = models.CharField("nama jabatan", max_length=120)
    unit = models.CharField("unit kerja", max_length=120, blank=True)
    superior = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="subordinates"
    )
    aliases = models.JSONField("nama lain pada lembar SOP", default=list, blank=True)
    signs_as = models.CharField("nama di atas tanda tangan", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("urutan", default=0)
    source = models.CharField("sumber", max_length=200, blank=True)

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        constraints = [
            models.UniqueConstraint(fields=["office", "slug"], name="office_post_slug"),
        ]

    def __str__(self) -> str:
        return self.label


class Officer(AuthorityModel):
    """One person who works (or worked) at an office and signs in as one user.

    Never deleted: acts name it. Who left is not ``active``.
    """

    personal_data = {
        "name": "ditulis pada naskah dan tindakan; selama tindakannya disimpan",
        "nip": "ditulis di bawah tanda tangan; selama tindakannya disimpan",
        "rank": "ditulis di bawah tanda tangan; selama tindakannya disimpan",
    }

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="officer"
    )
    name = models.CharField("nama dan gelar", max_length=150)
    nip = models.CharField("NIP", max_length=18, blank=True)
    rank = models.CharField("pangkat", max_length=60, blank=True)
    active = models.BooleanField("aktif", default=True)

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "nip"],
                condition=~models.Q(nip=""),
                name="office_officer_nip",
                violation_error_message="NIP ini sudah dipakai pegawai lain di kantor ini.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Recorded(AuthorityModel):
    """A row of authority and the trace of who wrote it.

    What it says is never changed: a row that ends otherwise than it says, or should never have
    been, is *withdrawn* (it no longer counts) and, where something of it stays, another row
    says the rest. ``recorded_by`` empty: it came with the office's set-up. ``backdated`` is the
    reason why it began before the day it was recorded.
    """

    recorded_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField("dicatat pada")
    backdated = models.CharField("alasan berlaku surut", max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField("ditarik pada", null=True, blank=True)
    withdrawn_why = models.CharField("alasan ditarik", max_length=200, blank=True)

    class Meta:
        abstract = True


class Holding(Recorded):
    """One officer holds one post from day to day (both included), for good or as Plt/Plh.

    ``valid_to`` empty: until further notice. ``basis`` is the decree or order it rests on.
    """

    personal_data: dict[str, str] = {}

    KINDS = [("definitive", "Definitif"), ("plt", "Plt."), ("plh", "Plh.")]

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    kind = models.CharField("cara memegang", max_length=10, choices=KINDS)
    valid_from = models.DateField("mulai")
    valid_to = models.DateField("sampai", null=True, blank=True)
    basis = models.CharField("dasar", max_length=300, blank=True)

    class Meta:
        verbose_name = "pemegang jabatan"
        verbose_name_plural = "pemegang jabatan"
        constraints = [period_is_forward("office_holding_forward")]
        indexes = [models.Index(fields=["office", "post"], name="office_holding_post")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.kind} {self.post_id}"


class Delegation(Recorded):
    """The holder of one post may act a.n. (atas nama) of another, in some SOPs or in all.

    ``procedures``: ids of the SOPs, empty (null) for all. ``from_file``: it came with the
    office's file and is replaced when the file is read again.
    """

    personal_data: dict[str, str] = {}

    of = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations_given")
    to = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations_received")
    basis = models.CharField("dasar", max_length=300)
    valid_from = models.DateField("mulai")
    valid_to = models.DateField("sampai", null=True, blank=True)
    procedures = models.JSONField("SOP", null=True, blank=True)
    from_file = models.BooleanField(default=False)

    class Meta:
        verbose_name = "pelimpahan a.n."
        verbose_name_plural = "pelimpahan a.n."
        constraints = [period_is_forward("office_delegation_forward")]
        indexes = [models.Index(fields=["office", "of"], name="office_delegation_of")]

    def __str__(self) -> str:
        return f"{self.to_id} a.n. {self.of_id}"


class Absence(Recorded):
    """One officer is away from day to day (both included): leave, duty elsewhere, illness."""

    personal_data = {
        "reason": "menjelaskan mengapa orang lain bertindak; dihapus 2 tahun setelah berakhir",
        "backdated": "menjelaskan mengapa baru dicatat; dihapus 2 tahun setelah berakhir",
        "withdrawn_why": "menjelaskan mengapa diubah; dihapus 2 tahun setelah berakhir",
    }

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="absences")
    valid_from = models.DateField("mulai")
    valid_to = models.DateField("sampai")
    reason = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "ketidakhadiran"
        verbose_name_plural = "ketidakhadiran"
        constraints = [period_is_forward("office_absence_forward")]
        indexes = [models.Index(fields=["office", "valid_to"], name="office_absence_end")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.valid_from}–{self.valid_to}"
