"""Pages per second: inbox, case, search and register, for an officer signed in, beside a page
with three plain queries behind the same middleware. Server and visitors share the machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from loket.config.bench.server import served
from loket.config.bench.visitors import Connection, Page, Visitor, measure

OFFICE = "ukur-1"
CLIENTS = (1, 16)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
COOKIE = re.compile(rb"set-cookie:\s*(loket_csrf=[^;]+)", re.IGNORECASE)

Child = Callable[..., dict[str, Any]]


def measure_pages(
    child: Child, environment: Mapping[str, str], seconds: float
) -> dict[str, dict[int, dict[str, Any]]]:
    """Every page under one and sixteen clients; by name of the page and number of clients."""
    who = child("signed_in", OFFICE, environment=environment)
    settings = {"DJANGO_SETTINGS_MODULE": "loket.config.bench.page_settings"}
    with served({**environment, **settings}) as (port, _):
        visitor, token = _with_token(port, who["cookie"])
        pages = _pages(who, token)
        return {
            name: {clients: measure(visitor, asked, clients, seconds) for clients in CLIENTS}
            for name, asked in pages.items()
        }


def _pages(who: dict[str, Any], token: str) -> dict[str, list[Page]]:
    slug, year, last = who["book"]

    def search(text: str) -> Page:
        return Page("/cari/", urlencode({"csrfmiddlewaretoken": token, "cari": text}))

    people = who["people"]
    return {
        "trivial": [Page("/tiga/")],
        "inbox": [Page("/")],
        "case": [Page(f"/berkas/{one}/") for one in who["waiting"]],
        "search by NIK": [search(nik) for _, nik, _ in people],
        "search by number": [search(number) for _, _, number in people],
        "search by name": [search(" ".join(w[:5] for w in name.split())) for name, _, _ in people],
        "search by one word": [search(max(name.split(), key=len)) for name, _, _ in people],
        "register": [
            Page(f"/buku/{slug}/{year}/?nomor={n}") for n in range(1, last, max(1, last // 200))
        ],
    }


def _with_token(port: int, cookie: str) -> tuple[Visitor, str]:
    """The visitor with the cookie that his forms need, and their token."""
    first = Visitor(port, cookie)
    status, head, body = Connection(port).ask(first.request(Page("/cari/")))
    token, laid = TOKEN.search(body), COOKIE.search(head)
    if status != 200 or token is None or laid is None:
        raise RuntimeError(f"the search page was not drawn: {status}")
    return Visitor(port, f"{cookie}; {laid[1].decode()}"), token[1].decode()
