"""Each SOP of Jumapolo from application to handover, by the forms of its own steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loket.cases import api as cases
from loket.cases.api.page_types import Outcome
from loket.catalogue import api as catalogue
from loket.core.chain import canonical
from loket.core.fields.spec import Field
from loket.core.sheet import Procedure
from loket.modules.record.tests.world import drawn
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO, SOPS, build_office
from loket.ui.step_form import FormPart

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # 08.00 WIB
TODAY = date(2026, 11, 20)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
NIK, KK = "9901015706880001", "9901012011260001"
PLAIN = {
    "text": "Menurut berkas",
    "long_text": "Menurut berkas",
    "person": "Sri Handayani",
    "address": "Dusun Krajan RT 01/RW 01",
    "nik": NIK,
    "kk": KK,
    "yes_no": "yes",
    "date": "20-11-2026",
    "signature": drawn(),
}
FOLDERS = sorted(path.parent for path in (SOPS / JUMAPOLO).glob("*/v1"))
LEFT = {
    "layanan-kartu-keluarga-kk": (
        *("checklist", "checklist", "register_entry", "signature"),
        *("document", "register_entry", "handover"),
    ),
    "layanan-kartu-tanda-penduduk-elektronik-e-ktp": (
        *("checklist", "checklist", "register_entry", "signature"),
        *("document", "register_entry", "handover"),
    ),
    "pelayanan-pindah-penduduk-antar-kecamatan": (
        *("checklist", "checklist", "checklist", "checklist", "checklist"),
        *("checklist", "register_entry", "signature", "handover"),
    ),
    "rekomendasi-dispensasi-nikah": (
        *("checklist", "checklist", "checklist", "stamp", "paraf"),
        *("signature", "register_entry", "handover"),
    ),
    "layanan-legalisir-surat-surat": (
        *("checklist", "checklist", "signature", "register_entry", "handover"),
    ),
    "layanan-surat-rekomendasi": (
        *("checklist", "checklist", "signature", "register_entry", "handover"),
    ),
}
# Loket's own papers, kept as files beside what the sheet prints
PAPERS = {
    "layanan-legalisir-surat-surat": [("teliti", "document"), ("nomor", "document")],
    "layanan-surat-rekomendasi": [("teliti", "document"), ("nomor", "document")],
    "rekomendasi-dispensasi-nikah": [("teliti", "document"), ("nomor", "document")],
    "pelayanan-pindah-penduduk-antar-kecamatan": [
        ("agenda", "document"),
        ("legalisasi", "document"),
    ],
}
keys, numbers = count(1), count(100)


class Walk:
    """One case of one procedure. ``say``: own answers by field name, before the usual ones."""

    def __init__(self, slug: str, officers: dict[str, Any], **say: str) -> None:
        self.procedure = procedure(slug)
        catalogue.store(self.procedure, letter(slug))
        catalogue.approve(
            JUMAPOLO, self.procedure, valid_from=date(2023, 3, 1), decree="SK", by="Camat"
        )
        self.officers, self.say = officers, say
        self.case_id = 0

    def open(self) -> Outcome:
        clerk = self.who("jfu")
        page = cases.intake_form(JUMAPOLO, self.procedure.id, clerk)
        typed, files = self.answers(page.step.parts)
        outcome = cases.open_case(JUMAPOLO, self.procedure.id, clerk, typed, files, key())
        self.case_id = outcome.case_id or 0
        return outcome

    def step(self) -> Outcome:
        """Do the task that waits, as the first post that it waits for."""
        office.clock.simulate(office.clock.now() + timedelta(minutes=5))
        (task,) = self.case().tasks
        actor = self.who(task.posts[0])
        if task.holder is None and not task.is_outsider:
            taken = cases.take_up(JUMAPOLO, self.case_id, task.no, task.version, actor, key())
            assert taken.ok, taken.refused
        (page,) = cases.case_page(JUMAPOLO, self.case_id, actor).steps
        typed, files = self.answers(page.parts)
        return cases.submit(
            JUMAPOLO, self.case_id, page.task_no, page.version, actor, typed, files, key()
        )

    def to_end(self) -> None:
        well(self.open())
        while self.case().state == "open":
            well(self.step())

    def case(self) -> Any:
        return cases.stored_case(JUMAPOLO, self.case_id)

    def who(self, post: str) -> Any:
        return office.who(self.officers[post], office.clock.now())

    def answers(self, parts: tuple[FormPart, ...]) -> tuple[dict, dict]:
        typed: dict[str, list[str]] = {}
        files: dict[str, SimpleUploadedFile] = {}
        for part in parts:
            given = {
                spec.name: self.say[spec.name] for spec in part.fields if spec.name in self.say
            }
            for spec in part.fields:
                self._answer(spec, f"{part.prefix}.{spec.name}", given, typed, files)
        return typed, files

    def _answer(
        self, spec: Field, name: str, given: dict[str, str], typed: dict, files: dict
    ) -> None:
        if spec.name in given:
            typed[name] = [given[spec.name]]
        elif spec.type == "list":
            for sub in spec.of:
                self._answer(sub, f"{name}.0.{sub.name}", {}, typed, files)
        elif not spec.required or (spec.when is not None and not spec.otherwise):
            return
        elif spec.type == "file":
            files[name] = SimpleUploadedFile("siak.pdf", PDF, "application/pdf")
        elif ".record.number.nomor" in name:
            typed[name] = [f"470/{next(numbers)}"]
        else:
            typed[name] = [usual(spec)]


def usual(spec: Field) -> str:
    if spec.type == "choice":
        return spec.options[0].value
    return str(spec.min or 1) if spec.type == "number" else PLAIN[spec.type]


def procedure(slug: str) -> Procedure:
    read, findings = catalogue.read_package(SOPS / JUMAPOLO / slug / "v1")
    assert read is not None, findings
    return read


def letter(slug: str) -> str:
    return catalogue.read_folder(SOPS / JUMAPOLO / slug / "v1").letter


def key() -> str:
    return f"walk-{next(keys)}"


def well(outcome: Outcome) -> None:
    assert outcome.ok, (outcome.refused, outcome.form and outcome.form.errors)


@pytest.fixture
def officers(settings: Any, tmp_path: Any) -> Iterator[dict[str, Any]]:
    settings.LOKET_BLOBS = tmp_path
    with office.clock.simulated(FRIDAY):
        yield build_office()


@pytest.mark.parametrize("slug", sorted(LEFT))
def test_from_application_to_handover_every_output_is_proved(
    slug: str, officers: dict[str, Any]
) -> None:
    walk = Walk(slug, officers)
    walk.to_end()
    case = walk.case()
    assert case.state == "done"
    sheet = walk.procedure.sheet
    owed = [(step.id, output) for step in sheet.steps for output in step.outputs]
    proved = [one for one in case.artifacts if one.output]
    assert sorted((one.step, one.output) for one in proved) == sorted(owed)
    assert tuple(one.kind for one in proved) == LEFT[slug]
    kept = [(one.step, one.kind) for one in case.artifacts if not one.output]
    assert kept == PAPERS.get(slug, [])
    canonical(case.facts)  # every fact is plain JSON
    assert cases.verify_case(JUMAPOLO, walk.case_id) is None


def test_every_package_of_jumapolo_is_walked() -> None:
    assert {folder.name for folder in FOLDERS} == set(LEFT)


@pytest.mark.parametrize("slug", sorted(LEFT))
def test_a_missing_paper_is_refused_at_intake(slug: str, officers: dict[str, Any]) -> None:
    paper = procedure(slug).work.service.papers[0]
    outcome = Walk(slug, officers, **{paper.id.replace("-", "_"): "tidak_ada"}).open()
    assert not outcome.ok
    assert outcome.case_id is None
    (message,) = outcome.form.errors.values()
    assert message.startswith(f"{paper.name} tidak ada. Minta pemohon")


@pytest.mark.parametrize(
    ("slug", "intake", "done", "number"),
    [
        ("layanan-kartu-keluarga-kk", "kk-masuk", "kk-selesai", "cetak.nomor_kk"),
        (
            *("layanan-kartu-tanda-penduduk-elektronik-e-ktp", "ktp-masuk"),
            *("ktp-selesai", "cetak.nik"),
        ),
    ],
)
def test_kk_and_ktp_are_entered_twice_and_hold_what_siak_printed(
    slug: str, intake: str, done: str, number: str, officers: dict[str, Any]
) -> None:
    walk = Walk(slug, officers)
    walk.to_end()
    facts = walk.case().facts
    assert [facts["agenda.buku"], facts[f"agenda-{done.split('-')[0]}.buku"]] == [intake, done]
    assert facts[number] in (NIK, KK)
    (printed,) = [one for one in walk.case().artifacts if one.kind == "document"]
    assert (printed.media_type, len(printed.sha256)) == ("application/pdf", 64)
    opened = cases.artifact(
        "jumapolo", printed.id, office.who(officers["camat"], office.clock.now())
    )
    assert facts[number] not in str(opened.facts)  # shown masked, kept whole


def test_a_recording_today_needs_its_day(officers: dict[str, Any]) -> None:
    walk = Walk("layanan-kartu-tanda-penduduk-elektronik-e-ktp", officers, perekaman="sekarang")
    well(walk.open())
    for _ in range(3):
        well(walk.step())
    assert list(walk.step().form.errors) == ["1.record.document.tanggal_perekaman"]
    walk.say["tanggal_perekaman"] = "20-11-2026"
    well(walk.step())
    assert walk.case().facts["cetak.tanggal_perekaman"] == "2026-11-20"


def test_who_is_not_married_moves_without_a_marriage_paper(officers: dict[str, Any]) -> None:
    walk = Walk(
        "pelayanan-pindah-penduduk-antar-kecamatan",
        officers,
        status_kawin="1",
        kecamatan_tujuan="33.13.05",
        alasan="7",
        alasan_lain="Merawat orang tua",
        fotokopi_surat_nikah="tidak_diperlukan",
    )
    walk.to_end()
    facts = walk.case().facts
    assert facts["kepindahan.kecamatan_tujuan"] == "33.13.05"
    assert facts["kepindahan.alasan_lain"] == "Merawat orang tua"
    assert facts["kepindahan.anggota"] == [{"nama": "Sri Handayani", "nik": NIK, "shdk": "1"}]


def test_a_listed_family_member_is_shown_in_words_and_with_a_masked_nik(
    officers: dict[str, Any],
) -> None:
    walk = Walk("pelayanan-pindah-penduduk-antar-kecamatan", officers)
    well(walk.open())
    page = cases.case_page(JUMAPOLO, walk.case_id, walk.who("jfu"))
    (asked,) = [one.rows for one in page.parties if one.role == "Permohonan"]
    members = dict(asked)["Anggota keluarga yang pindah"]
    assert members.startswith("Sri Handayani, ")
    assert members.endswith(", Kepala keluarga")
    assert NIK not in members


def test_the_dispensation_knows_both_days_that_the_seven_are_counted_between(
    officers: dict[str, Any],
) -> None:
    walk = Walk(
        "rekomendasi-dispensasi-nikah",
        officers,
        tanggal_pengajuan="19-11-2026",
        tanggal_akad="24-11-2026",
    )
    walk.to_end()
    facts = walk.case().facts
    filed, wedding = (
        date.fromisoformat(facts[f"pernikahan.{name}"])
        for name in ("tanggal_pengajuan", "tanggal_akad")
    )
    assert (wedding - filed).days == 5


def test_the_dispensation_is_signed_by_the_plh_when_the_camat_is_away(
    officers: dict[str, Any],
) -> None:
    office.absent(officers["camat"], TODAY, TODAY, "dinas luar")
    office.hold(
        officers["sekcam"], "camat", kind="plh", valid_from=TODAY, valid_to=TODAY, basis="SK Plh"
    )
    walk = Walk("rekomendasi-dispensasi-nikah", officers)
    well(walk.open())
    for _ in range(2):
        well(walk.step())
    officers["camat"] = officers["sekcam"]
    well(walk.step())
    assert walk.case().facts["tanda-tangan.sebagai"] == "Plh. Camat"


def test_a_recommendation_is_signed_in_the_name_of_the_camat(officers: dict[str, Any]) -> None:
    walk = Walk("layanan-surat-rekomendasi", officers, ditujukan_kepada="Bupati Karanganyar")
    well(walk.open())
    well(walk.step())
    officers["camat"] = officers["sekcam"]
    well(walk.step())
    facts = walk.case().facts
    assert facts["tanda-tangan.sebagai"] == "a.n. Camat, Sekretaris Camat"
    assert facts["permohonan.ditujukan_kepada"] == "Bupati Karanganyar"
