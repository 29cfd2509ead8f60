"""The form that strikes a number, built from core fields as a step's form is."""

from __future__ import annotations

from loket.core.fields.spec import Field
from loket.ui.step_form import FormPart

PREFIX = "batal"
# Where the reason of a refusal stands; of any other it stands above the form.
FIELD_OF = {"no_reason": "alasan", "nik": "alasan"}

VOID = FormPart(
    PREFIX,
    "",
    "Alasan",
    "",
    (
        Field(
            "alasan",
            "text",
            "Mengapa nomor ini batal",
            help="Dicetak di buku di samping nomornya, dapat dibaca siapa pun yang membuka buku.",
            max=200,
        ),
        Field(
            "setuju",
            "yes_no",
            "Saya menyetujui pembatalan ini",
            help="Nama dan jabatan Anda ditulis di buku sebagai yang menyetujui.",
        ),
    ),
)
