"""The page that says where the source text is, as the licence asks (EUPL-1.2, article 5)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from workflows.desk.showing import show


def source(request: HttpRequest) -> HttpResponse:
    """Tell licence and place of the source text; for everyone, also without an account."""
    return show(request, None, "source.html")
