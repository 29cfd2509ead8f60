"""The settings of the peer viewflow: its apps and one database as durable as the product's."""

from __future__ import annotations

import os
from pathlib import Path

from loket.config.database import database

SECRET_KEY = "bench"  # noqa: S105  (scratch data only)
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "viewflow",
    "viewflow.workflow",
    "loket.config.bench.peers",
]
if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": database(Path(), os.environ["DATABASE_URL"])}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": Path(os.environ["LOKET_DATA"]) / "viewflow.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
            },
        }
    }
