"""What the first run makes, and what it refuses."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from loket.config.data_directory import OFFICE_MARK, SIMULATION_MARK, secret_key, simulation
from loket.config.database import database


def test_the_secret_is_made_once_and_only_the_owner_reads_it(tmp_path):
    key = secret_key(tmp_path)
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert secret_key(tmp_path) == key
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


def test_processes_that_start_together_agree_on_one_secret(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [tmp_path] * 64))
    assert len(keys) == 1


def test_an_empty_secret_is_never_used(tmp_path):
    (tmp_path / "secret.key").touch()
    with pytest.raises(ImproperlyConfigured, match=r"secret\.key"):
        secret_key(tmp_path)


def test_time_is_simulated_only_where_somebody_asked_for_it(tmp_path, monkeypatch):
    monkeypatch.delenv("LOKET_SIMULATION", raising=False)
    assert not simulation(tmp_path)
    (tmp_path / SIMULATION_MARK).touch()
    assert simulation(tmp_path)


def test_time_is_never_simulated_in_a_real_office(tmp_path, monkeypatch):
    monkeypatch.delenv("LOKET_SIMULATION", raising=False)
    (tmp_path / OFFICE_MARK).touch()
    assert not simulation(tmp_path)
    monkeypatch.setenv("LOKET_SIMULATION", "1")
    with pytest.raises(ImproperlyConfigured, match="real office"):
        simulation(tmp_path)


def test_without_an_address_the_database_is_a_file_of_the_data(tmp_path):
    assert database(tmp_path, "")["NAME"] == tmp_path / "db.sqlite3"


def test_an_address_is_read_with_its_escapes(tmp_path):
    read = database(tmp_path, "postgres://loket:p%40ss@db.example:5433/kantor?sslmode=require")
    assert read["ENGINE"] == "loket.config.postgresql"
    names = ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")
    assert [read[name] for name in names] == [
        *("loket", "p@ss", "db.example", "5433", "kantor"),
        {"sslmode": "require"},
    ]
    assert database(tmp_path, "postgres://loket@/x?host=/run/pg")["HOST"] == "/run/pg"


@pytest.mark.parametrize("url", ["mysql://a/b", "postgres://host/", "kantor"])
def test_an_address_that_cannot_be_meant_is_refused(tmp_path, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(tmp_path, url)
