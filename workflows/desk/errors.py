"""The pages for what goes wrong: each says in Dutch what happened and what to do. Nothing of the error itself is shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cases.models import User
from workflows.desk.access import REFERENCE, colleague
from workflows.desk.showing import show


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be read."""
    return _page(
        request, 400, "Dit verzoek is niet te lezen", "Ga terug, laad de pagina opnieuw en probeer het nog eens."
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: another role is needed; the exception's text says which."""
    return _page(request, 403, "Geen toegang", str(exception) or "Uw rol geeft geen toegang tot deze pagina.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is nothing here."""
    advice = "Misschien is een taak afgerond of opnieuw opgebouwd. Zoek de zaak op nummer, of ga naar de werkvoorraad."
    return _page(request, 404, "Niet gevonden", advice)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was changed, because a step is one transaction. Without queries: the database may be away."""
    advice = (
        "Er is niets half opgeslagen. Probeer het over een minuut opnieuw; blijft het misgaan, meld het de beheerder."
    )
    return show(request, None, "error.html", {"title": "Er ging iets mis", "advice": advice, "code": 500}, status=500)


def not_from_our_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the CSRF check: the form is too old, or was sent by another site."""
    return _page(
        request, 403, "Dit formulier is verlopen", "Laad de pagina opnieuw en verstuur het formulier nog eens."
    )


def _page(request: HttpRequest, code: int, title: str, advice: str) -> HttpResponse:
    user = getattr(request, "user", None)
    me = colleague(user, request.session.get(REFERENCE, "")) if isinstance(user, User) else None
    return show(request, me, "error.html", {"title": title, "advice": advice, "code": code}, status=code)
