"""What the functions on officers refuse, and in which words."""

from datetime import date

import pytest
from django.contrib.auth import authenticate
from msgspec import structs

from loket.core.office_file import DelegationFile, PostFile
from loket.core.refused import Refused
from loket.office import api
from loket.office.api import clock
from loket.office.models import Delegation, Officer, Post
from loket.office.tests.builders import JUMAPOLO, build_office, nip, office_file

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def officers():
    return build_office(password="sandi-latihan-999")


def test_an_officer_signs_in_with_his_password(officers):
    user = authenticate(username="jfu.jumapolo", password="sandi-latihan-999")
    assert api.officer_of(user) == officers["jfu"]


def test_names_and_labels(officers):
    jfu = str(officers["jfu"].pk)
    assert api.officer_names(JUMAPOLO, [jfu, "0"]) == {jfu: officers["jfu"].name}
    assert next(iter(api.post_labels(JUMAPOLO))) == "camat"
    assert api.post_labels(JUMAPOLO)["jfu"] == "JFU Pelayanan"
    assert {one.pk for one in api.officers(JUMAPOLO)} == {one.pk for one in officers.values()}
    assert api.office(JUMAPOLO).letterhead[-1] == "KECAMATAN JUMAPOLO"
    assert api.office_ids() == [JUMAPOLO]


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("sudah dipakai", lambda o: api.add_officer(JUMAPOLO, username="jfu.jumapolo", name="X")),
        ("NIP", lambda o: api.add_officer(JUMAPOLO, username="x", name="X", nip="123")),
        (
            "NIP ini sudah dipakai",
            lambda o: api.add_officer(JUMAPOLO, username="x", name="X", nip=nip(0)),
        ),
        ("tidak ada di kantor ini", lambda o: api.hold(o["jfu"], "lurah", valid_from=DAY)),
        (
            "sudah memegang",
            lambda o: api.hold(o["jfu"], "jfu", valid_from=DAY),
        ),
        (
            "sebelum tanggal mulai",
            lambda o: api.hold(o["jfu"], "camat", valid_from=DAY, valid_to=date(2026, 11, 19)),
        ),
        (
            "dasar Plt",
            lambda o: api.hold(o["jfu"], "camat", kind="plh", valid_from=DAY),
        ),
        (
            "sebelum tanggal mulai",
            lambda o: api.absent(o["jfu"], DAY, date(2026, 11, 19)),
        ),
        (
            "kepada dirinya",
            lambda o: api.delegate(JUMAPOLO, of="camat", to="camat", basis="SK", valid_from=DAY),
        ),
        (
            "dasar pelimpahan",
            lambda o: api.delegate(JUMAPOLO, of="camat", to="jfu", basis="", valid_from=DAY),
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(officers, reason, change):
    before = Officer.objects.in_office(JUMAPOLO).count()
    with pytest.raises(Refused, match=reason):
        change(officers)
    assert Officer.objects.in_office(JUMAPOLO).count() == before


def test_a_delegation_given_in_the_office(officers):
    api.delegate(
        JUMAPOLO, of="camat", to="kasi-kesos", basis="SK 5/2026", valid_from=DAY, procedures=["a/b"]
    )
    who = api.who(officers["kasi-kesos"], clock.now().replace(2026, 11, 20, 3))
    assert who.delegated("camat", "a/b") is not None
    assert who.delegated("camat", "a/c") is None


def test_reading_the_office_file_again_corrects_and_keeps(officers):
    api.delegate(JUMAPOLO, of="camat", to="kasi-kesos", basis="SK 5/2026", valid_from=DAY)
    file = office_file()
    shorter = tuple(post for post in file.posts if post.id != "operator-siak")
    api.load_office(
        structs.replace(file, name="Kecamatan Jumapolo Baru", posts=shorter, delegations=())
    )
    assert api.office(JUMAPOLO).name == "Kecamatan Jumapolo Baru"
    assert Post.objects.in_office(JUMAPOLO).count() == len(file.posts)
    assert [one.basis for one in Delegation.objects.in_office(JUMAPOLO)] == ["SK 5/2026"]


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("tidak dikenal", {"timezone": "Asia/Jumapolo"}),
        ("tidak ada di daftar", {"posts": (PostFile("a", "A", superior="b"),)}),
        (
            "atasan dirinya",
            {"posts": (PostFile("a", "A", superior="b"), PostFile("b", "B", superior="a"))},
        ),
        (
            "tidak ada di daftar",
            {"delegations": (DelegationFile("camat", "lurah", "SK", DAY),)},
        ),
    ],
)
def test_an_impossible_office_is_refused(reason, change):
    file = structs.replace(office_file(), **{"delegations": (), **change})
    with pytest.raises(Refused, match=reason):
        api.load_office(file)
