"""Callers without a valid token are refused and written down, but not so often that a flood could fill the trail."""

from __future__ import annotations

from typing import NoReturn

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from audit.trail import Origin, record
from workflows.api.problem import Problem
from workflows.desk.session import address_of

UNKNOWN = "Stuur een geldig token mee: Authorization: Bearer <token>."
ASK = {"WWW-Authenticate": "Bearer"}
MOST_FAILURES = 25
"""So many are written down from one address in a quarter of an hour; the rest is only refused."""
WAIT = 15 * 60
"""Seconds."""


def refuse_stranger(request: HttpRequest) -> NoReturn:
    """Raise Problem 401, with a trace of the attempt."""
    address = address_of(request)
    key = f"api-stranger-{salted_hmac('workflows.api.strangers', address).hexdigest()}"
    failures = cache.get(key, 0)
    if failures < MOST_FAILURES:
        cache.set(key, failures + 1, WAIT)
        _record(address)
    raise Problem(401, UNKNOWN, headers=ASK)


def _record(address: str) -> None:
    on = timezone.localdate()
    with transaction.atomic():
        record(
            f"sign_in:{on:%Y-%m-%d}",
            "api_client.refused",
            actor="system:api",
            origin=Origin("api"),
            on=on,
            result="refused",
            facts={"reason": "Het token ontbreekt of is niet geldig."},
            personal={"address": address},
        )
