"""What a visitor reads when something went wrong, in words that help."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, message: str) -> HttpResponse:
    return render(request, "ui/error.html", {"title": title, "message": message}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        400,
        "Permintaan tidak dapat dibaca",
        "Kembali ke halaman sebelumnya lalu coba sekali lagi.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        403,
        "Anda tidak berwenang",
        "Halaman ini untuk jabatan lain. Bila seharusnya Anda berwenang, hubungi admin kantor.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        404,
        "Halaman tidak ditemukan",
        "Alamatnya mungkin salah ketik, atau berkasnya milik kantor lain.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        "Ada yang salah di Loket",
        "Pekerjaan terakhir tidak tersimpan. Kembali ke halaman sebelumnya: isian Anda biasanya"
        " masih ada. Bila terulang, sebutkan jam kejadiannya kepada admin kantor.",
    )
