"""An office keeps its own authority: who may, what is refused, and what remains of a change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from loket.core.refused import Refused
from loket.office import api
from loket.office.models import Absence, Delegation, Holding
from loket.office.tests.builders import JUMAPOLO, build_office, office_file

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # Friday 09.00 WIB
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
ORDER = "SP 800/12/2026"


@pytest.fixture
def officers():
    with api.clock.simulated(NOW):
        yield build_office()


def away(officers, post="camat", days=3):
    return api.record_absence(
        officers["camat"], str(officers[post].pk), TODAY, TODAY + days * DAY, "dinas luar"
    )


def name(officers, kind="plh", post="camat", who="sekcam", by="camat", **changes):
    asked = {"valid_from": TODAY, "valid_to": TODAY + 3 * DAY, "basis": ORDER, **changes}
    return api.name_acting(officers[by], str(officers[who].pk), post, kind, **asked)


def refused(code):
    return pytest.raises(Refused, check=lambda refusal: refusal.code == code)


def capacity(officers, post, of, moment=NOW):
    found = api.who(officers[post], moment).capacity_for(of)
    return found.kind if found else None


@pytest.mark.parametrize(
    ("post", "may"), [("camat", True), ("sekcam", True), ("kasi-pemerintahan", False)]
)
def test_the_top_post_and_those_directly_below_keep_authority(officers, post, may):
    assert api.is_keeper(officers[post]) is may
    if may:
        api.check_keeper(officers[post])
    else:
        with refused("no_keeper"):
            name(officers, by=post)


def test_a_plh_of_the_top_post_keeps_authority_for_his_days(officers):
    away(officers)
    name(officers, who="kasi-kesos")
    api.check_keeper(officers["kasi-kesos"])
    with api.clock.simulated(NOW + 4 * DAY), refused("no_keeper"):
        api.check_keeper(officers["kasi-kesos"])


def test_who_is_away_may_still_name_his_plh_and_say_that_he_is_back(officers):
    absence = away(officers)
    assert capacity(officers, "camat", "camat") is None
    name(officers)
    assert capacity(officers, "sekcam", "camat") == "plh"
    api.end_row(officers["camat"], "absence", absence.pk, None)
    assert capacity(officers, "camat", "camat") == "definitive"


def test_a_plh_needs_a_holder_who_is_away_on_every_day(officers):
    with refused("holder_there"):
        name(officers)
    away(officers, days=2)
    with refused("holder_there"):
        name(officers)  # on the fourth day the Camat is back
    name(officers, valid_to=TODAY + 2 * DAY)


def test_a_plh_has_a_last_day_and_an_order(officers):
    away(officers)
    with refused("plh_open"):
        name(officers, valid_to=None)
    with refused("no_basis"):
        name(officers, basis=" ")


def test_a_plt_is_for_a_post_without_a_holder(officers):
    with refused("plt_beside_holder"):
        name(officers, kind="plt", post="kasi-kesos", who="jfu")
    holding = officers["kasi-kesos"].holdings.get()
    api.end_row(officers["camat"], "holding", holding.pk, TODAY - DAY)
    with refused("plh_of_nobody"):
        name(officers, post="kasi-kesos", who="jfu")
    name(officers, kind="plt", post="kasi-kesos", who="jfu", valid_to=None)
    assert capacity(officers, "jfu", "kasi-kesos") == "plt"


def test_a_plt_that_would_run_into_a_holder_to_come_is_refused(officers):
    holding = officers["kasi-kesos"].holdings.get()
    api.end_row(officers["camat"], "holding", holding.pk, TODAY - DAY)
    api.hold(officers["operator-siak"], "kasi-kesos", valid_from=TODAY + 30 * DAY)
    with refused("plt_beside_holder"):
        name(officers, kind="plt", post="kasi-kesos", who="jfu", valid_to=None)
    name(officers, kind="plt", post="kasi-kesos", who="jfu", valid_to=TODAY + 29 * DAY)


def test_nothing_begins_before_today_without_a_reason(officers):
    yesterday = TODAY - DAY
    with refused("backdated"):
        api.record_absence(officers["camat"], str(officers["jfu"].pk), yesterday, TODAY, "")
    row = api.record_absence(
        officers["camat"],
        str(officers["jfu"].pk),
        yesterday,
        TODAY,
        "",
        backdated="listrik padam",
    )
    assert row.backdated == "listrik padam"


def test_ending_changes_no_day_that_is_over_without_a_reason(officers):
    holding = officers["jfu"].holdings.get()
    with refused("backdated"):
        api.end_row(officers["camat"], "holding", holding.pk, TODAY - 2 * DAY)
    with refused("backdated"):
        api.end_row(officers["camat"], "holding", holding.pk, None)
    api.end_row(officers["camat"], "holding", holding.pk, TODAY - DAY)  # from today on
    assert capacity(officers, "jfu", "jfu") is None
    assert capacity(officers, "jfu", "jfu", NOW - DAY) == "definitive"


def test_a_row_is_never_changed_but_withdrawn_and_followed(officers):
    old = officers["jfu"].holdings.get()
    api.end_row(officers["sekcam"], "holding", old.pk, TODAY, "mutasi")
    old.refresh_from_db()
    assert (old.valid_to, old.withdrawn_by, old.withdrawn_at) == (None, officers["sekcam"], NOW)
    assert old.withdrawn_why == "mutasi"
    new = Holding.objects.in_office(JUMAPOLO).get(officer=officers["jfu"], withdrawn_at=None)
    assert (new.valid_to, new.recorded_by, new.recorded_at) == (TODAY, officers["sekcam"], NOW)
    assert capacity(officers, "jfu", "jfu", NOW + DAY) is None


def test_what_was_changed_meanwhile_is_not_changed_again(officers):
    row = away(officers)
    api.end_row(officers["camat"], "absence", row.pk, TODAY)
    with refused("changed"):
        api.end_row(officers["sekcam"], "absence", row.pk, None)


def test_an_end_after_the_end_is_refused(officers):
    row = away(officers, days=1)
    with refused("later"):
        api.end_row(officers["camat"], "absence", row.pk, TODAY + 2 * DAY)


def test_the_last_who_may_keep_authority_stays(officers):
    api.end_row(officers["camat"], "holding", officers["sekcam"].holdings.get().pk, TODAY)
    with refused("nobody_left"):
        api.end_row(officers["camat"], "holding", officers["camat"].holdings.get().pk, TODAY)
    assert officers["camat"].holdings.get().withdrawn_at is None


def test_a_double_click_records_once(officers):
    assert away(officers).pk == away(officers).pk
    assert name(officers).pk == name(officers).pk
    asked = {
        "of": "camat",
        "to": "kasi-kesos",
        "basis": "SK 5/2026",
        "valid_from": TODAY,
        "valid_to": None,
        "procedures": None,
    }
    first = api.delegate_in_name(officers["camat"], **asked)
    assert api.delegate_in_name(officers["camat"], **asked).pk == first.pk
    with refused("away_already"):
        away(officers, days=1)
    assert Absence.objects.in_office(JUMAPOLO).count() == 1


def test_an_officer_of_another_office_can_be_named_nowhere(officers):
    other = build_other()
    with refused("no_officer"):
        api.record_absence(officers["camat"], str(other["camat"].pk), TODAY, TODAY, "")
    with refused("no_row"):
        api.end_row(officers["camat"], "holding", other["camat"].holdings.get().pk, TODAY)


def build_other():
    import msgspec

    file = msgspec.structs.replace(office_file(), id="lain", name="Kecamatan Lain", delegations=())
    api.load_office(file)
    officer = api.add_officer("lain", username="camat.lain", name="Orang Lain")
    api.hold(officer, "camat", valid_from=TODAY)
    return {"camat": officer}


def test_a_delegation_of_the_file_that_was_ended_stays_ended(officers):
    rows = Delegation.objects.in_office(JUMAPOLO).filter(withdrawn_at=None)
    row = rows.get(to__slug="sekcam")
    api.end_row(officers["camat"], "delegation", row.pk, TODAY)
    api.load_office(office_file())
    assert rows.get(to__slug="sekcam").valid_to == TODAY
    assert rows.filter(to__slug="kasi-pemerintahan").count() == 1


def test_the_page_says_who_is_there_and_to_whom_an_empty_post_falls(officers):
    api.record_absence(officers["camat"], str(officers["kasi-kesos"].pk), TODAY, TODAY, "cuti")
    away(officers)
    page = api.authority_page(JUMAPOLO)
    lines = {post.slug: post for post in page.posts}
    assert lines["kasi-kesos"].empty
    assert lines["kasi-kesos"].holdings[0].away_until == TODAY
    assert "Sekretaris Camat" in lines["kasi-kesos"].falls_to
    assert (lines["camat"].empty, lines["camat"].falls_to) == (True, "")
    assert not lines["jfu"].empty
    assert [line.who for line in page.absences] == [
        officers["kasi-kesos"].name,
        officers["camat"].name,
    ]
    assert {change.by for change in page.changes} == {officers["camat"].name}
    assert api.acting_needed(JUMAPOLO, "camat") == ("plh", TODAY + 3 * DAY)
    assert api.acting_needed(JUMAPOLO, "jfu") == ("", None)
