"""A counter PC, as a process of its own: client.py PORT LOG STOP

Takes applications in and walks each to its number, over HTTP, signed in. Whatever the server
acknowledged goes into LOG, fsynced before anything else is sent. A request that got no answer
is sent again with the same key and content until it has one. Ends when the file STOP is there.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
import time
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.crash import forms
from tests.crash.build import PASSWORD

PATIENCE = 600.0  # seconds without any answer until this test has failed; machines differ
NUMBER = re.compile(r"Nomor (\d+/LEG/\d+) ")


class Session:
    """One officer signed in, who keeps his cookies over every restart of the server."""

    def __init__(self, client: Client, post: str) -> None:
        self.client, self.post, self.cookies = client, post, dict[str, str]()
        self.get("/masuk/")
        name = f"{post}.jumapolo"
        status, *_ = self.send("/masuk/", {"username": name, "password": PASSWORD})
        if status != 302:
            raise SystemExit(f"{name} cannot sign in: {status}")

    def get(self, path: str) -> str:
        return self._ask("GET", path, {})[2]

    def send(self, path: str, values: dict[str, str]) -> tuple[int, str, str]:
        """Status, where it leads, and the page."""
        return self._ask("POST", path, values)

    def _ask(self, method: str, path: str, values: dict[str, str]) -> tuple[int, str, str]:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._once(method, path, values)
            except (OSError, HTTPException):
                if self.client.connected:
                    self.client.log(lost=path)
                if time.monotonic() > deadline or (self.client.stopping and method == "GET"):
                    raise
                time.sleep(0.02)

    def _once(self, method: str, path: str, values: dict[str, str]) -> tuple[int, str, str]:
        self.client.connected = False
        connection = HTTPConnection("127.0.0.1", self.client.port, timeout=30)
        try:
            connection.connect()
            self.client.connected = True  # from here on the server may have done it
            headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
            body = None
            if method == "POST":
                token = {"csrfmiddlewaretoken": self.cookies["loket_csrf"]}
                body = urlencode({**values, **token})
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            self._keep(answer)
            return answer.status, answer.headers.get("Location", ""), page
        finally:
            connection.close()

    def _keep(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.coded_value


class Client:
    """The PC: its log, and the officers who use it."""

    def __init__(self, port: int, log: Path, stop: Path) -> None:
        self.port, self.stop, self.connected = port, stop, False
        self.file = log.open("a")
        self.officers = {post: Session(self, post) for post in ("jfu", "sekcam")}

    @property
    def stopping(self) -> bool:
        return self.stop.exists()

    def log(self, **entry: Any) -> None:
        self.file.write(json.dumps(entry) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())

    def work(self) -> None:
        while not self.stopping:
            self.one_case()

    def one_case(self) -> None:
        key = secrets.token_hex(12)
        jfu = self.officers["jfu"]
        form = {**forms.INTAKE, forms.MARK: key, "key": key}
        status, to, page = jfu.send(f"/baru/{forms.SERVICE}/", form)
        found = re.search(r"/berkas/(\d+)/", to)
        if status != 302 or found is None:
            self.log(refused=key, status=status, page=page[-3000:])
            return
        case = int(found[1])
        self.log(opened=key, case=case)
        for task, (step, post, values) in enumerate(forms.rows(), start=2):
            if self.stopping:
                return
            key = secrets.token_hex(12)
            path = f"/berkas/{case}/tugas/{task}/selesai/"
            status, to, page = self.officers[post].send(
                path, {**values, "key": key, "version": "1"}
            )
            if status != 302:
                self.log(refused=key, case=case, step=step, status=status, page=page[-3000:])
                return
            self.log(done=key, case=case, step=step)
        told = NUMBER.search(self.officers["jfu"].get(to.partition("#")[0]))
        if told is not None:  # else the page that said it came from the restarted server
            self.log(number=told[1], case=case)


if __name__ == "__main__":
    Client(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])).work()
