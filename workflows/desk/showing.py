"""How every page is made: its template with the signed-in colleague, the menu and the footer. What stands on it is the view's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from workflows.desk.access import Colleague

MENU: tuple[tuple[str, str, str], ...] = (
    ("worklist", "Werkvoorraad", "read_case"),
    ("search", "Zoeken", "read_case"),
    ("windows", "Tijdvakken", "read_case"),
    ("trainers", "Opleiders", "read_case"),
    ("signals", "Signalen", "read_signals"),
    ("trail", "Auditspoor", "read_trail"),
)


def show(
    request: HttpRequest,
    me: Colleague | None,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Give a page; without a colleague there is no menu."""
    frame = {"me": me, "menu": _menu(request, me) if me else [], "source_url": settings.SOURCE_URL or reverse("source")}
    return render(request, f"desk/{template}", {**frame, **(context or {})}, status=status)


def _menu(request: HttpRequest, me: Colleague) -> list[dict[str, Any]]:
    found = [(label, reverse(name)) for name, label, act in MENU if me.may(act)]
    return [{"label": label, "url": url, "is_here": _is_here(request.path, url)} for label, url in found]


def _is_here(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
