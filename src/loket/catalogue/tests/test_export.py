"""The export that programs read: its shape is a contract."""

from __future__ import annotations

import json
from typing import Any

from loket.catalogue.export import export, export_one, status_in_directory
from loket.catalogue.reader.package import read_package
from loket.catalogue.tests.sheets import UMBRELLA


def exported() -> dict[str, Any]:
    procedure, _ = read_package(UMBRELLA)
    assert procedure is not None
    whole = json.loads(json.dumps(export([(procedure, status_in_directory(procedure))])))
    return whole["procedures"][0]


def steps() -> dict[str, dict[str, Any]]:
    return {step["id"]: step for step in exported()["steps"]}


def test_a_procedure_has_exactly_these_keys() -> None:
    assert list(exported()) == [
        *("id", "office", "section", "title", "number", "effective", "version", "revision"),
        *("status", "origin", "promise", "steps"),
    ]
    assert list(exported()["steps"][0]) == [
        *("n", "id", "activity", "actors", "requirements", "minutes", "days", "open_ended"),
        *("outputs", "decision", "do", "manual"),
    ]


def test_what_loket_drafted_is_a_draft_in_a_directory() -> None:
    assert exported()["status"] == "draft"
    assert exported()["promise"] == {"minutes": None, "days": 8, "inferred": True}


def test_times_as_printed() -> None:
    times = {
        name: (step["minutes"], step["days"], step["open_ended"]) for name, step in steps().items()
    }
    assert times["lapor"] == (0, None, False)
    assert times["kenali"] == (None, None, False)
    assert times["tanya-pos-jaga"] == (None, None, True)
    assert times["nomor"] == (90, None, False)
    assert times["berita-acara"] == (None, 2, False)
    assert times["ambil"] == (None, 7, False)


def test_actors_are_labels_in_printed_order() -> None:
    assert steps()["berita-acara"]["actors"] == [
        "Juru Tulis",
        "Sekretaris",
        "Kepala Balai/Sekretaris",
    ]


def test_a_decision_names_its_exits() -> None:
    assert steps()["catat"]["decision"] == {
        "question": "Laporan lengkap dan mengenai payung?",
        "yes": "cari",
        "no": "lapor",
        "others": {"bukan-payung": "end:rejected"},
    }
    assert steps()["lapor"]["decision"] is None


def test_only_a_manual_step_does_nothing() -> None:
    idle = {name for name, step in steps().items() if not step["do"]}
    assert idle == {name for name, step in steps().items() if step["manual"]} == {"keringkan"}
    assert steps()["catat"]["do"] == ["test.data", "test.number"]


def test_a_reused_proof_names_the_action_that_left_it() -> None:
    assert steps()["ambil"]["do"] == ["test.paper", "test.paper"]


def test_every_version_number_is_a_number() -> None:
    procedure, _ = read_package(UMBRELLA)
    assert procedure is not None
    one = export_one(procedure, "in_force")
    assert (one["version"], one["revision"], one["effective"]) == (1, 1, "2026-01-01")
