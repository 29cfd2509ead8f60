"""The command as an office starts it: a process of its own on a data directory of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

LOKET = [sys.executable, "-c", "from loket.config.cli import main; main()"]


@pytest.fixture
def place(tmp_path):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "LOKET_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "loket.config.settings"}


def run(place, *arguments):
    return subprocess.run(
        [*LOKET, *arguments], env=place, capture_output=True, text=True, timeout=60, check=False
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def migrate(place):
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
        env=place, check=True, timeout=120,
    )  # fmt: skip


def test_help_lists_the_commands_that_exist(place):
    told = run(place, "--help")
    assert told.returncode == 0
    assert {"serve", "case", "sop"} <= set(re.findall(r"^  (\w+)  ", told.stdout, re.MULTILINE))


def test_a_word_that_is_no_command_ends_with_an_error_on_stderr(place):
    told = run(place, "terbang")
    assert (told.returncode, told.stdout) == (2, "")


def test_serving_an_empty_directory_says_what_to_do(place):
    told = run(place, "serve", "--port", str(free_port()))
    assert (told.returncode, told.stdout) == (1, "")
    assert "belum siap" in told.stderr


def test_a_case_that_is_not_there_is_refused_without_an_answer(place):
    migrate(place)
    told = run(place, "case", "log", "404", "--format", "json")
    assert (told.returncode, told.stdout) == (1, "")
    assert "tidak ditemukan" in told.stderr


def test_it_serves_until_it_is_told_to_stop(place):
    migrate(place)
    port = free_port()
    process = subprocess.Popen([*LOKET, "serve", "--port", str(port)], env=place)
    try:
        assert b"Masuk ke Loket" in fetch(f"http://127.0.0.1:{port}/masuk/")
        second = run(place, "serve", "--port", str(port))
        assert second.returncode == 1
        assert f"127.0.0.1:{port}" in second.stderr
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()


def fetch(address):
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
