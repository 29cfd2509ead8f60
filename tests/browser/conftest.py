"""The demo office as ``loket serve`` shows it, and Debian's Chromium before it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from loket.config.demo.people import PASSWORD

ROOT = Path(__file__).parents[2]
LOKET = ROOT / ".venv" / "bin" / "loket"
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def office_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a fresh demo office, running in a process of its own."""
    with demo_office(tmp_path_factory.mktemp("office")) as address:
        yield address


@contextmanager
def demo_office(data: Path) -> Iterator[str]:
    """A demo office built in this directory and served while the block lasts; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LOKET_", "DJANGO_")) and name != "DATABASE_URL"
    }
    command = [str(LOKET), "--data", str(data)]
    subprocess.run([*command, "demo"], cwd=ROOT, env=environment, check=True, capture_output=True)
    log = (data / "serve.log").open("w")
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()
    assert "ERROR" not in (data / "serve.log").read_text()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        try:
            urlopen(f"{address}/masuk/", timeout=2).close()
        except (URLError, ConnectionError):
            assert server.poll() is None, "loket serve ended"
            time.sleep(0.1)
        else:
            return
    raise AssertionError("loket serve does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class Officer:
    """An officer at his own browser, signed in; one context each, as on separate PCs."""

    def __init__(self, context: BrowserContext, address: str, username: str) -> None:
        self.context, self.address, self.username = context, address, username
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._heard)
        self.page.goto(f"{address}/masuk/")
        self.sign_in()

    def _heard(self, message) -> None:  # type: ignore[no-untyped-def]
        # Chromium reports the 409 and 422 of a refused form as errors; they are answers
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(message.text)

    def sign_in(self, page: Page | None = None) -> None:
        page = page or self.page
        page.get_by_label("Nama pengguna").fill(self.username)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name="Masuk").click()

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def press(self, name: str, page: Page | None = None) -> None:
        """Press a button that leads to another page."""
        page = page or self.page
        with page.expect_navigation():
            page.get_by_role("button", name=name).click()


@pytest.fixture
def officer(browser: Browser, office_address: str):  # type: ignore[no-untyped-def]
    """Signs an officer of the demo in: ``officer("jfu")``."""
    contexts: list[BrowserContext] = []
    officers: list[Officer] = []

    def sign_in(username: str, **options: object) -> Officer:
        size = {"width": 1366, "height": 768}
        context = browser.new_context(locale="id-ID", viewport=size, **options)  # type: ignore[arg-type]
        contexts.append(context)
        officers.append(Officer(context, office_address, username))
        return officers[-1]

    yield sign_in
    for context in contexts:
        context.close()
    assert [fault for one in officers for fault in one.faults] == []
