"""The site as the bench of intake serves it, with the small scheme of arrivals; or a bare endpoint that does one INSERT, without
anything else around it, as what it is compared with."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

IS_BARE = os.environ.get("BENCH_BARE") == "1"
PLAIN = "CREATE TABLE IF NOT EXISTS bench_plain (id bigserial PRIMARY KEY, body text NOT NULL)"


def plain(request: HttpRequest) -> HttpResponse:
    """Store the body as one row, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_plain (body) VALUES (%s)", [request.body.decode()])
    return HttpResponse(b"{}", status=201, content_type="application/json")


urlpatterns = [path("plain", plain)]

if IS_BARE:
    settings.MIDDLEWARE = []
    settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
if not IS_BARE:
    from tests.arriving.queueing import with_scheme

    SCHEME = with_scheme()
    SCHEME.__enter__()
