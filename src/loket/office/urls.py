from django.urls import path

from loket.office.views import authority, session

app_name = "office"
urlpatterns = [
    path("masuk/", session.sign_in, name="sign_in"),
    path("keluar/", session.sign_out, name="sign_out"),
    path("wewenang/", authority.overview, name="authority"),
    path("wewenang/penunjukan/", authority.acting, name="acting"),
    path("wewenang/ketidakhadiran/", authority.absence, name="absence"),
    path("wewenang/pelimpahan/", authority.delegation, name="delegation"),
    path(
        "wewenang/penunjukan/<int:pk>/akhiri/",
        authority.ending,
        {"kind": "holding"},
        name="end_holding",
    ),
    path(
        "wewenang/ketidakhadiran/<int:pk>/akhiri/",
        authority.ending,
        {"kind": "absence"},
        name="end_absence",
    ),
    path(
        "wewenang/pelimpahan/<int:pk>/akhiri/",
        authority.ending,
        {"kind": "delegation"},
        name="end_delegation",
    ),
]
