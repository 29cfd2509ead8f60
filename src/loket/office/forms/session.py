"""Signing in, and what was typed in a form that met an expired session."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

TARGET = "lanjut"  # where to go after signing in
TYPED = "isian."  # before the name of each carried field
SENT = "dikirim"  # the visitor had pressed a button, not followed a link
LOST_FILES = "berkas-hilang"
SECRETS = frozenset({"password", "sandi", "passphrase", "pin"})
HOME = "/"


class SignInForm(forms.Form):
    username = forms.CharField(
        label="Nama pengguna",
        max_length=150,
        error_messages={"required": "Isi nama pengguna Anda."},
    )
    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        max_length=1024,
        widget=forms.PasswordInput,
        error_messages={"required": "Isi kata sandi Anda."},
    )


@dataclass(frozen=True)
class Carried:
    """What a visitor was about to do: the local address, and what he had typed there.

    The typed values travel through the sign-in page as hidden fields and nowhere else: they
    are personal data, so not through the address, the session, the log or a cookie. Files and
    secrets are left behind; ``files`` counts the files that have to be chosen again.
    """

    target: str = HOME
    sent: bool = False
    typed: tuple[tuple[str, str], ...] = ()
    files: int = 0

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The fields of the sign-in page that hold this."""
        fields = [(TARGET, self.target)]
        if self.sent:
            fields += [(SENT, "1"), (LOST_FILES, str(self.files))]
        return fields + [(TYPED + name, value) for name, value in self.typed]


def interrupted(request: HttpRequest) -> Carried:
    """What is carried from a request that was refused because nobody is signed in."""
    if request.method != "POST":
        return Carried(local(request, request.get_full_path()))
    return Carried(
        local(request, request.get_full_path()),
        True,
        tuple(
            (name, value)
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken" and name.rsplit(".", 1)[-1] not in SECRETS
            for value in values
        ),
        sum(len(files) for _, files in request.FILES.lists()),
    )


def carried_on(request: HttpRequest) -> Carried:
    """The same, read back from the sign-in page (or its address, for a visit by GET)."""
    data = request.POST if request.method == "POST" else request.GET
    lost = data.get(LOST_FILES, "")
    return Carried(
        local(request, data.get(TARGET, HOME)),
        SENT in request.POST,
        tuple(
            (name.removeprefix(TYPED), value)
            for name, values in request.POST.lists()
            if name.startswith(TYPED)
            for value in values
        ),
        int(lost) if lost.isascii() and lost.isdigit() and len(lost) < 4 else 0,
    )


def local(request: HttpRequest, target: str) -> str:
    """``target`` if it is an address of this very site, else the first page."""
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    if not safe:
        return HOME
    try:
        match = resolve(urlsplit(target).path)
    except Resolver404:
        return HOME
    return HOME if match.view_name in ("office:sign_in", "office:sign_out") else target
