"""Which database: a file of the data directory, or what ``DATABASE_URL`` says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(data: Path, url: str | None = None) -> dict[str, Any]:
    """The settings of the one database.

    ``url``: ``postgres://user:password@host:port/name?option=value``; empty or None means
    SQLite in ``data``. Raises ImproperlyConfigured for another scheme or a missing name.
    """
    if not url:
        return {
            "ENGINE": "loket.config.sqlite",
            "NAME": data / "db.sqlite3",
            "CONN_MAX_AGE": None,  # one connection per thread, kept
            "TEST": {"NAME": data / f"test-{os.getpid()}.sqlite3"},
        }
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise ImproperlyConfigured("DATABASE_URL must read postgres://user:password@host/name")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "loket.config.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A directory of sockets stands in the query, as in libpq: ?host=/run/postgresql
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": options.pop("port", None) or str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
