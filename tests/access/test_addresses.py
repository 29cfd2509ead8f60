"""Every address, asked by everybody: what each may see and do, with real objects of two offices.

The table grows with the product: an address without a row fails the first test. A row says the
address's objects, what is sent, and the answer to each role; whatever was not to be written must
leave every table as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse
from msgspec import Struct, field

from loket.modules.record.tests.legalisation import ASK, STEPS
from loket.office import api as office
from tests.access import world
from tests.access.world import Place, key
from tests.architecture.test_addresses import addresses

pytestmark = pytest.mark.django_db

# an officer without a post, the clerk, the head, and the head of the other office
ROLES = ("postless", "jfu", "camat", "foreign")
Answers = tuple[int, int, int, int]
SEEN: Answers = (200, 200, 200, 404)
OWN: Answers = (200, 200, 200, 200)  # a page that shows each his own office
NOT_SO: Answers = (405, 405, 405, 405)
BY_JFU: Answers = (409, 302, 409, 404)
BY_CAMAT: Answers = (409, 409, 302, 404)
BY_BOTH: Answers = (409, 302, 302, 404)
KEEPERS: Answers = (403, 403, 200, 200)
KEEPERS_HERE: Answers = (403, 403, 200, 404)


class Row(Struct):
    """What is asked of one address. ``args``: what stands in it. ``data``: what a POST sends,
    sound in all but who sends it. ``writes``: a POST answered with 302 changes something. ``kept``:
    so does one answered with 200, which is kept as a reading. ``public``: a stranger is shown the
    sign-in page. ``citizens``: he is answered as everybody is."""

    get: Answers
    post: Answers = NOT_SO
    args: Callable[[Place], tuple[Any, ...]] = lambda place: ()
    data: Callable[[Place], dict[str, Any]] = lambda place: {}
    writes: bool = True
    public: bool = False
    citizens: bool = False
    kept: bool = False


def task(which: str) -> Callable[[Place], tuple[Any, ...]]:
    def args(place: Place) -> tuple[Any, ...]:
        case_id = getattr(place, which)
        return case_id, place.task(case_id).no

    return args


def case(which: str) -> Callable[[Place], tuple[Any, ...]]:
    return lambda place: (getattr(place, which),)


def sent(which: str, **answers: str) -> Callable[[Place], dict[str, Any]]:
    """What the form of a task or a case sends, at its present version."""

    def data(place: Place) -> dict[str, Any]:
        version = place.task(getattr(place, which)).version
        return {"key": key(), "version": str(version), **answers}

    return data


def authority(**answers: str) -> Callable[[Place], dict[str, Any]]:
    def data(place: Place) -> dict[str, Any]:
        sekcam = str(place.officers["sekcam"].pk)
        given = {"surut": "no", "mulai": "20-11-2026", "sampai": "21-11-2026", **answers}
        typed = {f"wewenang.{name}": text for name, text in given.items()}
        return typed | ({"wewenang.pegawai": sekcam} if "pegawai" in answers else {})

    return data


def held(post: str) -> Callable[[Place], tuple[Any, ...]]:
    return lambda place: (place.officers[post].holdings.get(withdrawn_at=None).pk,)


def the_book(place: Place) -> tuple[Any, ...]:
    return "legalisasi", world.NOW.year


def given_away(place: Place) -> tuple[Any, ...]:
    page = office.authority_page(place.id)
    return (page.delegations[0].pk,)


END = authority(bagaimana="until", sampai="20-11-2026")
REASON = "Surat asli belum dibawa."
TABLE: dict[str, Row] = {
    "office:sign_in": Row((302, 302, 302, 302), (200, 200, 200, 200), writes=False, public=True),
    "office:sign_out": Row(NOT_SO, (302, 302, 302, 302), writes=False),
    "office:authority": Row(KEEPERS),
    "office:absence": Row(
        KEEPERS, (403, 403, 302, 422), data=authority(pegawai="", keterangan="cuti")
    ),
    "office:acting": Row(
        KEEPERS,
        (403, 403, 302, 422),
        data=authority(
            jabatan="operator-siak", cara="plh", pegawai="", dasar="SP 1", sampai="20-11-2026"
        ),
    ),
    # what a keeper of the other office writes here is his own office's
    "office:delegation": Row(
        KEEPERS,
        (403, 403, 302, 302),
        data=authority(pemberi="camat", penerima="kasi-kesos", dasar="SK 1", lingkup="all"),
    ),
    "office:end_holding": Row(KEEPERS_HERE, (403, 403, 302, 404), args=held("jfu"), data=END),
    "office:end_absence": Row(
        KEEPERS_HERE,
        (403, 403, 302, 404),
        args=lambda place: (place.absence,),
        data=authority(bagaimana="cancel"),
    ),
    "office:end_delegation": Row(KEEPERS_HERE, (403, 403, 302, 404), args=given_away, data=END),
    "cases:inbox": Row(OWN),
    # the same NIK in both offices: each finds the files of his own
    "cases:search": Row(
        OWN, OWN, data=lambda place: {"cari": ASK["party.pemohon.nik"]}, writes=False
    ),
    "cases:new": Row(OWN),
    "cases:new_service": Row(
        SEEN,
        BY_JFU,
        args=lambda place: (place.id, world.SLUG),
        data=lambda place: {**world.intake("Warga Baru"), "key": key()},
    ),
    "cases:case": Row(SEEN, args=case("fresh")),
    # asked by GET, what acts on a case leads to its page
    "cases:submit": Row(SEEN, BY_JFU, args=task("fresh"), data=sent("fresh", **STEPS[0][1])),
    "cases:take_up": Row(SEEN, BY_JFU, args=task("fresh"), data=sent("fresh")),
    "cases:release": Row(SEEN, BY_JFU, args=task("taken"), data=sent("taken")),
    "cases:return": Row(SEEN, BY_JFU, args=task("taken"), data=sent("taken", reason=REASON)),
    "cases:reassign": Row(
        SEEN,
        BY_BOTH,
        args=task("fresh"),
        data=lambda place: {
            **sent("fresh", reason="Sedang ramai.")(place),
            "officer": str(place.officers["jfu"].pk),
        },
    ),
    "cases:depart": Row(
        SEEN, BY_CAMAT, args=task("fresh"), data=sent("fresh", to="nomor", reason="Darurat.")
    ),
    "cases:confirm": Row(SEEN, BY_JFU, args=task("asked"), data=sent("asked")),
    "cases:fail": Row(SEEN, BY_JFU, args=task("asked"), data=sent("asked", reason=REASON)),
    "cases:cancel": Row(SEEN, BY_BOTH, args=case("fresh"), data=sent("fresh", reason=REASON)),
    "cases:suspend": Row(SEEN, BY_BOTH, args=case("fresh"), data=sent("fresh", reason=REASON)),
    "cases:resume": Row(SEEN, BY_BOTH, args=case("paused"), data=sent("paused", reason=REASON)),
    "cases:take_back": Row(
        SEEN,
        BY_CAMAT,
        args=case("signed"),
        data=lambda place: {"key": key(), "seq": place.undo(place.signed), "reason": REASON},
    ),
    "cases:late_scan": Row(SEEN, args=lambda place: (place.signed, place.late_seq)),
    "cases:artifact": Row(SEEN, args=lambda place: (place.artifact,)),
    "cases:artifact_print": Row(SEEN, args=lambda place: (place.artifact,)),
    "cases:artifact_file": Row(SEEN, args=lambda place: (place.artifact,)),
    "cases:slip": Row(SEEN, args=case("fresh")),
    # the code is the key; whoever has it, officer of any office or none, sees the same
    "cases:find_track": Row(
        OWN,
        (302, 302, 302, 302),
        data=lambda place: {"kode": place.code.lower()},
        writes=False,
        citizens=True,
    ),
    "cases:track": Row(OWN, args=lambda place: (place.code,), citizens=True),
    "messages:desk": Row(OWN),
    "messages:settle": Row(
        NOT_SO,
        (403, 302, 302, 404),
        args=lambda place: (place.message,),
        data=lambda place: {"hasil": "failed", "catatan": "Tidak diangkat."},
    ),
    # a seal's address names no office either
    "cases:seals": Row(OWN),
    "cases:closing_sheet": Row(OWN, args=lambda place: (1,)),
    # a book's address names no office: each finds the book of that name in his own
    "registers:shelf": Row(OWN),
    "registers:book": Row(OWN, args=the_book),
    "registers:printed": Row(OWN, args=the_book),
    "registers:export": Row(NOT_SO, OWN, args=the_book, kept=True),
    # without a number it leads to the book; the neighbour's head strikes his own number 1
    "registers:void": Row(
        OWN,
        (403, 403, 302, 302),
        args=the_book,
        data=lambda place: {"nomor": "1", "batal.alasan": "Salah buku.", "batal.setuju": "yes"},
    ),
    "documents:letter": Row(SEEN, args=lambda place: (place.letter().pk,)),
    "documents:page": Row(SEEN, args=lambda place: (place.letter().pk, 1)),
    "documents:ask": Row(
        OWN,
        (302, 302, 302, 302),
        data=lambda place: {"kode": place.letter().code},
        writes=False,
        citizens=True,
    ),
    "documents:verify": Row(OWN, args=lambda place: (place.letter().code,), citizens=True),
}


def test_every_address_has_a_row_in_the_table() -> None:
    assert {name for name, _, _ in addresses()} == TABLE.keys()


@pytest.fixture
def places(settings: Any, tmp_path: Any) -> Iterator[dict[str, Place]]:
    settings.LOKET_BLOBS = tmp_path / "blobs"
    with office.clock.simulated(world.NOW):
        yield world.two_offices(tmp_path)


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours."""
    models = [model for model in apps.get_models() if model.__module__.startswith("loket.")]
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr) for model in models
    }


