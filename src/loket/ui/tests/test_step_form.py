"""A step's form: read, refused, shown again with everything that was typed."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template

from loket.core.action import Upload
from loket.core.fields.spec import FIELD_TYPES, Field, Option
from loket.core.tests.pictures import JPEG, PDF, as_url, png
from loket.ui.bound_form import bind, error_lines
from loket.ui.step_form import FormPart, ReadForm, kept_upload, read, token

TODAY = date(2026, 11, 20)


class Blobs(dict[str, bytes]):
    """Bytes by their SHA-256, as the blob store keeps them."""

    def keep(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        self[digest] = content
        return digest


def part(*fields: Field, prefix: str = "1.record.data") -> FormPart:
    return FormPart(prefix, "record.data", "Data", "", fields)


def send(
    form: FormPart, data: dict[str, str], **files: SimpleUploadedFile
) -> tuple[ReadForm, Blobs]:
    blobs = Blobs()
    sent = {f"{form.prefix}.{name}": file for name, file in files.items()}
    answers = {f"{form.prefix}.{name}": [value] for name, value in data.items()}
    return read([form], answers, sent, blobs.keep, TODAY, training=True), blobs


def html(form: FormPart, sent: ReadForm | None = None, **initial: object) -> str:
    bound = bind([form], sent, {f"{form.prefix}.{name}": value for name, value in initial.items()})
    template = Template(
        "{% load loket_ui %}{% for part in parts %}{% form_part part %}{% endfor %}"
    )
    return template.render(Context({"parts": bound}))


def test_answers_are_kept_by_part_and_field() -> None:
    form = part(Field("tanggal", "date", "Tanggal"), Field("lembar", "number", "Lembar"))
    sent, _ = send(form, {"tanggal": "19-11-2026", "lembar": "3"})
    assert sent.ok
    assert sent.values == {"1.record.data": {"tanggal": "2026-11-19", "lembar": 3}}


def test_all_errors_come_together_and_what_was_typed_is_shown_again() -> None:
    form = part(
        Field("tanggal", "date", "Tanggal"),
        Field("nik", "nik", "NIK"),
        Field("isi", "long_text", "Isi"),
    )
    sent, _ = send(form, {"tanggal": "31-02-2026", "nik": "12", "isi": "<b>ada</b>"})
    assert set(sent.errors) == {"1.record.data.tanggal", "1.record.data.nik"}
    page = html(form, sent)
    assert 'value="31-02-2026"' in page and 'value="12"' in page
    assert "&lt;b&gt;ada&lt;/b&gt;" in page
    lines = error_lines(bind([form], sent), sent)
    assert [(line.id, line.label) for line in lines] == [
        ("f-1-record-data-tanggal", "Tanggal"),
        ("f-1-record-data-nik", "NIK"),
    ]


def test_a_good_upload_survives_a_refused_form() -> None:
    form = part(Field("scan", "file", "Pindaian"), Field("nama", "person", "Nama"))
    sent, blobs = send(
        form, {"nama": ""}, scan=SimpleUploadedFile("ktp.pdf", PDF, "application/pdf")
    )
    assert set(sent.errors) == {"1.record.data.nama"}
    page = html(form, sent)
    hidden = re.search(r'name="1\.record\.data\.scan\.kept" value="([^"]+)"', page)
    assert hidden and "ktp.pdf" in page
    again, _ = send(form, {"nama": "Budi", "scan.kept": hidden.group(1)})
    assert again.ok
    upload = again.values["1.record.data"]["scan"]
    assert upload == Upload("ktp.pdf", "application/pdf", len(PDF), next(iter(blobs)))


def test_a_new_file_takes_the_place_of_the_kept_one() -> None:
    form = part(Field("scan", "file", "Pindaian"))
    kept = token(Upload("lama.pdf", "application/pdf", 3, "00"))
    sent, _ = send(
        form, {"scan.kept": kept}, scan=SimpleUploadedFile("baru.jpg", JPEG, "image/jpeg")
    )
    assert sent.values["1.record.data"]["scan"].name == "baru.jpg"


def test_a_file_whose_type_lies_is_refused_once_and_not_stored() -> None:
    form = part(Field("scan", "file", "Pindaian"))
    sent, blobs = send(form, {}, scan=SimpleUploadedFile("ktp.pdf", JPEG, "application/pdf"))
    assert "mengaku PDF" in sent.errors["1.record.data.scan"]
    assert not blobs and not sent.uploads


def test_a_file_that_is_too_large_is_not_even_read() -> None:
    form = part(Field("scan", "file", "Pindaian"))
    large = SimpleUploadedFile("ktp.pdf", b"%PDF-", "application/pdf")
    large.size = 11 * 1024 * 1024
    sent, _ = send(form, {}, scan=large)
    assert "10 MB" in sent.errors["1.record.data.scan"]


@pytest.mark.parametrize("forged", ["", "x", "a:b:c", signing.dumps(["a", "b"], salt="other")])
def test_a_forged_token_is_no_upload(forged: str) -> None:
    assert kept_upload(forged) is None
    sent, _ = send(part(Field("scan", "file", "Pindaian")), {"scan.kept": forged})
    assert sent.errors == {"1.record.data.scan": "Pindaian belum diunggah."}


def test_a_photo_field_takes_no_kept_pdf() -> None:
    kept = token(Upload("a.pdf", "application/pdf", 3, "00"))
    sent, _ = send(part(Field("foto", "photo", "Foto")), {"foto.kept": kept})
    assert not sent.ok


def test_a_drawn_signature_is_stored_as_a_picture() -> None:
    content = png()
    form = part(Field("ttd", "signature", "Tanda tangan"))
    sent, blobs = send(form, {"ttd": as_url(content)})
    upload = sent.values["1.record.data"]["ttd"]
    assert upload.media_type == "image/png" and blobs[upload.sha256] == content


def test_a_photo_of_the_signed_slip_takes_the_place_of_the_pad() -> None:
    form = part(Field("ttd", "signature", "Tanda tangan"))
    slip = SimpleUploadedFile("slip.jpg", JPEG, "image/jpeg")
    sent, _ = send(form, {"ttd": ""}, **{"ttd.slip": slip})
    assert sent.values["1.record.data"]["ttd"].name == "slip.jpg"
    wrong = SimpleUploadedFile("slip.pdf", PDF, "application/pdf")
    refused, _ = send(form, {}, **{"ttd.slip": wrong})
    assert set(refused.errors) == {"1.record.data.ttd"}


def test_rows_of_a_list_keep_their_place_when_one_is_wrong() -> None:
    form = part(
        Field(
            "surat",
            "list",
            "Surat",
            of=(Field("jenis", "text", "Jenis"), Field("n", "number", "N")),
        )
    )
    sent, _ = send(
        form, {"surat.0.jenis": "KK", "surat.0.n": "1", "surat.2.jenis": "Akta", "surat.2.n": "x"}
    )
    assert set(sent.errors) == {"1.record.data.surat.2.n"}
    page = html(form, sent)
    assert 'name="1.record.data.surat.2.n"' in page and 'value="Akta"' in page
    good, _ = send(form, {"surat.0.jenis": "", "surat.1.jenis": "Akta", "surat.1.n": "2"})
    assert good.values["1.record.data"]["surat"] == [{"jenis": "Akta", "n": 2}]


def test_a_field_whose_condition_does_not_hold_is_not_asked() -> None:
    form = part(
        Field(
            "oleh", "choice", "Oleh", options=(Option("lain", "Lain"), Option("diri", "Sendiri"))
        ),
        Field("nama", "person", "Nama", when={"field": "oleh", "is": "lain"}),
    )
    assert send(form, {"oleh": "diri"})[0].ok
    assert not send(form, {"oleh": "lain"})[0].ok
    assert 'data-when="1.record.data.oleh" data-is="lain"' in html(form)


def test_errors_of_an_action_find_their_field() -> None:
    form = part(Field("nomor", "text", "Nomor"))
    sent, _ = send(form, {"nomor": "5"})
    sent.add_errors("1.record.data", {"nomor": "Nomor 5 sudah dipakai."})
    assert not sent.ok and "Nomor 5 sudah dipakai." in html(form, sent)


def test_kept_values_are_shown_the_way_people_write() -> None:
    form = part(
        Field("t", "date", "T"),
        Field("h", "phone", "H"),
        Field("u", "money", "U"),
        Field("j", "time", "J"),
    )
    page = html(form, t="2026-11-20", h="+6281234567890", u=1500000, j="08:30")
    for shown in ("20-11-2026", "0812 3456 7890", "1.500.000", "08.30"):
        assert f'value="{shown}"' in page


@pytest.mark.parametrize("kind", sorted(FIELD_TYPES))
def test_every_type_has_a_page_part_that_says_what_is_wrong(kind: str) -> None:
    spec = Field(
        "x",
        kind,
        "Isian",
        help="Petunjuk",
        options=(Option("a", "A"), Option("b", "B")),
        of=(Field("y", "text", "Y"),) if kind == "list" else (),
    )
    form = part(spec)
    sent, _ = send(form, {})
    page = html(form, sent)
    assert "Petunjuk" in page and "Isian" in page
    assert 'id="f-1-record-data-x"' in page
    assert 'aria-describedby="f-1-record-data-x-hint f-1-record-data-x-error"' in page
    assert page.index("Petunjuk") < page.index('id="f-1-record-data-x-error"')
    assert "style=" not in page and "onclick" not in page
