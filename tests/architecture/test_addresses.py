"""Every address refuses a visitor who has not signed in, but for the public ones."""

from __future__ import annotations

import re

import pytest
from django.urls import URLResolver, get_resolver

SAMPLES = {
    "int": "1",
    "str": "contoh",
    "slug": "contoh",
    "path": "contoh/contoh",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
# opening another address to everybody is decided here
PUBLIC = {
    "office:sign_in",
    "cases:find_track",
    "cases:track",
    "documents:ask",
    "documents:verify",
}


def addresses(resolver=None, prefix="", namespace=""):
    """(name, address, view) of everything the resolver knows."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + re.sub(
            r"<(?:(\w+):)?\w+>", lambda m: SAMPLES[m[1] or "str"], str(entry.pattern)
        )
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, address, inner)
        else:
            yield f"{namespace}{entry.name}", "/" + address, entry.callback


def test_only_the_addresses_named_here_are_public():
    public = {name for name, _, view in addresses() if getattr(view, "is_public", False)}
    assert public == PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "address"),
    [(name, address) for name, address, _ in addresses() if name not in PUBLIC],
)
def test_an_address_refuses_a_stranger(client, name, address):
    answer = client.get(address)
    assert answer.status_code == 302, name
    assert answer.headers["Location"].startswith("/masuk/?"), name
    answer = client.post(address, {"satu": "isian"})
    assert answer.status_code == 403, name
    assert 'name="isian.satu"' in answer.content.decode(), name
