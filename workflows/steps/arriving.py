"""Taking an application in where the order of arrival decides: one statement stores it and gives its number and its place.
The case, its events, letters and work come later, from the drain (`draining`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

from django.db import IntegrityError, connection
from django.utils import timezone

from audit.trail import Channel
from cases.amounts import to_cents
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import Setting, values_with
from cases.documents.store import digest_of
from cases.intake import Incoming
from cases.models import Arrival, Case, Window
from cases.models.fixed import Part
from cases.schemes.base import Outcome
from cases.schemes.reading import InputError, InvalidInput
from cases.schemes.registry import scheme
from cases.windows.method import ARRIVAL

WINDOW = Part(Window, "w")

STATE = """(SELECT COUNT(*) || ' ' || COALESCE(SUM(id), 0) FROM cases_datedsetting
    WHERE scheme = %(scheme)s::text AND approved_by_id IS NOT NULL)"""
"""Changes with every setting that is approved."""

STILL = f"""EXISTS (SELECT FROM cases_window WHERE id = %(window)s AND opens_at = %(opens_at)s AND closes_at = %(closes_at)s)
    AND {STATE} = %(state)s"""
"""Window and settings are what they were when they were read."""

ARRIVE = """WITH first AS ({first}), stored AS (
    INSERT INTO cases_submission (kind, scheme, digest, body, channel, received_at, stored_at)
    SELECT 'application', %(scheme)s::text, %(digest)s, %(body)s, %(channel)s, %(received_at)s, %(now)s FROM first
    WHERE true ON CONFLICT (digest) DO NOTHING RETURNING id
), enclosed AS (
    INSERT INTO cases_enclosure (submission_id, place, content)
    SELECT id, place, content FROM stored, unnest(%(contents)b::bytea[]) WITH ORDINALITY AS each (content, place) RETURNING place
), keyed AS (
    SELECT id, nextval('cases_case_id_seq') AS key FROM stored WHERE (SELECT COUNT(*) FROM enclosed) >= 0
), commit AS (
    SELECT set_config('synchronous_commit',
        CASE WHEN %(is_flushed_later)s THEN 'off' ELSE current_setting('synchronous_commit') END, true) AS mode
)
INSERT INTO cases_arrival (window_id, submission_id, case_key, number, sender, documents, requested_cents, is_complete,
    outcome, problem)
SELECT %(window)s, id, key, %(prefix)s || lpad(key::text, GREATEST(6, length(key::text)), '0'), %(sender)s,
    %(documents)s::jsonb, %(requested)s, %(is_complete)s, '', ''
FROM keyed, commit WHERE mode <> '' RETURNING number, order_number"""
"""The trigger on arrivals takes the lock of the window and gives the number once all else is done."""

FLUSH = "SELECT pg_logical_emit_message(true, 'arrival', '')"
"""The lock of the window must not be held while the disk writes, or each application would wait for the write of the one before.
So the application is committed without waiting, and this commit after it waits for all that was written: many at a time."""

TAKES_NO_MORE = "takes no more arrivals"
"""What the trigger says of a window whose arrivals were closed."""

NOTHING_FIRST = "SELECT 1 WHERE {when}"

READY = f"""SELECT {WINDOW.columns}, (
    SELECT json_agg(json_build_array(scheme, name, value::text, from_on) ORDER BY from_on, id)::text FROM cases_datedsetting
    WHERE scheme = %(scheme)s AND approved_by_id IS NOT NULL), {STATE}
