"""The pages of authority: a form that was refused shows again what was typed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from loket.office import api
from loket.office.models import Absence, Delegation, Holding
from loket.office.tests.builders import JUMAPOLO, build_office

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LEGALISIR = "jumapolo/layanan-legalisir-surat-surat"


@pytest.fixture
def officers():
    with api.clock.simulated(NOW):
        yield build_office()


@pytest.fixture
def camat(officers, client):
    client.force_login(officers["camat"].user)
    return client


def sent(**answers):
    return {f"wewenang.{name}": answer for name, answer in {"surut": "no", **answers}.items()}


def absence(officers, **changes):
    about = {"pegawai": str(officers["camat"].pk), "keterangan": "dinas luar"}
    return sent(**{**about, "mulai": "20-11-2026", "sampai": "20-11-2026", **changes})


def test_the_camat_records_his_absence_and_names_a_plh(officers, camat):
    answer = camat.post("/wewenang/ketidakhadiran/", absence(officers))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/wewenang/")
    page = camat.get("/wewenang/").content.decode()
    assert "Kosong hari ini" in page
    form = camat.get("/wewenang/penunjukan/?jabatan=camat").content.decode()
    assert 'value="plh" checked' in form
    answer = camat.post(
        "/wewenang/penunjukan/",
        sent(
            jabatan="camat",
            cara="plh",
            pegawai=str(officers["sekcam"].pk),
            dasar="SP 800/12",
            mulai="20-11-2026",
            sampai="20-11-2026",
        ),
    )
    assert answer.status_code == 302
    row = Holding.objects.in_office(JUMAPOLO).get(kind="plh")
    assert (row.recorded_by, row.recorded_at) == (officers["camat"], NOW)


def test_a_past_day_is_refused_beside_its_field_until_it_is_meant(officers, camat):
    typed = absence(officers, mulai="19-11-2026")
    answer = camat.post("/wewenang/ketidakhadiran/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="f-wewenang-mulai-error"' in page
    assert 'value="dinas luar"' in page and 'value="19-11-2026"' in page
    assert Absence.objects.in_office(JUMAPOLO).count() == 0
    unsaid = camat.post("/wewenang/ketidakhadiran/", {**typed, "wewenang.surut": "yes"})
    assert 'id="f-wewenang-alasan-error"' in unsaid.content.decode()
    meant = {**typed, "wewenang.surut": "yes", "wewenang.alasan": "listrik padam"}
    assert camat.post("/wewenang/ketidakhadiran/", meant).status_code == 302
    assert Absence.objects.in_office(JUMAPOLO).get().backdated == "listrik padam"


def test_a_delegation_for_chosen_procedures(officers, camat, monkeypatch):
    titles = [lambda office_id, day: {LEGALISIR: "Layanan Legalisir"}]
    monkeypatch.setattr("loket.office.api.procedures._source", titles)
    typed = sent(
        pemberi="camat",
        penerima="kasi-kesos",
        dasar="SK 5/2026",
        lingkup="chosen",
        mulai="20-11-2026",
        sampai="",
    )
    assert camat.post("/wewenang/pelimpahan/", typed).status_code == 422
    typed["wewenang.sop.0.nama"] = LEGALISIR
    assert camat.post("/wewenang/pelimpahan/", typed).status_code == 302
    row = Delegation.objects.in_office(JUMAPOLO).get(to__slug="kasi-kesos")
    assert row.procedures == [LEGALISIR]


def test_an_absence_ends_yesterday_when_he_is_back_today(officers, camat):
    row = api.absent(officers["jfu"], date(2026, 11, 18), date(2026, 11, 25), "cuti")
    page = camat.get(f"/wewenang/ketidakhadiran/{row.pk}/akhiri/").content.decode()
    assert 'value="19-11-2026"' in page
    answer = camat.post(
        f"/wewenang/ketidakhadiran/{row.pk}/akhiri/", sent(bagaimana="until", sampai="19-11-2026")
    )
    assert answer.status_code == 302
    assert "jfu" in api.rules(JUMAPOLO, NOW).present


def test_who_comes_back_early_is_told_of_the_plh_that_runs_on(officers, camat):
    camat.post("/wewenang/ketidakhadiran/", absence(officers, sampai="25-11-2026"))
    api.hold(
        officers["sekcam"],
        "camat",
        kind="plh",
        basis="SP 1",
        valid_from=date(2026, 11, 20),
        valid_to=date(2026, 11, 25),
    )
    row = Absence.objects.in_office(JUMAPOLO).get()
    end = f"/wewenang/ketidakhadiran/{row.pk}/akhiri/"
    answer = camat.post(end, sent(bagaimana="until", sampai="22-11-2026"), follow=True)
    assert "Masih tercatat" in answer.content.decode()
    assert (
        "sebagai Plh. Camat, 20-11-2026 sampai 25-11-2026; akhiri juga." in answer.content.decode()
    )


def test_ending_what_was_ended_says_so(officers, camat):
    row = api.absent(officers["jfu"], date(2026, 11, 20), date(2026, 11, 25), "cuti")
    end = f"/wewenang/ketidakhadiran/{row.pk}/akhiri/"
    assert camat.post(end, sent(bagaimana="cancel")).status_code == 302
    again = camat.post(end, sent(bagaimana="cancel"))
    assert again.status_code == 409
    assert "baru saja diubah" in again.content.decode()


def test_only_keepers_find_the_page_and_its_entry(officers, client):
    client.force_login(officers["jfu"].user)
    assert client.get("/wewenang/").status_code == 403
    assert "/wewenang/" not in client.get("/").content.decode()
    client.force_login(officers["sekcam"].user)
    assert "/wewenang/" in client.get("/").content.decode()
    assert client.get("/wewenang/").status_code == 200
