"""The body of a request, read only after its length and its format were looked at. What it says is read by scheme and step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.utils import timezone

from cases.decoding import decode
from cases.intake import read_moment
from cases.schemes.reading import InputError, InvalidInput, unknown_field
from workflows.api.identify import Client
from workflows.api.problem import Problem, input_problem
from workflows.steps.rejection import record_rejection

JSON = "application/json"
NOT_YOURS = "Dit token noemt het moment van ontvangst niet; dat is het moment waarop wij het bericht kregen."


def demand_size(request: HttpRequest) -> None:
    """Raise Problem where the body is larger than is read, or comes without its length."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        if request.META.get("HTTP_TRANSFER_ENCODING"):
            raise Problem(
                411, "Noem de lengte van het bericht in Content-Length; stukken zonder lengte lezen wij niet."
            )
        return
    if int(length) > settings.MAX_SUBMISSION_BYTES:
        raise Problem(413, f"Een bericht is hoogstens {settings.MAX_SUBMISSION_BYTES // 1_000_000} MB.")


def demand_format(request: HttpRequest, *formats: str) -> None:
    """Raise Problem where the body is in another format, character set or compression than is read."""
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if (
        request.content_type not in formats
        or charset not in ("utf-8", "utf8")
        or request.META.get("HTTP_CONTENT_ENCODING")
    ):
        raise Problem(415, f"Stuur het bericht als {' of '.join(formats)}, in UTF-8 en zonder compressie.")


def raw_body(request: HttpRequest) -> bytes:
    """Read the body as JSON text. Raises Problem."""
    demand_format(request, JSON)
    demand_size(request)
    try:
        return request.read(settings.MAX_SUBMISSION_BYTES + 1)
    except UnreadablePostError as error:
        raise Problem(400, "Het bericht kwam niet helemaal aan. Stuur het opnieuw.") from error


def fields_of(raw: bytes) -> dict[str, Any]:
    """Read an object with fields. Raises Problem 400 with a trace for what is no such thing."""
    try:
        return decode(raw)
    except InvalidInput as error:
        reject(raw, error)
        raise Problem(400, "Stuur een JSON-object.", error.errors) from error


def reject(raw: bytes, error: InvalidInput) -> Problem:
    """Write down that input was rejected, and give the problem to raise."""
    record_rejection(raw, error.errors, on=timezone.localdate(), channel="api")
    return input_problem(error.errors)


def unknown_fields(fields: Mapping[str, Any], known: frozenset[str]) -> list[InputError]:
    """Give an error for each field that has no meaning here."""
    return [unknown_field(name) for name in sorted(set(fields) - known)]


def moment_of(fields: Mapping[str, Any], client: Client, now: datetime, errors: list[InputError]) -> datetime:
    """Give when it came in: now, or for a client that delivers what came in elsewhere the moment that it names."""
    if "received_at" in fields and not client.may_date:
        errors.append(InputError("received_at", NOT_YOURS))
        return now
    return read_moment(fields, now, errors)


def day_of(fields: Mapping[str, Any], name: str, errors: list[InputError]) -> date | None:
    """Read a day; nothing where none is named."""
    named = fields.get(name)
    if named is None:
        return None
    try:
        return date.fromisoformat(named)
    except (TypeError, ValueError):
        errors.append(InputError(name, "Hier hoort een datum als 2020-03-02."))
        return None