FROM cases_window w WHERE w.scheme = %(scheme)s AND w.opens_at <= %(moment)s AND w.closes_at >= %(moment)s
    AND w.applicant_kinds @> %(kinds)s::jsonb ORDER BY w.id LIMIT 1"""  # noqa: S608 - made of names in the model
"""All that is read before an application is stored, in one go."""

KNOWN = """SELECT a.number, a.order_number FROM cases_submission s JOIN cases_arrival a ON a.submission_id = s.id
WHERE s.digest = %s"""


@dataclass(frozen=True)
class First:
    """What is done in the same statement, before an application is stored: it gives one row, or nothing is stored.

    The statement does nothing unless the condition holds that is put in the place of `{when}`; beside `values` it is given
    `digest`, under which the application is stored.
    """

    statement: str
    values: Mapping[str, Any]


class NotFirst(Exception):
    """What was to be done first gave no row, so that nothing was stored."""


class Ready(NamedTuple):
    """The window that is open for an application, and the settings of its scheme with what tells them from others."""

    window: Window
    settings: tuple[Setting, ...]
    state: str

    def fits(self, incoming: Incoming) -> bool:
        """Say whether the window is the one for this application."""
        window = self.window
        return (
            window.scheme == incoming.scheme.code
            and incoming.application.applicant_kind in window.applicant_kinds
            and window.opens_at <= incoming.received_at <= window.closes_at
        )


_newest: list[Ready] = []
"""What was read last by this process. In the rush of an opening window each turn to the server counts, and the statement that
stores an application sees for itself whether this still holds."""


class Arrived(NamedTuple):
    """The number of an application, its place in the order (None while it is not complete), and whether it is new."""

    number: str
    place: int | None
    is_new: bool


def decides_by_arrival(window: Window) -> bool:
    """Say whether the applications of a window are stored at once and decided by a drain, in the order of their arrival."""
    return window.method == ARRIVAL and scheme(window.scheme).machine is not None


def ready_for(incoming: Incoming) -> Ready | None:
    """Give what must be known before an application is stored; nothing where no window is open at the moment of receipt."""
    return next((ready for ready in _newest if ready.fits(incoming)), None) or _read_again(incoming)


def _read_again(incoming: Incoming) -> Ready | None:
    asked: dict[str, Any] = {
        "scheme": incoming.scheme.code,
        "moment": incoming.received_at,
        "kinds": json.dumps(incoming.application.applicant_kind),
    }
    with connection.cursor() as cursor:
        cursor.execute(READY, asked)
        row = cursor.fetchone()
    if row is None:
        return None
    columns = iter(row)
    window, settings = cast(Window, WINDOW.made(columns)), json.loads(next(columns) or "[]")
    approved = (Setting(code, name, value, date.fromisoformat(day)) for code, name, value, day in settings)
    _newest[:] = [Ready(window, tuple(approved), next(columns))]
    return _newest[0]


def arrive(
    incoming: Incoming, ready: Ready, *, by: Actor | None, channel: Channel, first: First | None = None
) -> Arrived:
    """Store an application with its place in the order. The same submission twice is one arrival.

    Once this returns the application can no longer be lost, and nobody who is stored later comes before it. Raises
    InvalidInput where no more arrivals are taken in this window, NotFirst where `first` gave no row.
    """
    if by is not None:
        permit(by, "submit", on=incoming.received_on, scheme=incoming.scheme.code)
    arrived = _store(incoming, ready, by, channel, first) or known_as(incoming.digest_in(ready.window.code))
    if arrived is None and (fresh := _read_again(incoming)) is not None:
        arrived = _store(incoming, fresh, by, channel, first)
    if arrived is None:
        raise NotFirst
    return arrived


def _store(incoming: Incoming, ready: Ready, by: Actor | None, channel: Channel, first: First | None) -> Arrived | None:
    is_flushed_later = not connection.in_atomic_block
    columns = _columns(incoming, ready, by, channel) | dict(first.values if first else {})
    try:
        with connection.cursor() as cursor:
            statement = _statement(first.statement if first else NOTHING_FIRST)
            cursor.execute(statement, {**columns, "is_flushed_later": is_flushed_later})
            row = cursor.fetchone()
            if is_flushed_later:
                cursor.execute(FLUSH)
    except IntegrityError as error:
        if TAKES_NO_MORE in str(error):
            raise _closed(ready.window) from error
        raise
    return Arrived(row[0], row[1], True) if row else None


@cache
def _statement(first: str) -> str:
    return ARRIVE.format(first=first.format(when=STILL))


def _columns(incoming: Incoming, ready: Ready, by: Actor | None, channel: Channel) -> dict[str, Any]:
    window, values = ready.window, values_with(ready.settings, incoming.scheme.code, incoming.received_on)
    findings = incoming.scheme.completeness(incoming.application, values, {"documents": incoming.document_kinds})
    return {
        "scheme": window.scheme,
        "digest": incoming.digest_in(window.code),
        "body": incoming.body,
        "channel": channel,
        "received_at": incoming.received_at,
        "now": timezone.now(),
        "window": window.pk,
        "opens_at": window.opens_at,
        "closes_at": window.closes_at,
        "state": ready.state,
        "prefix": f"{incoming.scheme.number_prefix}-{incoming.received_on.year}-",
        "sender": str(by or ""),
        "documents": json.dumps(_described(incoming), ensure_ascii=False),
        "contents": [document.content for document in incoming.documents],
        "requested": to_cents(incoming.scheme.calculate(incoming.application, values).amount),
        "is_complete": all(finding.outcome is not Outcome.NOT_MET for finding in findings),
    }


def _described(incoming: Incoming) -> list[dict[str, str | int]]:
    return [
        {
            "kind": document.kind,
            "name": document.name,
            "media_type": document.media_type,
            "digest": digest_of(document.content),
            "size": len(document.content),
        }
        for document in incoming.documents
    ]


def do_first(first: First | None, digest: str) -> None:
    """Do what comes first in a statement of its own, in the running transaction. Raises NotFirst where it gave no row."""
    if first is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(first.statement.format(when="true"), {**first.values, "digest": digest})
        if cursor.fetchone() is None:
            raise NotFirst


def known_as(digest: str) -> Arrived | None:
    """Give what a submission was told before; it may have become a case by another road. Nothing for one that never came."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [digest])
        row = cursor.fetchone()
    if row is None:
        number = Case.objects.filter(application__digest=digest).values_list("number", flat=True).first()
        row = (number, None) if number else None
    return Arrived(row[0], row[1], False) if row else None


def _closed(window: Window) -> InvalidInput:
    message = f"Het aanvraagtijdvak {window.label} is gesloten; er worden geen aanvragen meer aangenomen."
    return InvalidInput((InputError("received_at", message),))


def take_number(case: Case) -> None:
    """Give an application that became complete its place in the order: now, and as the last thing of the transaction."""
    if case.window is not None and decides_by_arrival(case.window):
        Arrival.objects.filter(case=case, is_complete=False).update(is_complete=True, outcome="", handled_at=None)
