"""What visitors may see who have not signed in, and under which address they find it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Mark a view as open to everybody: ``@public`` as the outermost decorator."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public(view: Callable[..., Any]) -> bool:
    return getattr(view, "is_public", False)


def public_address(path: str) -> str | None:
    """The whole address of a public page (``/naskah/…/``) as papers print it, or None where the
    office has not said under which address citizens reach it: then no QR code is printed."""
    base: str = settings.LOKET_PUBLIC_URL
    return f"{base}{path}" if base else None
