"""The product's settings, with one page more: the trivial one beside which its own are measured."""

from __future__ import annotations

from pathlib import Path

from loket.config.settings import *  # noqa: F403
from loket.config.settings import TEMPLATES

ROOT_URLCONF = "loket.config.bench.page_urls"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]
