from django.urls import path

from loket.modules.documents.views import desk, public

app_name = "documents"

urlpatterns = [
    path("surat/<int:document_id>/", desk.letter, name="letter"),
    path("surat/<int:document_id>/halaman/<int:page>/", desk.page, name="page"),
    path("naskah/", public.ask, name="ask"),
    path("naskah/<str:code>/", public.verify, name="verify"),
]
