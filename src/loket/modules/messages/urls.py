from django.urls import path

from loket.modules.messages import views

app_name = "messages"

urlpatterns = [
    path("pesan/", views.desk, name="desk"),
    path("pesan/<int:message_id>/", views.settle, name="settle"),
]
