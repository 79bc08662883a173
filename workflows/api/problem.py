"""What goes wrong, as problem+json (RFC 9457): a Dutch title and sentence, and all errors at once with their paths.
Which step refused, and why, is said by that step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from cases.authority.permit import NotAuthorised, Refused, SecondPersonNeeded
from cases.schemes.reading import InputError

MEDIA_TYPE = "application/problem+json"
_text = json.JSONEncoder(ensure_ascii=False).encode
TITLES: Mapping[int, tuple[str, str]] = {
    400: ("onleesbaar-verzoek", "Dit verzoek is niet te lezen"),
    401: ("niet-herkend", "Het token ontbreekt of is niet geldig"),
    403: ("geen-toegang", "Dit mag met dit token niet"),
    404: ("niet-gevonden", "Niet gevonden"),
    405: ("verkeerde-methode", "Deze methode bestaat hier niet"),
    409: ("nu-niet-mogelijk", "Dit kan nu niet"),
    410: ("bestand-onleesbaar", "Het bestand is niet meer te lezen"),
    411: ("lengte-ontbreekt", "De lengte van het bericht ontbreekt"),
    413: ("te-groot", "Het bericht is te groot"),
    415: ("verkeerd-formaat", "Dit formaat wordt niet aangenomen"),
    422: ("ongeldige-inhoud", "De inhoud klopt niet"),
    429: ("te-vaak", "Te veel verzoeken"),
    500: ("storing", "Er ging iets mis"),
}
"""By status: the last part of the problem's type, and its title."""


class Problem(Exception):
    """A request that is not done; `errors` are all that is wrong with it, each with its path."""

    def __init__(
        self, status: int, detail: str, errors: Sequence[InputError] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers = status, detail, tuple(errors), dict(headers or {})

    def response(self) -> HttpResponse:
        """Give the answer."""
        name, title = TITLES[self.status]
        body: dict[str, Any] = {
            "type": f"urn:problem-type:{name}",
            "title": title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [{"path": error.path, "message": error.message} for error in self.errors]
        return answered(body, status=self.status, headers=self.headers, media_type=MEDIA_TYPE)


def refusal_problem(refusal: Refused) -> Problem:
    """Give the problem for a step that was refused: by the gate, or because something must be done first."""
    is_barred = isinstance(refusal, NotAuthorised | SecondPersonNeeded)
    return Problem(403 if is_barred else 409, str(refusal))


def input_problem(errors: Iterable[InputError]) -> Problem:
    """Give the problem for input that was read and found wrong."""
    return Problem(422, "Verbeter wat onder errors staat en stuur het bericht opnieuw.", tuple(errors))


def answered(
    body: Any,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    media_type: str = "application/json",
) -> HttpResponse:
    """Give an answer as JSON. What cannot be written as UTF-8 is escaped, as JSON does it: an answer never fails on what was sent."""
    return HttpResponse(
        _text(body).encode(errors="backslashreplace"),
        status=status,
        headers=dict(headers or {}),
        content_type=media_type,
    )
