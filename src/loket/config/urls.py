"""Every address of Loket begins here. Each app keeps its own in its ``urls``."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(module))
    for module in (
        "loket.office.urls",
        "loket.cases.urls",
        "loket.modules.messages.urls",
        "loket.modules.registers.urls",
        "loket.modules.documents.urls",
    )
    if find_spec(module)
]

handler400 = "loket.config.errors.bad_request"
handler403 = "loket.config.errors.forbidden"
handler404 = "loket.config.errors.not_found"
handler500 = "loket.config.errors.broken"
