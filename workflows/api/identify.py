"""Who calls: a bearer token is looked up by its digest, and the request counted (`counting`). Cookies mean nothing here.
Giving out tokens is in `clients`."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from django.db import OperationalError, connection
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from audit.trail import Origin
from cases.authority.actors import Actor
from workflows.api.counting import is_too_many
from workflows.api.problem import Problem
from workflows.api.strangers import refuse_stranger
from workflows.prepared import Prepared

IDENTIFY = Prepared(
    """SELECT c.id, c.scope, c.party_id, p.identifier, c.may_date, c.per_minute
    FROM api_apiclient c JOIN cases_party p ON p.id = c.party_id WHERE c.digest = $1
        AND c.ended_at IS NULL AND c.from_on <= $2::date AND (c.until_on IS NULL OR c.until_on >= $2::date)"""
)


@dataclass(frozen=True)
class Client:
    """The system that calls, and for whom: the key and number (cases.identity) of its party, and the part that it has."""

    pk: int
    scope: str
    party_id: int
    identifier: str
    may_date: bool

    @property
    def stream(self) -> str:
        """The name of this client's stream in the audit trail."""
        return f"api_client:{self.pk}"

    @property
    def actor(self) -> Actor:
        """The party for which it acts."""
        return Actor("party", str(self.party_id), Origin("api", f"client-{self.pk}"), part=self.scope)


class Token(HttpBearer):
    """The scheme of authentication, as the description of the interface names it."""

    def __call__(self, request: HttpRequest) -> Client | None:
        """Read the token; nothing where none is sent. The framework would make a view of all headers for it, at each request."""
        kind, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        return self.authenticate(request, token) if kind.lower() == self.openapi_scheme else None

    def authenticate(self, request: HttpRequest, token: str) -> Client:
        """Give the client of a token. Raises Problem for an unknown one, or for more requests than are allowed."""
        return identified(token, request)


def identified(token: str, request: HttpRequest) -> Client:
    """Look a token up and count the request. Raises Problem 401 or 429."""
    now = int(time.time())
    digest = digest_of(token)
    try:
        row = _look_up(digest)
    except OperationalError:
        # A connection that was kept may have been cut meanwhile; nothing was done with it yet.
        connection.close()
        row = _look_up(digest)
    if row is None:
        refuse_stranger(request)
    client, per_minute = Client(*row[:5]), row[5]
    if is_too_many(client.pk, per_minute, now // 60):
        wait = str(60 - now % 60)
        detail = f"Dit token mag {per_minute} verzoeken per minuut doen. Wacht {wait} seconden."
        raise Problem(429, detail, headers={"Retry-After": wait})
    return client


def digest_of(token: str) -> str:
    """Give what is kept of a token: 256 random bits need no slow hash. Looking up by it takes no longer for a near miss."""
    return hashlib.sha256(token.encode()).hexdigest()


def _look_up(digest: str) -> tuple[int, str, int, str, bool, int] | None:
    return IDENTIFY.first([digest, timezone.localdate()])
