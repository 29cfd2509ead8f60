"""Visitors that ask for pages as fast as they are answered, each on one kept connection."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from loket.config.bench.timing import quantiles


class Page(Struct, frozen=True):
    """What is asked for: a path, and what a POST sends ("" for a GET)."""

    path: str
    body: str = ""


class Visitor(Struct, frozen=True):
    """A signed-in browser: the header of its cookies."""

    port: int
    cookies: str

    def request(self, page: Page) -> bytes:
        """The bytes of one request."""
        head = f"{'POST' if page.body else 'GET'} {page.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        head += f"Cookie: {self.cookies}\r\n"
        if page.body:
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
            head += f"Content-Length: {len(page.body.encode())}\r\n"
        return f"{head}\r\n{page.body}".encode()


class Connection:
    """One kept connection to the server on this machine."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Status, headers and body of the answer."""
        self.socket.sendall(request)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        while len(body) < length:
            body += self._more()
        return int(head.split(b" ", 2)[1]), head, body

    def _more(self) -> bytes:
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


def measure(
    visitor: Visitor, pages: Sequence[Page], clients: int, seconds: float
) -> dict[str, Any]:
    """So many clients ask for these pages in turn for so long, after a short warming up.

    Requests per second, quantiles, bytes of the last page. Raises RuntimeError for an answer
    that is not 200.
    """
    requests = [visitor.request(page) for page in pages]
    took: list[list[float]] = [[] for _ in range(clients)]
    sizes = [0]
    wrong: list[tuple[int, str]] = []
    warm = time.perf_counter() + min(1.0, seconds / 4)
    end = warm + seconds

    def visit(number: int) -> None:
        connection = Connection(visitor.port)
        turn = number
        while (started := time.perf_counter()) < end and not wrong:
            status, _, body = connection.ask(requests[turn % len(requests)])
            if status != 200:
                wrong.append((status, pages[turn % len(requests)].path))
            if started > warm:
                took[number].append(time.perf_counter() - started)
            sizes[0] = len(body)
            turn += 1

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"answers other than 200: {wrong[:3]}")
    every = [one for own in took for one in own]
    if not every:
        raise RuntimeError("no page was answered in time")
    return {"per_second": len(every) / seconds, "bytes": sizes[0], **quantiles(every)}
