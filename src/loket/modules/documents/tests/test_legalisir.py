"""The legalisation of Jumapolo from application to handover, by the forms of its steps."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from loket.cases import api as cases
from loket.core.chain import canonical
from loket.modules.record.tests import world
from loket.modules.record.tests.legalisation import ASK, STEPS
from loket.office import api as office
from loket.office.tests.builders import JUMAPOLO

pytestmark = pytest.mark.django_db
keys = count(1)


@pytest.fixture
def officers(settings, tmp_path):
    settings.LOKET_BLOBS = tmp_path
    with office.clock.simulated(datetime(2026, 11, 20, 1, 0, tzinfo=UTC)):
        yield world.found()


def who(officers, post):
    return office.who(officers[post], office.clock.now())


def typed(values):
    return {name: [value] for name, value in values.items()}


def open_one(officers, **changes):
    clerk = who(officers, "jfu")
    data = typed({**ASK, **changes})
    return cases.open_case(JUMAPOLO, world.LEGALISIR, clerk, data, {}, f"k{next(keys)}")


def send(officers, case_id, post, values):
    office.clock.simulate(office.clock.now() + timedelta(minutes=5))
    (task,) = cases.stored_case(JUMAPOLO, case_id).tasks
    actor = who(officers, post)
    return cases.submit(
        JUMAPOLO, case_id, task.no, task.version, actor, typed(values), {}, f"k{next(keys)}"
    )


def walk(officers, case_id, steps):
    for post, values in steps:
        outcome = send(officers, case_id, post, values)
        assert outcome.ok, (outcome.refused, outcome.form and outcome.form.errors)


def test_from_application_to_handover(officers):
    opened = open_one(officers)
    assert opened.ok, (opened.refused, opened.form and opened.form.errors)
    walk(officers, opened.case_id, STEPS)
    case = cases.stored_case(JUMAPOLO, opened.case_id)
    assert case.state == "done"
    assert [(one.step, one.kind) for one in case.artifacts] == [
        ("ajukan", "checklist"),
        ("teliti", "checklist"),
        ("teliti", "document"),
        ("tanda-tangan", "signature"),
        ("nomor", "register_entry"),
        ("nomor", "document"),
        ("serahkan", "handover"),
    ]
    assert case.facts["tanda-tangan.sebagai"] == "a.n. Camat, Sekretaris Camat"
    assert case.facts["nomor.nomor"] == "1/LEG/2026"
    assert case.facts["serahkan.nama_penerima"] == "Sri Handayani"
    canonical(case.facts)  # every fact is plain JSON
    assert cases.verify_case(JUMAPOLO, opened.case_id) is None


def test_a_missing_paper_at_the_desk_says_what_to_do(officers):
    opened = open_one(officers)
    values = {**STEPS[0][1], "1.record.papers.surat_asli": "tidak_ada"}
    outcome = send(officers, opened.case_id, "jfu", values)
    assert not outcome.ok
    message = outcome.form.errors["1.record.papers.surat_asli"]
    assert "Kembalikan berkas kepada pemohon dengan alasannya." in message
    assert outcome.form.typed["3.documents.stamp.lembar"] == ("2",)


def test_a_missing_paper_at_intake_keeps_the_file_out(officers):
    outcome = open_one(officers, **{"2.record.papers.surat_asli": "tidak_ada"})
    assert not outcome.ok
    assert "Minta pemohon" in outcome.form.errors["2.record.papers.surat_asli"]
