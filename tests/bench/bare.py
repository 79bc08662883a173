"""The floor under intake over HTTP: the same site on the same server, with an endpoint that does one INSERT and nothing else.
It exists in the bench only; the table is made by the bench."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
TABLE = "bench_bare"
PATH = "/api/bare"


def insert(request: HttpRequest) -> HttpResponse:
    """Store the body of the request as one row."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_bare (body) VALUES (%s)", [request.body.decode()])
    return HttpResponse(b"{}", status=201, content_type="application/json")


urlpatterns = [path("api/bare", insert)]
application = get_wsgi_application()
settings.ROOT_URLCONF = "tests.bench.bare"