class Asked(Struct):
    """One request made and taken back: its answer, where redirects led, and what it changed."""

    status: int
    final: int
    body: str
    changed: list[str] = field(default_factory=list)


def ask(client: Client, method: str, address: str, data: dict[str, Any]) -> Asked:
    """Ask, compare all tables before and after, and undo what was written."""
    with office.unscoped("the tables before and after a request"):
        before = everything()
        answer = getattr(client, method)(address, data)
        after = everything()
    final = answer
    if method == "get" and answer.status_code == 302:
        final = client.get(answer.headers["Location"])
    body = b"".join(answer) if answer.streaming else answer.content
    changed = [name for name in before if before[name] != after[name]]
    return Asked(answer.status_code, final.status_code, body.decode("utf-8", "replace"), changed)


def officer_of(role: str, place: Place, other: Place) -> Any:
    post = {"postless": "tanpa-jabatan", "foreign": "camat"}.get(role, role)
    return (other if role == "foreign" else place).officers[post]


@pytest.mark.parametrize("name", TABLE)
def test_an_address_answers_each_as_the_table_says(name: str, places: dict[str, Place]) -> None:
    row = TABLE[name]
    for place in places.values():
        other = next(one for one in places.values() if one is not place)
        address = reverse(name, args=row.args(place))
        for role, on_get, on_post in zip(ROLES, row.get, row.post, strict=True):
            for method, wanted in (("get", on_get), ("post", on_post)):
                said = f"{role} {method} {address}"
                with transaction.atomic():
                    client = Client()
                    client.force_login(officer_of(role, place, other).user)
                    asked = ask(
                        client, method, address, row.data(place) if method == "post" else {}
                    )
                    transaction.set_rollback(True)
                led = asked.final if method == "get" and wanted != 302 else asked.status
                assert led == wanted, said
                writes = method == "post" and (
                    (wanted == 302 and row.writes) or (wanted == 200 and row.kept)
                )
                assert bool(asked.changed) == writes, (said, asked.changed)
                if role == "foreign":
                    assert place.applicant not in asked.body, said


@pytest.mark.parametrize("name", TABLE)
def test_an_address_sends_a_stranger_to_the_sign_in_page(
    name: str, places: dict[str, Place]
) -> None:
    row = TABLE[name]
    for place in places.values():
        address = reverse(name, args=row.args(place))
        seen = ask(Client(), "get", address, {})
        sent_by = ask(Client(), "post", address, row.data(place))
        own = (row.get[0], row.post[0]) if row.citizens else (200, 200)
        wanted = own if row.public or row.citizens else (302, 403)
        assert (seen.status, sent_by.status) == wanted, name
        assert row.citizens or "/masuk/" in sent_by.body, name
        assert place.applicant not in seen.body, name
        assert seen.changed == sent_by.changed == [], name
