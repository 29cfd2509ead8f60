"""What is stored never changes; what was approved is in force from its day."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from loket.catalogue import api, canonical
from loket.catalogue.models import Revision, SheetText, WorkText
from loket.catalogue.store import _DECODED
from loket.catalogue.tests.sheets import OFFICE, UMBRELLA
from loket.core.refused import Refused
from loket.core.sheet import Procedure
from loket.office.api import load_office, unscoped

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def office() -> None:
    _DECODED.clear()
    file, _ = api.read_office(OFFICE)
    assert file is not None
    load_office(file)


def umbrella(
    version: int = 1, revision: int = 1, title: str = "", cost: str | None = None
) -> Procedure:
    procedure, _ = api.read_package(UMBRELLA)
    assert procedure is not None
    sheet = replace(procedure.sheet, version=version, title=title or procedure.sheet.title)
    service = replace(procedure.work.service, cost=cost or procedure.work.service.cost)
    work = replace(procedure.work, service=service)
    return replace(
        procedure,
        sheet=sheet,
        work=work,
        revision=revision,
        sheet_digest=canonical.digest(canonical.sheet_text(sheet)),
        work_digest=canonical.digest(canonical.work_text(sheet.id, work)),
    )


def approve(procedure: Procedure, day: date, decree: str = "Keputusan 1") -> None:
    api.approve("balai", procedure, day, decree, "Kepala Balai")


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_what_is_stored_comes_back_as_it_was() -> None:
    api.store(umbrella())
    assert api.get(umbrella().sheet_digest, umbrella().work_digest) == umbrella()


def test_storing_the_same_again_changes_nothing() -> None:
    api.store(umbrella())
    api.store(umbrella())
    with unscoped("test"):
        assert Revision.objects.count() == SheetText.objects.count() == 1


def test_a_version_stands_for_one_sheet_for_ever() -> None:
    api.store(umbrella())
    with pytest.raises(Refused) as refused:
        api.store(umbrella(title="Lain"))
    assert code(refused) == "sheet_changed"
    assert "versi 2" in refused.value.reason
    assert api.get(umbrella().sheet_digest, umbrella().work_digest) == umbrella()


def test_a_revision_stands_for_one_work_for_ever() -> None:
    api.store(umbrella())
    with pytest.raises(Refused) as refused:
        api.store(umbrella(cost="Rp5.000"))
    assert code(refused) == "work_changed"
    assert "revision menjadi 2" in refused.value.reason


def test_a_procedure_with_false_digests_is_not_stored() -> None:
    with pytest.raises(Refused) as refused:
        api.store(replace(umbrella(), sheet_digest="0" * 64))
    assert code(refused) == "digest"


def test_the_letter_is_kept_with_the_work() -> None:
    text = "#let surat = 1"
    procedure = umbrella()
    whole = canonical.work_text(procedure.id, procedure.work, text)
    api.store(replace(procedure, work_digest=canonical.digest(whole)), text)
    assert api.letter(canonical.digest(whole)) == text


def test_what_was_never_stored_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        api.get("0" * 64, "0" * 64)
    assert code(refused) == "not_stored"


def test_a_damaged_text_is_not_run() -> None:
    api.store(umbrella())
    WorkText.objects.in_office("balai").update(text='{"id":"balai/payung-hilang"}')
    with pytest.raises(Refused) as refused:
        api.get(umbrella().sheet_digest, umbrella().work_digest)
    assert code(refused) == "damaged"


def test_nothing_is_in_force_without_an_approval() -> None:
    api.store(umbrella())
    assert api.in_force("balai", DAY) == ()
    with pytest.raises(Refused) as refused:
        api.in_force_one("balai", "balai/payung-hilang", DAY)
    assert code(refused) == "not_in_force"


def test_only_a_stored_version_can_be_approved() -> None:
    with pytest.raises(Refused) as refused:
        approve(umbrella(), DAY)
    assert code(refused) == "not_stored"


def test_an_approval_holds_from_its_day() -> None:
    api.store(umbrella())
    approve(umbrella(), DAY)
    assert api.in_force("balai", date(2026, 11, 15)) == ()
    assert api.in_force("balai", DAY) == (umbrella(),)
    assert api.in_force_one("balai", "balai/payung-hilang", DAY) == umbrella()


def test_a_new_revision_needs_no_approval() -> None:
    api.store(umbrella())
    approve(umbrella(), DAY)
    newer = umbrella(revision=2, cost="Rp0")
    api.store(newer)
    assert api.in_force("balai", DAY) == (newer,)


def test_a_revision_may_return_to_earlier_work() -> None:
    api.store(umbrella())
    api.store(umbrella(revision=2, cost="Rp0"))
    api.store(umbrella(revision=3))
    approve(umbrella(), DAY)
    assert [one.revision for one in api.in_force("balai", DAY)] == [3]
    assert [one.revision for one in api.approved("balai")] == [1, 2, 3]


def test_a_new_version_ends_the_one_before() -> None:
    first, second = umbrella(), umbrella(version=2, title="Payung Hilang Baru")
    for one in (first, second):
        api.store(one)
    approve(first, date(2026, 1, 1))
    approve(second, DAY, "Keputusan 2")
    assert api.in_force("balai", date(2026, 11, 15)) == (first,)
    assert api.in_force("balai", DAY) == (second,)
    assert [status for _, status in api.stored("balai", DAY)] == ["superseded", "in_force"]
    assert [status for _, status in api.stored("balai", date(2026, 2, 1))] == ["in_force", "draft"]


def test_a_revoked_approval_leaves_nothing_in_force() -> None:
    first, second = umbrella(), umbrella(version=2, title="Payung Hilang Baru")
    for one in (first, second):
        api.store(one)
    approve(first, date(2026, 1, 1))
    row = api.approve("balai", second, date(2026, 2, 1), "Keputusan 2", "Kepala Balai")
    row.valid_to = date(2026, 3, 1)
    row.save(update_fields=["valid_to"])
    assert api.in_force("balai", date(2026, 3, 1)) == (second,)
    assert api.in_force("balai", date(2026, 3, 2)) == ()
    assert [status for _, status in api.stored("balai", DAY)] == ["revoked", "revoked"]


def test_approving_twice_is_once_and_otherwise_refused() -> None:
    api.store(umbrella())
    approve(umbrella(), DAY)
    approve(umbrella(), DAY)
    with pytest.raises(Refused) as refused:
        approve(umbrella(), DAY, "Keputusan lain")
    assert code(refused) == "approved_otherwise"


def test_another_office_sees_none_of_it() -> None:
    api.store(umbrella())
    approve(umbrella(), DAY)
    assert api.in_force("jumapolo", DAY) == ()
    assert api.approved("jumapolo") == ()


def test_a_second_look_reads_no_texts(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    api.store(umbrella())
    approve(umbrella(), DAY)
    api.in_force("balai", DAY)
    with django_assert_num_queries(2):
        api.in_force("balai", DAY)
    with django_assert_num_queries(0):
        api.get(umbrella().sheet_digest, umbrella().work_digest)
