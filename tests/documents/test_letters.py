"""A letter from its draft to the applicant's hand, and what its code proves on the way."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from loket.cases import api as cases
from loket.catalogue import api as catalogue
from loket.modules.documents import api, rules
from loket.modules.documents.models import Document
from loket.modules.registers import api as registers
from loket.office import api as office
from tests.documents.walk import (
    JUMAPOLO,
    MOVE,
    NAME,
    NIK,
    NOW,
    RECOMMENDATION,
    TODAY,
    found,
    letters,
    opened,
    return_it,
    step,
    take_back,
    walk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officers(settings, tmp_path):
    settings.LOKET_BLOBS = tmp_path
    with office.clock.simulated(NOW):
        yield found(RECOMMENDATION, MOVE)


def who(officers, post):
    return office.who(officers[post], office.clock.now())


def text(row, reader=None):
    pdf = api.pdf(row, office.clock.now(), reader)
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_way_of_a_letter(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu")
    (row,) = letters(case_id)
    assert row.state == Document.DRAFT
    assert api.verify(row.code).state == "unsigned"
    walk(officers, case_id, "camat")
    (row,) = letters(case_id)
    assert (row.state, row.signed_as, row.signed_day) == (Document.SIGNED, "Camat", TODAY)
    assert api.verify(row.code).state == "unnumbered"
    walk(officers, case_id, "jfu")
    (row,) = letters(case_id)
    assert (row.state, row.number, row.day) == (Document.ISSUED, "1/REK/2026", TODAY)
    walk(officers, case_id, "jfu")
    (row,) = letters(case_id)
    assert row.handed_at == office.clock.now()
    case = cases.stored_case(JUMAPOLO, case_id)
    assert case.state == "done"
    assert case.facts["serahkan.naskah"] == ["Surat Rekomendasi nomor 1/REK/2026"]
    kept = [one for one in case.artifacts if one.kind == "document"]
    assert [one.step for one in kept] == ["teliti", "nomor"]
    final = PdfReader(cases.open_blob(kept[1].sha256)).pages[0].extract_text()
    assert "1/REK/2026" in final
    assert officers["camat"].name in final
    assert "20 November 2026" in final


def test_the_code_proves_without_telling_who(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu", "camat", "jfu", "jfu")
    (row,) = letters(case_id)
    client = Client()
    page = client.get(f"/naskah/{row.code.lower()}/")
    said = page.content.decode()
    assert page.status_code == 200
    assert "Asli dan berlaku" in said
    assert "1/REK/2026" in said
    assert "S•• H••••••••" in said
    for secret in (NAME, NIK, officers["camat"].name, "Handayani"):
        assert secret not in said
    assert page.headers["Cache-Control"] == "no-store"
    unknown = client.get("/naskah/AAAAAAAAAAAA/")
    assert unknown.status_code == 404
    assert "Tidak ada surat dengan kode ini" in unknown.content.decode()
    typed = client.post("/naskah/", {"kode": api.verify(row.code).code.lower()})
    assert typed.headers["Location"] == f"/naskah/{row.code}/"


def test_the_block_follows_who_signs(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu")
    (row,) = letters(case_id)
    printed = text(row)
    assert "Camat Jumapolo," in printed
    assert officers["camat"].name in printed
    an = text(row, who(officers, "sekcam"))
    assert "a.n. Camat Jumapolo" in an
    assert officers["sekcam"].name in an
    further = text(row, who(officers, "kasi-pemerintahan"))
    assert "u.b." in further
    assert officers["kasi-pemerintahan"].name in further
    # whoever may not sign sees the block of the one who is to
    assert officers["camat"].name in text(row, who(officers, "jfu"))
    walk(officers, case_id, "sekcam")
    (row,) = letters(case_id)
    assert row.signed_as == "a.n. Camat, Sekretaris Camat"
    assert officers["sekcam"].name in text(row, who(officers, "camat"))


def test_a_plh_signs_as_plh(officers):
    office.absent(officers["camat"], TODAY, TODAY, "dinas luar")
    office.hold(
        officers["sekcam"], "camat", kind="plh", valid_from=TODAY, valid_to=TODAY, basis="SP 1"
    )
    case_id = opened(officers)
    walk(officers, case_id, "jfu")
    (row,) = letters(case_id)
    assert "Plh. Camat Jumapolo," in text(row)
    walk(officers, case_id, "sekcam", "jfu")
    (row,) = letters(case_id)
    assert row.signed_as == "Plh. Camat"
    assert api.verify(row.code).signed_as == "Plh. Camat"


def test_a_letter_drafted_again_replaces_the_one_before(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu", "camat", "jfu")
    assert return_it(officers, case_id, "jfu", "teliti").ok
    walk(officers, case_id, "jfu")
    first, second = letters(case_id)
    assert (first.state, first.replaced_by_id) == (Document.REPLACED, second.pk)
    assert api.verify(first.code).state == "replaced"
    assert api.verify(first.code).instead == ""  # the new one does not count yet
    walk(officers, case_id, "camat", "jfu")
    assert api.verify(first.code).instead == second.code
    _, second = letters(case_id)
    assert second.number == "1/REK/2026"  # the file keeps its number


def test_what_is_taken_back_is_undone_in_the_letter(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu")
    assert take_back(officers, case_id, "jfu").ok
    assert [row.state for row in letters(case_id)] == [Document.VOID]
    walk(officers, case_id, "jfu", "camat")
    assert take_back(officers, case_id, "camat").ok
    row = letters(case_id)[-1]
    assert (row.state, row.signer, row.block_text) == (Document.DRAFT, "", "")
    walk(officers, case_id, "camat", "jfu")
    assert take_back(officers, case_id, "jfu").ok
    row = letters(case_id)[-1]
    assert (row.state, row.number) == (Document.SIGNED, "")
    walk(officers, case_id, "jfu")
    assert letters(case_id)[-1].number == "2/REK/2026"  # the first is struck in the book


def test_a_draft_taken_back_lets_the_one_before_count_again(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu", "camat", "jfu")
    assert return_it(officers, case_id, "jfu", "teliti").ok
    walk(officers, case_id, "jfu")
    assert take_back(officers, case_id, "jfu").ok
    first, second = letters(case_id)
    assert (first.state, second.state) == (Document.ISSUED, Document.VOID)
    assert api.verify(first.code).state == "valid"


def test_a_struck_number_makes_the_letter_void(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu", "camat", "jfu")
    (row,) = letters(case_id)
    registers.void(
        *(JUMAPOLO, "rekomendasi", 2026, 1),
        reason="Salah layanan.",
        who=who(officers, "camat"),
        at=office.clock.now(),
    )
    assert api.verify(row.code).state == "void"


def test_nothing_is_handed_over_before_it_is_signed_and_numbered(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu")
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    departed = cases.depart(
        *(JUMAPOLO, case_id, task.no, task.version),
        who(officers, "camat"),
        *("lewat", "serahkan", "Pemohon sakit."),
    )
    assert departed.ok, departed
    outcome = step(officers, case_id, "jfu")
    (message,) = outcome.form.errors.values()
    assert "Surat Rekomendasi" in message


def test_a_signature_without_a_letter_says_where_to_go(officers):
    case_id = opened(officers)
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    assert cases.depart(
        *(JUMAPOLO, case_id, task.no, task.version),
        who(officers, "camat"),
        *("lewat2", "tanda-tangan", "Mendesak."),
    ).ok
    (message,) = step(officers, case_id, "camat").form.errors.values()
    assert "belum disusun" in message


def test_a_letter_numbered_before_it_is_signed_is_issued_by_the_signature(officers):
    case_id = opened(officers, MOVE)
    walk(officers, case_id, "jfu", "jfu")
    (row,) = letters(case_id)
    assert (row.state, row.number) == (Document.DRAFT, "400.12.2.2/1/2026")
    assert api.verify(row.code).state == "unsigned"
    assert "400.12.2.2/1/2026" in text(row)
    walk(officers, case_id, "kasi-pemerintahan")
    (row,) = letters(case_id)
    assert row.state == Document.ISSUED
    kept = [one.step for one in cases.stored_case(JUMAPOLO, case_id).artifacts if not one.output]
    assert kept == ["agenda", "legalisasi"]


def test_the_papers_of_a_demo_are_marked_and_those_of_an_office_are_not(officers, settings):
    case_id = opened(officers)
    walk(officers, case_id, "jfu")
    assert "CONTOH" in text(letters(case_id)[0])
    settings.LOKET_SIMULATION, settings.LOKET_PUBLIC_URL = False, ""
    case = cases.stored_case(JUMAPOLO, case_id)
    procedure = catalogue.get(case.sheet_digest, case.work_digest)
    drafts = procedure.sheet.step("teliti")
    (entry,) = [one for one in procedure.work.of("teliti").entries if one.do == "documents.draft"]
    real = api.draft(
        *(rules.letter_of(procedure, drafts, entry), procedure, case, case.facts),
        case_row=case_id,
        case_number="26-00001",
        at=office.clock.now(),
    )
    printed = text(real)
    assert "CONTOH" not in printed
    assert "Periksa keaslian" not in printed  # an office without a public address prints no QR


def test_the_page_of_the_step_draws_the_letter(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu")
    client = Client()
    client.force_login(officers["camat"].user)
    (row,) = letters(case_id)
    picture = client.get(f"/surat/{row.pk}/halaman/1/")
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(f"/surat/{row.pk}/halaman/9/").status_code == 404
    pdf = client.get(f"/surat/{row.pk}/")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["Content-Disposition"].startswith("inline")
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    cases.take_up(JUMAPOLO, case_id, task.no, task.version, who(officers, "camat"), "take")
    page = client.get(f"/berkas/{case_id}/").content.decode()
    assert f"/surat/{row.pk}/halaman/1/" in page


def test_a_cancelled_case_makes_its_letter_void(officers):
    case_id = opened(officers)
    walk(officers, case_id, "jfu", "camat", "jfu")
    (row,) = letters(case_id)
    cancelled = cases.cancel(JUMAPOLO, case_id, who(officers, "camat"), "batal", "Dicabut pemohon.")
    assert cancelled.ok, cancelled
    found = api.verify(row.code)
    assert (found.state, found.why) == ("void", "Permohonannya dibatalkan.")
    (row,) = letters(case_id)
    assert "BATAL" in text(row)


def test_the_message_after_a_draft_leads_to_its_print(officers):
    case_id = opened(officers)
    outcome = step(officers, case_id, "jfu")
    ((title, artifact_id),) = outcome.papers
    assert title == "Surat Rekomendasi, untuk ditandatangani"
    client = Client()
    client.force_login(officers["jfu"].user)
    answer = client.get(f"/bukti/{artifact_id}/cetak/")
    (row,) = letters(case_id)
    assert answer.headers["Location"] == f"/surat/{row.pk}/"
