"""The product's addresses, and that of the trivial page."""

from __future__ import annotations

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

ROWS = 20


def three_queries(request: HttpRequest) -> HttpResponse:
    """Three plain queries, twenty rows, a template that extends another: what Django costs."""
    office_id = request.officer.office_id
    # By name: this page stands for any app's own, and belongs to none.
    cases = (
        apps.get_model("cases", "CaseRow")
        .objects.in_office(office_id)
        .order_by("-opened_at", "-pk")
    )
    shown = cases.only("number", "applicant", "state", "opened_at")[:ROWS]
    context = {
        "cases": list(shown),
        "posts": apps.get_model("office", "Post").objects.in_office(office_id).count(),
        "waiting": apps.get_model("cases", "TaskRow").objects.in_office(office_id).exists(),
    }
    return render(request, "bench/three_queries.html", context)


urlpatterns = [path("tiga/", three_queries), path("", include("loket.config.urls"))]
