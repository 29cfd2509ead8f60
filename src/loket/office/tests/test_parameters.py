"""The shipped law, and how its files are read."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import structs

from loket.core.refused import Refused
from loket.office import api
from loket.office.api import ParameterFault, clock, read_parameters
from loket.office.models import Holiday, Parameter, WorkHours
from loket.office.tests.builders import JUMAPOLO, SOPS, office_file

LAW = SOPS / "parameters"
WHERE = (
    "Ambil SKB 3 Menteri (Agama, Ketenagakerjaan, PANRB) tentang hari libur nasional dan cuti "
    "bersama di kemenkopmk.go.id atau menpan.go.id, lalu isi sops/parameters/holidays.yaml"
)


def shipped():
    return read_parameters(LAW)


def test_the_joint_decree_of_this_year_and_from_november_of_the_next_is_there():
    """Red from November on when next year's holidays are missing."""
    today = datetime.now(UTC).date()
    needed = {today.year, today.year + 1} if today.month >= 11 else {today.year}
    for year in needed:
        kinds = [row.kind for row in shipped().days if row.day.year == year]
        assert kinds.count("national") >= 14, f"Hari libur nasional {year} belum ada. {WHERE}"
        assert "joint_leave" in kinds, f"Cuti bersama {year} belum ada. {WHERE}"


def test_the_decree_of_2026_in_numbers():
    days = [row for row in shipped().days if row.day.year == 2026]
    assert [row.kind for row in days].count("national") == 17
    assert [row.kind for row in days].count("joint_leave") == 8
    assert {row.certainty for row in days} == {"pasti"}


def test_what_was_not_read_in_the_decree_says_so():
    for row in shipped().days:
        if row.day.year == 2027:
            assert (row.certainty, bool(row.doubt)) == ("perkiraan", True)


def test_joint_leave_is_never_on_a_weekend():
    """A date of the joint leave on a Saturday or Sunday is a slip of the keys."""
    assert [r.day for r in shipped().days if r.kind == "joint_leave" and r.day.weekday() > 4] == []


@pytest.mark.parametrize(
    ("name", "minutes", "opens", "friday_break"),
    [("Hari kerja biasa", 2250, 450, 90), ("Ramadan 1447 H", 1950, 480, 60)],
)
def test_the_week_has_the_hours_of_the_law(name, minutes, opens, friday_break):
    """Perpres 21/2023: 37.5 hours a week from 07.30, in Ramadan 32.5 from 08.00."""
    (week,) = [row for row in shipped().hours["regional-office-5-days"] if row.name == name]
    assert sum(span.end - span.start for day in week.week for span in day) == minutes
    assert {day[0].start for day in week.week[:5]} == {opens}
    assert week.week[5:] == ((), ())
    friday = week.week[4]
    assert friday[1].start - friday[0].end == friday_break


def test_ramadan_ends_the_day_before_idulfitri():
    first_days = [row.day for row in shipped().days if row.name.endswith("hari pertama")]
    ends = [row.valid_to for row in shipped().hours["regional-office-5-days"] if row.valid_to]
    assert ends == [day - timedelta(days=1) for day in first_days]


GOOD = """
topic: values
checked_on: 2026-11-20
sources: {uu: UU 24/2013}
doubts: {ingat: dari ingatan}
values:
  - {name: batas, value: 60, valid_from: 2013-12-24, source: uu, certainty: pasti}
  - {name: denda, value: 10000, valid_from: 2020-01-01, valid_to: 2025-12-31, source: uu,
     certainty: perkiraan, doubt: ingat, checked_on: 2025-01-01}
"""


def test_values_of_the_law_are_read(tmp_path):
    (tmp_path / "values.yaml").write_text(GOOD, encoding="utf-8")
    batas, denda = read_parameters(tmp_path).values
    assert (batas.value, batas.source, batas.checked_on) == (60, "UU 24/2013", date(2026, 11, 20))
    assert (denda.doubt, denda.checked_on) == ("dari ingatan", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("tulis checked_on", "checked_on: 2026-11-20\n", ""),
        ("tidak ada di sources", "sources: {uu:", "sources: {pp:"),
        ("values no. 1: tulis name", "{name: batas, ", "{"),
        ("salah satu dari pasti, perkiraan", "certainty: pasti", "certainty: mungkin"),
        ("perlu alasannya", ", doubt: ingat", ""),
        ("valid_from harus date", "2013-12-24", "2013"),
        ("valid_to sebelum", "valid_to: 2025-12-31", "valid_to: 2019-12-31"),
        ("kunci topic ditulis dua kali", "topic: values", "topic: values\ntopic: x"),
        ("batas sejak 2013-12-24 ditulis dua kali", "{name: denda", "@{name: denda"),
        ("bukan YAML yang sah", "topic: values", "topic: [values"),
    ],
)
def test_a_faulty_file_says_where_and_what(tmp_path, words, old, new):
    text = GOOD.replace(old, new)
    text = text.replace(
        "- @",
        "- {name: batas, value: 1, valid_from: 2013-12-24, source: uu, certainty: pasti}\n  - ",
    )
    (tmp_path / "values.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ParameterFault, match=words):
        read_parameters(tmp_path)


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("tulis jam seperti", '"07.30-12.00"', '"7-12"'),
        ("bukan nama hari", "senin:", "monday:"),
        ("tidak berurutan", '"07.30-11.30"', '"07.30-13.30"'),
    ],
)
def test_faulty_hours_say_where_and_what(tmp_path, words, old, new):
    text = (LAW / "hours.yaml").read_text(encoding="utf-8").replace(old, new, 1)
    (tmp_path / "hours.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ParameterFault, match=words):
        read_parameters(tmp_path)


@pytest.mark.django_db
def test_importing_again_changes_nothing_and_keeps_what_the_office_changed():
    api.load_office(office_file())
    api.load_parameters(LAW)
    before = Holiday.objects.in_office(JUMAPOLO).count()
    local = Holiday.objects.in_office(JUMAPOLO).get(day=date(2026, 12, 24))
    local.name, local.edited = "Cuti bersama digeser", True
    local.save()
    api.load_parameters(LAW)
    rows = Holiday.objects.in_office(JUMAPOLO)
    assert rows.count() == before
    assert rows.get(day=date(2026, 12, 24)).name == "Cuti bersama digeser"
    assert WorkHours.objects.in_office(JUMAPOLO).count() == 3


@pytest.mark.django_db
def test_imported_values_are_in_the_rules_of_their_day(tmp_path):
    api.load_office(office_file())
    for name in ("hours.yaml", "holidays.yaml"):
        (tmp_path / name).write_text((LAW / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "values.yaml").write_text(GOOD, encoding="utf-8")
    api.load_parameters(tmp_path)
    assert api.rules(JUMAPOLO, clock.now().replace(2026, 11, 20)).parameters == {"batas": 60}
    assert Parameter.objects.in_office(JUMAPOLO).count() == 2


@pytest.mark.django_db
def test_hours_that_no_file_has_are_refused():
    api.load_office(structs.replace(office_file(), hours="enam-hari"))
    with pytest.raises(Refused, match="enam-hari"):
        api.load_parameters(LAW)
