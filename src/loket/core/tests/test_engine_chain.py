"""The chain of acts: what is stored reads back, tampering is named, erasing is allowed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from itertools import count

import pytest
from msgspec import json

from loket.core import chain
from loket.core.chain import GENESIS, BrokenChain, Sealed, canonical, check_link, seal, unseal
from loket.core.evolve import fold
from loket.core.tests import world
from loket.core.tests.case_run import BECAUSE, Run


def salts() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"salt-{next(numbers)}"


def run() -> Run:
    """A case whose acts hold values of parties, personal facts, reasons and plain data."""
    one = Run().open()
    one.complete(facts={"n": 1, "tanggal": "2026-11-16"}, personal={"laporan.nik": "9900"})
    one.take_up()
    one.later(5)
    one.complete(exit="no", reason=BECAUSE)
    one.later(5)
    one.complete(personal={"laporan.nik": "9911", "laporan.alamat": {"rt": 1, "dusun": "Ñ"}})
    return one


def sealed(one: Run, case_id: str = "case") -> list[Sealed]:
    salt, previous, stored = salts(), GENESIS, []
    for seq, act in enumerate(one.acts, 1):
        stored.append(seal(act, case_id, seq, previous, salt))
        previous = stored[-1].hash
    return stored


def verify(stored: list[Sealed], case_id: str = "case") -> None:
    previous = GENESIS
    for seq, act in enumerate(stored, 1):
        check_link(act.text, act.kept, act.hash, case_id, seq, previous)
        previous = act.hash


def rehashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def broken(stored: list[Sealed], case_id: str = "case") -> str:
    with pytest.raises(BrokenChain) as caught:
        verify(stored, case_id)
    return str(caught.value)


def test_what_was_sealed_reads_back() -> None:
    one = run()
    stored = sealed(one)
    verify(stored)
    assert [unseal(act.text, act.kept) for act in stored] == one.acts
    assert fold(unseal(act.text, act.kept) for act in stored) == one.case


def test_the_stored_values_read_back_through_their_own_text() -> None:
    for act, original in zip(sealed(run()), run().acts, strict=True):
        kept = json.decode(canonical(act.kept), type=chain.Kept)
        check_text = unseal(act.text, kept)
        assert check_text == original


def test_no_personal_value_stands_in_the_text() -> None:
    text = "".join(act.text for act in sealed(run()))
    for value in ("Sri", "9900", "9911", "Ñ", BECAUSE):
        assert value not in text
    assert "laporan.nik" in text  # the names do


def test_the_same_value_has_another_digest_each_time() -> None:
    first, second = (json.decode(act.text)["act"]["personal"] for act in sealed(run())[1::3][:2])
    assert first["facts.laporan.nik"] != second["facts.laporan.nik"]
    salt = salts()
    same = [chain.digest(salt(), "Sri") for _ in range(3)]
    assert len(set(same)) == 3


def test_the_canonical_text_is_stable() -> None:
    act = run().acts[1]
    first = seal(act, "case", 2, GENESIS, lambda: "s")
    second = seal(act, "case", 2, GENESIS, lambda: "s")
    assert first == second
    assert canonical(json.decode(first.text)) == first.text
    assert rehashed(first.text) == first.hash


def test_the_canonical_text_does_not_depend_on_the_order_of_names() -> None:
    assert canonical({"b": {"d": 1, "c": [2, 1]}, "a": "é"}) == '{"a":"é","b":{"c":[2,1],"d":1}}'
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})


def test_the_canonical_text_is_pinned() -> None:
    """A change of this text breaks every chain ever stored."""
    one = Run().open(world.holder("loket-depan"))
    text = seal(one.acts[0], "K1", 1, GENESIS, lambda: "s").text
    assert text.startswith('{"act":{"at":"2026-11-16T01:00:00Z","by":{"capacity":"definitive",')
    assert text.endswith(f'"step":"lapor"}},"case":"K1","previous":"{GENESIS}","seq":1}}')


def test_a_changed_text_is_named() -> None:
    stored = sealed(run())
    text = stored[2].text.replace("taken_up", "released")
    stored[2] = Sealed(text, stored[2].kept, stored[2].hash)
    assert broken(stored) == "act 3 of case case: the text does not match its hash"


def test_a_changed_text_with_a_new_hash_breaks_the_next_link() -> None:
    stored = sealed(run())
    text = stored[2].text.replace("taken_up", "released")
    stored[2] = Sealed(text, stored[2].kept, rehashed(text))
    assert broken(stored) == "act 4 of case case: it does not follow the act before"


def test_a_changed_hash_is_named() -> None:
    stored = sealed(run())
    stored[0] = Sealed(stored[0].text, stored[0].kept, "f" * 64)
    assert "act 1 " in broken(stored)


@pytest.mark.parametrize("gone", [0, 1, 3])
def test_a_missing_act_is_named(gone: int) -> None:
    stored = sealed(run())
    del stored[gone]
    assert broken(stored) == f"act {gone + 1} of case case: it does not follow the act before"


def test_two_acts_that_changed_places_are_named() -> None:
    stored = sealed(run())
    stored[1], stored[2] = stored[2], stored[1]
    assert "act 2 " in broken(stored)


def test_an_act_told_twice_is_named() -> None:
    stored = sealed(run())
    stored.insert(2, stored[1])
    assert broken(stored) == "act 3 of case case: it does not follow the act before"


def test_an_act_of_another_case_is_named() -> None:
    stored, other = sealed(run()), sealed(run(), "other")
    stored[0] = other[0]
    assert broken(stored) == "act 1 of case case: it does not follow the act before"


def test_a_chain_under_another_name_is_named() -> None:
    assert "act 1 of case other" in broken(sealed(run()), "other")


def test_a_changed_personal_value_is_named() -> None:
    stored = sealed(run())
    kept = {**stored[1].kept}
    salt, _ = kept["facts.laporan.nik"]
    kept["facts.laporan.nik"] = (salt, "9901")
    stored[1] = Sealed(stored[1].text, kept, stored[1].hash)
    assert broken(stored) == "act 2 of case case: the value facts.laporan.nik was changed"


def test_a_value_of_another_type_is_another_value() -> None:
    stored = sealed(run())
    salt, _ = stored[1].kept["facts.laporan.nik"]
    stored[1] = Sealed(stored[1].text, {"facts.laporan.nik": (salt, 9900)}, stored[1].hash)
    assert "facts.laporan.nik" in broken(stored)


def test_a_changed_salt_is_named() -> None:
    stored = sealed(run())
    kept = {name: ("other", value) for name, (_, value) in stored[0].kept.items()}
    stored[0] = Sealed(stored[0].text, kept, stored[0].hash)
    assert broken(stored) == "act 1 of case case: the value party.0.nama was changed"


def test_a_personal_value_added_later_is_named() -> None:
    stored = sealed(run())
    kept = {**stored[2].kept, "reason": ("salt", "Tidak pernah ditulis")}
    stored[2] = Sealed(stored[2].text, kept, stored[2].hash)
    assert broken(stored) == "act 3 of case case: the value reason was changed"


def test_two_personal_values_that_changed_places_are_named() -> None:
    stored = sealed(run())
    kept = {**stored[4].kept}
    nik, address = kept["facts.laporan.nik"], kept["facts.laporan.alamat"]
    kept.update({"facts.laporan.nik": address, "facts.laporan.alamat": nik})
    stored[4] = Sealed(stored[4].text, kept, stored[4].hash)
    assert "act 5 " in broken(stored)


def test_erasing_personal_values_keeps_the_chain_and_the_case() -> None:
    one = run()
    stored = [Sealed(act.text, {}, act.hash) for act in sealed(one)]
    verify(stored)
    case = fold(unseal(act.text, act.kept) for act in stored)
    assert case.facts == {
        "n": 1,
        "tanggal": "2026-11-16",
        "laporan.nik": None,
        "laporan.alamat": None,
    }
    assert [(party.role, party.values) for party in case.parties] == [("pemohon", {"nama": None})]
    assert (case.step, case.walked, case.tasks) == (one.case.step, one.case.walked, one.case.tasks)


def test_one_value_is_erased_and_the_others_stay() -> None:
    stored = sealed(run())
    kept = {name: pair for name, pair in stored[4].kept.items() if name != "facts.laporan.nik"}
    stored[4] = Sealed(stored[4].text, kept, stored[4].hash)
    verify(stored)
    personal = unseal(stored[4].text, kept).personal
    assert personal["facts.laporan.nik"] is None
    assert personal["facts.laporan.alamat"] == {"rt": 1, "dusun": "Ñ"}


def test_an_act_without_personal_values_keeps_none() -> None:
    stored = sealed(run())[2]
    assert stored.kept == {}
    assert unseal(stored.text, {}).personal == {}


def test_an_act_that_bears_another_number_is_named() -> None:
    one = run()
    stored = sealed(one)
    stored[4] = seal(one.acts[4], "case", 6, stored[3].hash, salts())
    assert broken(stored) == "act 5 of case case: it does not follow the act before"
