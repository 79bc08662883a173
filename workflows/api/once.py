"""A request that is repeated under its idempotency key is done once. The key is written in the transaction of what it names:
an interrupted request leaves neither, and of two at the same moment the second waits for the first and gets its answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from cases.identity import keyed_digest
from cases.schemes.reading import InputError
from workflows.api.identify import Client
from workflows.api.models import IdempotencyKey
from workflows.api.problem import Problem
from workflows.prepared import Prepared
from workflows.steps.arriving import PARAMETERS, First

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")

CLAIM = "SELECT 1 WHERE api_claim(%(client)s, %(key)s, %(request)s, %(digest)s, %(now)s)"
ARRIVE = Prepared(f"CALL api_arrive({', '.join(f'${n}' for n in range(1, 5 + PARAMETERS))}, NULL, NULL, NULL)")
FIND = "SELECT request, answer, submission, made_at FROM api_idempotencykey WHERE client_id = %s AND key = %s"
KEEP = "UPDATE api_idempotencykey SET answer = %s WHERE client_id = %s AND key = %s"


@dataclass(frozen=True)
class Call:
    """A request that changes something: who sends it, under which key (blank: none), and its body as it came."""

    client: Client
    key: str
    request: HttpRequest
    raw: bytes
    now: datetime

    @property
    def digest(self) -> str:
        """What tells this request from another one under the same key."""
        return keyed_digest(f"{self.request.method} {self.request.path}\n".encode() + self.raw)

    def first(self) -> First:
        """Give the writing down of the key, to be done with what the request asks for."""
        values = {"client": self.client.pk, "key": self.key, "request": self.digest, "now": self.now}
        return First(CLAIM if self.key else "", ARRIVE, values)


@dataclass(frozen=True)
class Once:
    """A request that is known by its client and key: since when, and what was answered to it, or the digest of its application."""

    of: tuple[int, str] | None
    since: datetime
    answer: Mapping[str, Any] | None = None
    submission: str = ""

    def keep(self, answer: Mapping[str, Any]) -> None:
        """Keep the answer, in the transaction of what it tells."""
        if self.of is not None:
            with connection.cursor() as cursor:
                cursor.execute(KEEP, [json.dumps(answer), *self.of])


def key_of(request: HttpRequest) -> str:
    """Read the key of a request; nothing where there is none. Raises Problem for one that cannot be kept."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is None:
        return ""
    if not KEY.fullmatch(key):
        error = InputError(HEADER, "Een sleutel heeft 1 tot 200 zichtbare ASCII-tekens, bijvoorbeeld een UUID.")
        raise Problem(400, "De idempotentiesleutel is niet te lezen.", (error,))
    return key


def claim(call: Call) -> Once:
    """Write the key down in the running transaction, or give what is known of it. Raises Problem for another request under it."""
    if not call.key:
        return Once(None, call.now)
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {**call.first().values, "digest": ""})
        claimed = cursor.fetchone()
    return Once((call.client.pk, call.key), call.now) if claimed else known(call) or Once(None, call.now)


def known(call: Call) -> Once | None:
    """Give what is known of a request by its key; nothing where it has none or is new. Raises Problem for another one under it."""
    if not call.key:
        return None
    with connection.cursor() as cursor:
        cursor.execute(FIND, [call.client.pk, call.key])
        row = cursor.fetchone()
    if row is None:
        return None
    request, answer, submission, since = row
    if request != call.digest:
        error = InputError(HEADER, "Deze sleutel hoort bij een ander bericht. Kies voor dit bericht een nieuwe.")
        raise Problem(422, "De idempotentiesleutel is al gebruikt.", (error,))
    return Once((call.client.pk, call.key), since, json.loads(answer) if answer else None, submission)


def forget_old(on: date) -> int:
    """Remove the keys that are too old to be repeated, and give how many."""
    oldest = timezone.make_aware(datetime.combine(on - timedelta(days=settings.IDEMPOTENCY_DAYS), time()))
    return IdempotencyKey.objects.filter(made_at__lt=oldest).delete()[0]
