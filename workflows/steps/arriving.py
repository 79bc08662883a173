"""Taking an application in where the order of arrival decides: one statement stores it and gives its number and its place.
The case, its events, letters and work come later, from the drain (`draining`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError, connection
from django.utils import timezone

from audit.trail import Channel
from cases.amounts import to_cents
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.documents.store import keep
from cases.intake import Incoming
from cases.models import Arrival, Case, Window
from cases.schemes.base import Outcome
from cases.schemes.reading import InputError, InvalidInput
from cases.schemes.registry import scheme
from cases.windows.method import ARRIVAL

ARRIVE = """WITH stored AS (
    INSERT INTO cases_submission (kind, scheme, digest, body, channel, received_at, stored_at)
    VALUES ('application', %(scheme)s, %(digest)s, %(body)s, %(channel)s, %(received_at)s, %(now)s)
    ON CONFLICT (digest) DO NOTHING RETURNING id
), keyed AS (
    SELECT id, nextval(pg_get_serial_sequence('cases_case', 'id')) AS key FROM stored
)
INSERT INTO cases_arrival (window_id, submission_id, case_key, number, sender, documents, requested_cents, is_complete,
    outcome, problem)
SELECT %(window)s, id, key, %(prefix)s || lpad(key::text, GREATEST(6, length(key::text)), '0'), %(sender)s,
    %(documents)s::jsonb, %(requested)s, %(is_complete)s, '', ''
FROM keyed RETURNING number, order_number"""
"""The trigger on arrivals takes the lock of the window and gives the number once all else is done."""

TAKES_NO_MORE = "takes no more arrivals"
"""What the trigger says of a window whose arrivals were closed."""

KNOWN = """SELECT a.number, a.order_number FROM cases_submission s JOIN cases_arrival a ON a.submission_id = s.id
WHERE s.digest = %s"""


class Arrived(NamedTuple):
    """The number of an application, its place in the order (None while it is not complete), and whether it is new."""

    number: str
    place: int | None
    is_new: bool


def decides_by_arrival(window: Window) -> bool:
    """Say whether the applications of a window are stored at once and decided by a drain, in the order of their arrival."""
    return window.method == ARRIVAL and scheme(window.scheme).machine is not None


def arrive(incoming: Incoming, window: Window, *, by: Actor | None, channel: Channel) -> Arrived:
    """Store an application with its place in the order. The same submission twice is one arrival.

    Once this returns the application can no longer be lost, and nobody who is stored later comes before it. Raises
    InvalidInput where no more arrivals are taken in this window.
    """
    if by is not None:
        permit(by, "submit", on=incoming.received_on, scheme=window.scheme)
    digests = [keep(document.content) for document in incoming.documents]
    try:
        with connection.cursor() as cursor:
            cursor.execute(ARRIVE, _columns(incoming, window, digests, by, channel))
            row = cursor.fetchone()
    except IntegrityError as error:
        if TAKES_NO_MORE in str(error):
            raise _closed(window) from error
        raise
    return Arrived(row[0], row[1], True) if row else _known(incoming)


def _columns(
    incoming: Incoming, window: Window, digests: Sequence[str], by: Actor | None, channel: Channel
) -> dict[str, Any]:
    values = values_for(window.scheme, incoming.received_on)
    findings = incoming.scheme.completeness(incoming.application, values, {"documents": incoming.document_kinds})
    return {
        "scheme": window.scheme,
        "digest": incoming.digest,
        "body": incoming.body,
        "channel": channel,
        "received_at": incoming.received_at,
        "now": timezone.now(),
        "window": window.pk,
        "prefix": f"{incoming.scheme.number_prefix}-{incoming.received_on.year}-",
        "sender": str(by or ""),
        "documents": json.dumps(_kept(incoming, digests), ensure_ascii=False),
        "requested": to_cents(incoming.scheme.calculate(incoming.application, values).amount),
        "is_complete": all(finding.outcome is not Outcome.NOT_MET for finding in findings),
    }


def _kept(incoming: Incoming, digests: Sequence[str]) -> list[dict[str, str | int]]:
    return [
        {
            "kind": document.kind,
            "name": document.name,
            "media_type": document.media_type,
            "digest": digest,
            "size": len(document.content),
        }
        for document, digest in zip(incoming.documents, digests, strict=True)
    ]


def _known(incoming: Incoming) -> Arrived:
    """Give what the same submission was told before; it may have become a case by another road."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [incoming.digest])
        row = cursor.fetchone()
    number, place = row or (Case.objects.get(application__digest=incoming.digest).number, None)
    return Arrived(number, place, False)


def _closed(window: Window) -> InvalidInput:
    message = f"Het aanvraagtijdvak {window.label} is gesloten; er worden geen aanvragen meer aangenomen."
    return InvalidInput((InputError("received_at", message),))


def take_number(case: Case) -> None:
    """Give an application that became complete its place in the order: now, and as the last thing of the transaction."""
    if case.window is not None and decides_by_arrival(case.window):
        Arrival.objects.filter(case=case, is_complete=False).update(is_complete=True, outcome="", handled_at=None)
