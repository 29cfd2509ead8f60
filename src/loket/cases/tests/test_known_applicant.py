"""An applicant of this office is found by NIK and typed once; another office's never appears."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loket.cases import api as cases
from loket.cases.models import CaseRow
from loket.cases.tests import balai
from loket.cases.tests.test_views import INTAKE, at_desk, form_data, text
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO, build_office

pytestmark = pytest.mark.usefixtures("umbrella_office")

NIK = balai.REPORT["party.pemohon.nik"]
NAME, NIK_FIELD = "party.pemohon.nama", "party.pemohon.nik"
ADDRESS, PHONE = "party.pemohon.alamat", "party.pemohon.telepon"


def look_up(**typed: str) -> tuple[Any, Any]:
    return cases.find_applicant(
        balai.OFFICE, balai.UMBRELLA, balai.typed({NIK_FIELD: NIK, **typed}), {}
    )


def asked(client: Client, **typed: Any) -> Any:
    data = form_data(text(client.get(INTAKE)), cari="pemohon", **{NIK_FIELD: NIK, **typed})
    return client.post(INTAKE, data)


def value_of(page: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}"[^>]* value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def test_the_nik_comes_first_on_the_form() -> None:
    page = text(at_desk("loket-depan").get(INTAKE))
    places = [page.index(f'name="{one}"') for one in (NIK_FIELD, NAME, ADDRESS, PHONE)]
    assert places == sorted(places)


def test_the_newest_file_of_the_nik_fills_what_was_not_typed() -> None:
    balai.report(**{PHONE: "0812 0000 0001"})
    office.clock.simulate(office.clock.now() + timedelta(days=1))
    balai.report(**{PHONE: "0812 0000 0002", ADDRESS: "Dusun Baru RT 02/RW 02"})
    form, known = look_up(**{NAME: "Sri H."})
    assert form.ok
    assert (known.number, known.day) == ("26-00002", "17-11-2026")
    assert known.filled == ("Alamat", "Nomor HP/WhatsApp")
    assert form.typed[NAME] == ("Sri H.",)
    assert form.typed[ADDRESS] == ("Dusun Baru RT 02/RW 02",)
    assert form.typed[PHONE][0].replace(" ", "").replace("-", "") == "081200000002"


def test_looking_up_stores_nothing_and_keeps_everything_typed() -> None:
    balai.report()
    before = CaseRow.objects.in_office(balai.OFFICE).count()
    response = asked(at_desk("loket-depan"), **{"1.test.data.pemilik": "<Sri>", "reason": ""})
    page = text(response)
    assert response.status_code == 200
    assert CaseRow.objects.in_office(balai.OFFICE).count() == before
    assert "Diisi dari berkas 26-00001, 16-11-2026" in page
    assert value_of(page, NAME) == "Sri Handayani"
    assert 'value="&lt;Sri&gt;"' in page
    assert "perlu dibetulkan" not in page


def test_a_filled_form_is_taken_in_as_it_stands() -> None:
    balai.report()
    client = at_desk("loket-depan")
    page = text(asked(client))
    data = form_data(page, **{**balai.REPORT, NAME: value_of(page, NAME)})
    assert client.post(INTAKE, data).status_code == 302


def test_open_files_of_the_same_nik_are_named() -> None:
    case_id = balai.opened()
    client = at_desk("loket-depan")
    assert "Masih ada 1 berkas terbuka dengan NIK ini" in text(asked(client))
    refused = form_data(text(client.get(INTAKE)), **{**balai.REPORT, "1.test.data.pemilik": ""})
    assert "Masih ada 1 berkas terbuka" in text(client.post(INTAKE, refused))
    cases.cancel(balai.OFFICE, case_id, balai.who("loket-depan"), balai.key(), "Payung ditemukan")
    assert "berkas terbuka" not in text(asked(client))


def test_an_unknown_nik_is_said_plainly() -> None:
    page = text(asked(at_desk("loket-depan")))
    assert "belum pernah mengajukan permohonan di kantor ini" in page
    assert value_of(page, NAME) == ""


@pytest.mark.parametrize("nik", ["", "123"])
def test_what_is_no_nik_is_an_error_at_that_field_alone(nik: str) -> None:
    response = asked(at_desk("loket-depan"), **{NIK_FIELD: nik})
    page = text(response)
    assert response.status_code == 422
    assert "<title>(1 perlu dibetulkan)" in page and 'href="#f-party-pemohon-nik"' in page


def test_a_chosen_file_is_kept() -> None:
    scan = SimpleUploadedFile("surat.pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n")
    page = text(asked(at_desk("loket-depan"), **{"late.scan": scan}))
    assert "surat.pdf" in page and "sudah diterima" in page
    assert re.search(r'name="late\.scan\.kept" value="[^"]+"', page)


def test_a_file_of_another_office_never_appears() -> None:
    balai.report()
    build_office()
    assert cases.open_files(JUMAPOLO, NIK) == ()
    assert len(cases.open_files(balai.OFFICE, NIK)) == 1
    CaseRow.objects.in_office(balai.OFFICE).update(office_id=JUMAPOLO)
    form, known = look_up()
    assert (known.number, known.filled, known.open_files) == ("", (), ())
    assert not form.typed.get(NAME)
