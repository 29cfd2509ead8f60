"""Authority from rows: resolved once, kept until a row changes."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from loket.core import worktime
from loket.core.refused import Refused
from loket.office import api
from loket.office.models import Absence, Holding, Office, WorkHours
from loket.office.tests.builders import FROM, JUMAPOLO, build_office

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # Friday 09.00 WIB
LEGALISIR = "jumapolo/layanan-legalisir-surat-surat"


@pytest.fixture
def officers():
    return build_office()


def test_the_holder_of_a_post_may_act_for_it(officers):
    who = api.who(officers["jfu"], NOW)
    assert who.officer == str(officers["jfu"].pk)
    assert [(one.post, one.kind) for one in who.capacities] == [("jfu", "definitive")]


def test_the_delegations_of_the_office_file_hold(officers):
    who = api.who(officers["sekcam"], NOW)
    assert who.delegated("camat", LEGALISIR) is not None
    assert who.delegated("camat", "jumapolo/layanan-lain") is None


def test_rules_know_who_is_there_and_who_stands_above(officers):
    rules = api.rules(JUMAPOLO, NOW)
    assert rules.present == set(officers)
    assert rules.is_above("camat", "jfu")
    assert not rules.is_above("kasi-kesos", "jfu")


def test_rules_bring_the_calendar_of_the_law(officers):
    calendar = api.rules(JUMAPOLO, NOW).calendar
    assert worktime.workday_minutes(calendar, date(2026, 11, 20)) == 450
    assert worktime.workday_minutes(calendar, date(2026, 3, 6)) == 390  # Friday in Ramadan
    assert not worktime.is_workday(calendar, date(2026, 12, 24))  # joint leave
    assert worktime.next_workday(calendar, date(2026, 12, 31)) == date(2027, 1, 4)


def test_a_plh_acts_from_the_first_to_the_last_day(officers):
    api.absent(officers["camat"], date(2026, 11, 23), date(2026, 11, 24), "dinas luar")
    api.hold(
        officers["sekcam"],
        "camat",
        kind="plh",
        valid_from=date(2026, 11, 23),
        valid_to=date(2026, 11, 24),
        basis="SP 800/12/2026",
    )

    def plh(day):
        at = datetime(2026, 11, day, 2, 0, tzinfo=UTC)
        own = api.who(officers["sekcam"], at).capacity_for("camat")
        return own is not None and own.kind == "plh", api.who(officers["camat"], at).capacities

    assert [plh(day)[0] for day in (22, 23, 24, 25)] == [False, True, True, False]
    assert [bool(plh(day)[1]) for day in (22, 23, 24, 25)] == [True, False, False, True]


def test_the_day_changes_at_midnight_of_the_offices_zone(officers):
    api.absent(officers["camat"], date(2026, 11, 21), date(2026, 11, 21))
    before = datetime(2026, 11, 20, 16, 59, tzinfo=UTC)  # 23.59 WIB
    after = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    assert "camat" in api.rules(JUMAPOLO, before).present
    assert "camat" not in api.rules(JUMAPOLO, after).present


def test_what_is_kept_costs_one_small_query(officers, django_assert_num_queries):
    api.who_and_rules(officers["jfu"], NOW)
    with django_assert_num_queries(1) as seen:
        who, rules = api.who_and_rules(officers["jfu"], NOW)
    assert "authority_stamp" in seen[0]["sql"]
    assert rules is api.rules(JUMAPOLO, NOW)
    assert who is api.who(officers["jfu"], NOW)
    with django_assert_num_queries(0):
        api.office(JUMAPOLO)
        api.local(JUMAPOLO, NOW)


@pytest.mark.parametrize(
    "change",
    [
        lambda o: api.absent(o["camat"], date(2026, 11, 20), date(2026, 11, 20)),
        lambda o: api.set_active(o["camat"], False),
        lambda o: Holding.objects.in_office(JUMAPOLO).filter(post__slug="camat").delete(),
        lambda o: (
            Holding.objects.in_office(JUMAPOLO)
            .filter(post__slug="camat")
            .update(valid_to=date(2026, 11, 19))
        ),
        lambda o: o["camat"].holdings.get().delete(),
        lambda o: api.end(o["camat"].holdings.get(), date(2026, 11, 19)),
        lambda o: Absence.objects.bulk_create(
            [
                Absence(
                    office_id=JUMAPOLO,
                    officer=o["camat"],
                    valid_from=date(2026, 11, 20),
                    valid_to=date(2026, 11, 20),
                    recorded_at=NOW,
                )
            ]
        ),
    ],
)
def test_every_change_of_authority_is_seen_at_once(officers, change):
    version = Office.objects.get(pk=JUMAPOLO).authority_version
    assert "camat" in api.rules(JUMAPOLO, NOW).present
    change(officers)
    assert "camat" not in api.rules(JUMAPOLO, NOW).present
    assert Office.objects.get(pk=JUMAPOLO).authority_version > version


def test_a_change_of_the_calendar_is_seen_at_once(officers):
    assert worktime.is_workday(api.rules(JUMAPOLO, NOW).calendar, date(2026, 11, 20))
    WorkHours.objects.in_office(JUMAPOLO).delete()
    assert not worktime.is_workday(api.rules(JUMAPOLO, NOW).calendar, date(2026, 11, 20))


def test_what_was_rolled_back_is_forgotten(officers):
    """Also when the next change would give the same version number."""
    try:
        with transaction.atomic():
            api.set_active(officers["camat"], False)
            assert "camat" not in api.rules(JUMAPOLO, NOW).present
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        officers["camat"].refresh_from_db()
    assert "camat" in api.rules(JUMAPOLO, NOW).present
    api.set_active(officers["jfu"], False)
    assert api.rules(JUMAPOLO, NOW).present == set(officers) - {"jfu"}


def test_officer_of_a_user(officers):
    officer = officers["jfu"]
    assert api.officer_of(officer.user) == officer
    assert api.officer_of(AnonymousUser()) is None
    api.set_active(officer, False)
    assert api.officer_of(officer.user) is None
    assert api.who(officer, NOW).capacities == ()


def test_an_unknown_office_is_refused():
    with pytest.raises(Refused, match="belum terdaftar"):
        api.rules("tidak-ada", NOW)


def test_local_time_of_an_office(officers):
    assert api.local(JUMAPOLO, NOW).isoformat() == "2026-11-20T09:00:00+07:00"
    assert api.from_local(JUMAPOLO, datetime(2026, 11, 20, 9, 0)) == NOW
    assert api.from_local(JUMAPOLO, NOW) == NOW
    assert api.local_day(JUMAPOLO, datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == date(2027, 1, 1)
    assert date(2023, 3, 1) == FROM
