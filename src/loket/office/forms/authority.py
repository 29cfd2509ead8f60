"""The forms of the page of authority, built from core fields as a step's form is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct, field

from loket.core.fields.moments import written
from loket.core.fields.spec import Field, Option
from loket.office import api
from loket.office.models import Absence, Officer
from loket.ui.step_form import FormPart

PREFIX = "wewenang"
# Where the reason of a refusal stands; of any other it stands above the form.
FIELD_OF = {
    "backdated": "mulai",
    "backwards": "sampai",
    "later": "sampai",
    "plh_open": "sampai",
    "held_already": "pegawai",
    "away_already": "pegawai",
    "no_officer": "pegawai",
    "holder_there": "mulai",
    "plh_of_nobody": "cara",
    "plt_beside_holder": "cara",
    "no_basis": "dasar",
    "same_post": "penerima",
}
Values = Mapping[str, Any]


class PageForm(Struct):
    """One form: its words, its fields with first answers by field name, and what it does.

    ``apply`` gets the kept values and answers what to tell; it raises Refused.
    """

    title: str
    lead: str
    button: str
    fields: tuple[Field, ...]
    apply: Callable[[Values], str]
    first: dict[str, Any] = field(default_factory=dict)

    @property
    def part(self) -> FormPart:
        return FormPart(PREFIX, "", self.title, "", self.fields)

    @property
    def initial(self) -> dict[str, Any]:
        return {f"{PREFIX}.{name}": answer for name, answer in self.first.items()}


def acting(keeper: Officer, today: date, post: str = "") -> PageForm:
    """Name a Plt or Plh; ``post`` is the one asked for, if any: its answers are filled in."""

    def apply(values: Values) -> str:
        row = api.name_acting(
            keeper,
            values["pegawai"],
            values["jabatan"],
            values["cara"],
            basis=values["dasar"],
            **_period(values),
        )
        return f"Tercatat: {api.row_in_words(row)}."

    posts = api.post_labels(keeper.office_id)
    first = {"mulai": today.isoformat()}
    if post in posts:
        kind, until = api.acting_needed(keeper.office_id, post)
        first |= {"jabatan": post, "cara": kind, "sampai": until.isoformat() if until else ""}
    return PageForm(
        "Tunjuk Plt. atau Plh.",
        "Plh. bertindak selama pejabatnya berhalangan; Plt. selama jabatannya kosong.",
        "Catat penunjukan",
        (
            _choice("jabatan", "Jabatan", posts),
            Field(
                "cara",
                "choice",
                "Ditunjuk sebagai",
                options=(
                    Option("plh", "Plh., pejabat berhalangan"),
                    Option("plt", "Plt., jabatan kosong"),
                ),
            ),
            _officer(keeper.office_id, "Pegawai yang ditunjuk"),
            Field(
                "dasar",
                "text",
                "Surat perintah yang menjadi dasar",
                help="Nomor dan tanggalnya, misalnya 800.1.11.1/12 tanggal 20 November 2026.",
            ),
            *_dates(last_required=False, last_help="Wajib untuk Plh. Kosong: sampai dicabut."),
        ),
        apply,
        first,
    )


def absence(keeper: Officer, today: date) -> PageForm:
    """Record an absence."""

    def apply(values: Values) -> str:
        row = api.record_absence(
            keeper, values["pegawai"], reason=values["keterangan"], **_period(values)
        )
        return f"Tercatat: {api.row_in_words(row)}."

    return PageForm(
        "Catat ketidakhadiran",
        "Selama berhalangan ia tidak bertindak untuk jabatannya; tugasnya menunggu Plh.,"
        " pejabat lain pada lembar SOP, atau atasannya.",
        "Catat ketidakhadiran",
        (
            _officer(keeper.office_id, "Pegawai yang berhalangan"),
            Field(
                "keterangan",
                "text",
                "Keterangan",
                help="Singkat saja, misalnya cuti tahunan atau dinas luar. Jangan tulis penyakit.",
            ),
            *_dates(last_required=True),
        ),
        apply,
        {"mulai": today.isoformat()},
    )


def delegation(keeper: Officer, today: date) -> PageForm:
    """Let a post act a.n. of another."""

    def apply(values: Values) -> str:
        chosen = values["sop"] if values["lingkup"] == "chosen" else None
        row = api.delegate_in_name(
            keeper,
            of=values["pemberi"],
            to=values["penerima"],
            basis=values["dasar"],
            procedures=None if chosen is None else [one["nama"] for one in chosen],
            **_period(values),
        )
        return f"Tercatat: {api.row_in_words(row)}."

    posts = api.post_labels(keeper.office_id)
    titles = api.procedure_titles(keeper.office_id, today)
    scope = Field(
        "lingkup",
        "choice",
        "Berlaku untuk",
        options=(Option("all", "Semua SOP"), Option("chosen", "SOP tertentu")),
        default="all",
    )
    of_each = (_choice("nama", "Nama SOP", titles),)
    chosen = Field(
        "sop",
        "list",
        "SOP yang dilimpahkan",
        of=of_each,
        min=1,
        when={"field": "lingkup", "is": "chosen"},
    )
    return PageForm(
        "Limpahkan wewenang a.n.",
        "Pemegang jabatan penerima menandatangani atas nama jabatan pemberi, juga selama"
        " pejabat pemberi hadir.",
        "Catat pelimpahan",
        (
            _choice("pemberi", "Atas nama jabatan", posts),
            _choice("penerima", "Dilimpahkan kepada jabatan", posts),
            Field("dasar", "text", "Keputusan yang menjadi dasar"),
            *((scope, chosen) if titles else (scope,)),
            *_dates(last_required=False, last_help="Kosong: sampai dicabut."),
        ),
        apply,
        {"mulai": today.isoformat()},
    )


def ending(keeper: Officer, kind: str, pk: int, today: date) -> PageForm:
    """Let a holding, absence or delegation end, or cancel it. Raises Refused ``no_row``."""
    row = api.authority_row(keeper.office_id, kind, pk)

    def apply(values: Values) -> str:
        last = None if values["bagaimana"] == "cancel" else date.fromisoformat(values["sampai"])
        words = api.row_in_words(row)
        api.end_row(keeper, kind, pk, last, values["sebab"] or "", backdated=values["alasan"] or "")
        said = [
            f"Dibatalkan: {words}." if last is None else f"Diakhiri per {written(last)}: {words}."
        ]
        if isinstance(row, Absence):
            said += [f"Masih tercatat {plh}; akhiri juga." for plh in api.plh_left_over(row, last)]
        return " ".join(said)

    usual = today if kind == "holding" else today - timedelta(days=1)
    last = max(row.valid_from, min(usual, row.valid_to or usual))
    return PageForm(
        "Akhiri catatan",
        f"{api.row_in_words(row)}.",
        "Simpan",
        (
            Field(
                "bagaimana",
                "choice",
                "Catatan ini",
                options=(Option("until", "Berakhir pada"), Option("cancel", "Batal seluruhnya")),
                default="until",
            ),
            Field(
                "sampai",
                "date",
                "Hari terakhir berlaku",
                future=True,
                help="Pada hari itu masih berlaku; sejak besoknya tidak lagi.",
                when={"field": "bagaimana", "is": "until"},
            ),
            Field("sebab", "text", "Sebab", required=False),
            *_backwards("Apakah hari yang sudah lewat ikut berubah?"),
        ),
        apply,
        {
            "sampai": last.isoformat(),
            "bagaimana": "cancel" if row.valid_from > today else "until",
        },
    )


def _choice(name: str, label: str, options: Mapping[str, str]) -> Field:
    return Field(name, "choice", label, options=tuple(Option(*one) for one in options.items()))


def _officer(office_id: str, label: str) -> Field:
    there = tuple(Option(str(one.pk), one.name) for one in api.officers(office_id) if one.active)
    return Field("pegawai", "officer", label, options=there)


def _dates(*, last_required: bool, last_help: str = "") -> tuple[Field, ...]:
    return (
        Field("mulai", "date", "Mulai", future=True),
        Field("sampai", "date", "Sampai", future=True, required=last_required, help=last_help),
        *_backwards("Berlaku surut, sejak sebelum hari ini?"),
    )


def _backwards(label: str) -> tuple[Field, ...]:
    """The tick without which nothing changes a day that is over, and its reason."""
    return (
        Field("surut", "yes_no", label, default="no"),
        Field("alasan", "text", "Alasan berlaku surut", when={"field": "surut", "is": "yes"}),
    )


def _period(values: Values) -> dict[str, Any]:
    last = values["sampai"]
    return {
        "valid_from": date.fromisoformat(values["mulai"]),
        "valid_to": date.fromisoformat(last) if last else None,
        "backdated": values["alasan"] or "",
    }
