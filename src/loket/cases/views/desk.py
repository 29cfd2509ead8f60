"""Who is at the desk: the frame of every page of this app."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loket.office.api import Desk, desk_of

__all__ = ["Desk", "at_desk", "page"]


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the ``Desk`` of the officer who asks, after the request."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, desk_of(request), *args, **kwargs)

    return asked


def page(
    request: HttpRequest, desk: Desk, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a page of the desk."""
    frame = {"now": desk.now, "posts": desk.posts}
    return render(request, template, {**frame, **context}, status=status)
