"""A trial calculation: what the rules find on an application on a day. Nothing is stored, not even that it was asked."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.intake import read_envelope
from cases.law import NotInForce, NotSet
from cases.schemes.reading import InputError, InvalidInput
from workflows.api.body import day_of, fields_of, raw_body, unknown_fields
from workflows.api.problem import Problem, answered, input_problem
from workflows.trial import trial

FIELDS = frozenset({"scheme", "application", "documents", "on"})


def calculate(request: HttpRequest) -> HttpResponse:
    """Calculate what an application would come to."""
    fields = fields_of(raw_body(request))
    try:
        return answered(_trial(fields))
    except InvalidInput as error:
        raise input_problem(error.errors) from error
    except NotInForce as error:
        raise input_problem([InputError("on", str(error))]) from error
    except NotSet as error:
        raise Problem(409, str(error)) from error


def _trial(fields: dict[str, Any]) -> dict[str, Any]:
    errors = unknown_fields(fields, FIELDS)
    on = day_of(fields, "on", errors) or timezone.localdate()
    moment = timezone.make_aware(datetime.combine(on, time(12)))
    try:
        incoming = read_envelope({n: v for n, v in fields.items() if n in FIELDS - {"on"}}, received_at=moment)
    except InvalidInput as error:
        raise InvalidInput((*errors, *error.errors)) from error
    if errors:
        raise InvalidInput(tuple(errors))
    return {"on": on.isoformat(), **trial(incoming, on)}
