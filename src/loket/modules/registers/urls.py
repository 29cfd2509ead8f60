from django.urls import path

from loket.modules.registers import views

app_name = "registers"

_BOOK = "buku/<slug:slug>/<int:year>"

urlpatterns = [
    path("buku/", views.shelf, name="shelf"),
    path(f"{_BOOK}/", views.book, name="book"),
    path(f"{_BOOK}/cetak/", views.printed, name="printed"),
    path(f"{_BOOK}/ekspor/", views.export, name="export"),
    path(f"{_BOOK}/batal/", views.void, name="void"),
]
