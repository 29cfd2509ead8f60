"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from loket.office import api
from loket.office.forms.session import Carried, SignInForm, carried_on, interrupted

WRONG = "Nama pengguna atau kata sandi tidak cocok. Periksa lalu coba lagi."
TOO_MANY = "Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi."
NO_OFFICER = "Akun ini tidak terhubung dengan pegawai yang aktif. Hubungi admin kantor."
OLD_PAGE = "Halaman ini sudah lama terbuka. Silakan masuk sekali lagi."


@api.public
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. What an expired session interrupted rides along in hidden fields."""
    carried = carried_on(request)
    if request.method == "GET":
        if request.officer is not None:
            return HttpResponseRedirect(carried.target)
        return _page(request, SignInForm(), carried)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, carried)
    name, address = form.cleaned_data["username"], request.META.get("REMOTE_ADDR", "")
    if not api.begin_attempt(name, address):
        form.add_error(None, TOO_MANY)
        return _page(request, form, carried, status=429)
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if user is None:
        form.add_error(None, WRONG)
        return _page(request, form, carried)
    api.attempt_succeeded(name, address)
    officer = api.officer_of(user)
    if officer is None:
        form.add_error(None, NO_OFFICER)
        return _page(request, form, carried)
    login(request, user)
    request.officer = officer
    return _resume(request, carried) if carried.sent else HttpResponseRedirect(carried.target)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = HttpResponseRedirect(reverse("office:sign_in"))
    # A shared PC: the back button shall not show the last officer's pages.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is no longer good, as after signing in again in another tab.

    From our own page (the browser says so in Origin, which no other site can forge) the typed
    values are kept and sent again at the press of a button. Anything else is refused.
    """
    if request.method != "POST" or not _from_our_page(request):
        context = {
            "title": "Formulir tidak diterima",
            "message": "Formulir ini tidak dikirim dari halaman Loket. Buka halamannya lagi.",
        }
        return render(request, "ui/error.html", context, status=403)
    if request.path == reverse("office:sign_in"):
        form = SignInForm(initial={"username": request.POST.get("username", "")})
        return _page(request, form, carried_on(request), notice=OLD_PAGE, status=403)
    carried = interrupted(request)
    if request.officer is not None:
        return _resume(request, carried, again=True)
    return _page(request, SignInForm(), carried, status=403)


def _from_our_page(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _page(
    request: HttpRequest, form: SignInForm, carried: Carried, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {"form": form, "carried": carried, "expired": carried.sent, **more}
    response = render(request, "office/sign_in.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _resume(request: HttpRequest, carried: Carried, *, again: bool = False) -> HttpResponse:
    response = render(request, "office/resume.html", {"carried": carried, "again": again})
    response.headers["Cache-Control"] = "no-store"
    return response
