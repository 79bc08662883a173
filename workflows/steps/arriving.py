"""Taking an application in where the order of arrival decides: one turn to the server stores it and gives its number and its place.
The case, its events, letters and work come later, from the drain (`draining`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, cast

from django.db import IntegrityError, connection, transaction
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
from workflows.prepared import Prepared

WINDOW = Part(Window, "w")

PARAMETERS = 16
"""Of the database's `cases_arrive`, in the order of `_values`."""

PLACES = ", ".join(f"${number}" for number in range(1, PARAMETERS + 1))
ARRIVE = Prepared(f"SELECT * FROM cases_arrive({PLACES})")  # noqa: S608 - made of numbers
"""The trigger on arrivals takes the lock of the window and gives the number once all else is done."""

ARRIVE_ALONE = Prepared(f"CALL cases_arrive_alone({PLACES}, NULL, NULL, NULL)")
"""The same in a transaction of its own, which waits for the disk only when the lock of the window is free again."""

TAKES_NO_MORE = "takes no more arrivals"
"""What the trigger says of a window whose arrivals were closed."""

READY = f"""SELECT {WINDOW.columns}, (
    SELECT json_agg(json_build_array(scheme, name, value::text, from_on) ORDER BY from_on, id)::text FROM cases_datedsetting
    WHERE scheme = %(scheme)s AND approved_by_id IS NOT NULL), cases_settings_state(%(scheme)s)
FROM cases_window w WHERE w.scheme = %(scheme)s AND w.opens_at <= %(moment)s AND w.closes_at >= %(moment)s
    AND w.applicant_kinds @> %(kinds)s::jsonb ORDER BY w.id LIMIT 1"""  # noqa: S608 - made of names in the model
"""All that is read before an application is stored, in one go."""

KNOWN = """SELECT a.number, a.order_number FROM cases_submission s JOIN cases_arrival a ON a.submission_id = s.id
WHERE s.digest = %s"""


@dataclass(frozen=True)
class First:
    """What is done before an application is stored: both are done, or neither.

    `statement` is asked with `values` and the `digest` under which the application is stored, and gives one row, or nothing is
    stored; blank: nothing comes first. `procedure` does the same and then what `cases_arrive_alone` does, in one turn to the server;
    its parameters are `values` in their order, those of `cases_arrive`, and three that it gives: the first is unknown where what
    comes first could not be done.
    """

    statement: str
    procedure: Prepared
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
    ready = Ready(window, tuple(approved), next(columns))
    _newest[:] = [ready]
    return ready


def arrive(
    incoming: Incoming, ready: Ready, *, by: Actor | None, channel: Channel, first: First | None = None
) -> Arrived:
    """Store an application with its place in the order. The same submission twice is one arrival.

    Once this returns the application can no longer be lost, and nobody who is stored later comes before it. Raises
    InvalidInput where no more arrivals are taken in this window, NotFirst where `first` gave no row.
    """
    if by is not None:
        permit(by, "submit", on=incoming.received_on, scheme=incoming.scheme.code)
    arrived = _store(incoming, ready, by, channel, first)
    if arrived is None and (fresh := _read_again(incoming)) is not None:
        arrived = _store(incoming, fresh, by, channel, first)
    if arrived is None:
        raise NotFirst
    return arrived


def _store(incoming: Incoming, ready: Ready, by: Actor | None, channel: Channel, first: First | None) -> Arrived | None:
    """Store it, or give what is known of it; nothing where it is new and window or settings changed meanwhile."""
    digest = incoming.digest_in(ready.window.code)
    try:
        is_still, number, place = _asked(first, digest, _values(incoming, ready, by, channel))
    except IntegrityError as error:
        if TAKES_NO_MORE in str(error):
            raise _closed(ready.window) from error
        raise
    if is_still is None:
        raise NotFirst
    return Arrived(number, place, True) if number else known_as(digest)


def _asked(first: First | None, digest: str, values: Sequence[Any]) -> tuple[Any, ...]:
    """Ask the database to store it; inside a transaction this then waits for the disk under the lock of the window."""
    if not connection.in_atomic_block:
        return first.procedure.row([*first.values.values(), *values]) if first else ARRIVE_ALONE.row(values)
    if first is None:
        return ARRIVE.row(values)
    with transaction.atomic():
        do_first(first, digest)
        row = ARRIVE.row(values)
        transaction.set_rollback(not row[0])
    return row


def _values(incoming: Incoming, ready: Ready, by: Actor | None, channel: Channel) -> list[Any]:
    """Give the parameters of `cases_arrive`, in their order."""
    window, values = ready.window, values_with(ready.settings, incoming.scheme.code, incoming.received_on)
    findings = incoming.scheme.completeness(incoming.application, values, {"documents": incoming.document_kinds})
    return [
        window.pk,
        window.opens_at,
        window.closes_at,
        window.scheme,
        ready.state,
        incoming.digest_in(window.code),
        incoming.body,
        channel,
        incoming.received_at,
        timezone.now(),
        f"{incoming.scheme.number_prefix}-{incoming.received_on.year}-",
        str(by or ""),
        json.dumps(_described(incoming), ensure_ascii=False),
        [document.content for document in incoming.documents],
        to_cents(incoming.scheme.calculate(incoming.application, values).amount),
        all(finding.outcome is not Outcome.NOT_MET for finding in findings),
    ]


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
    if first is None or not first.statement:
        return
    with connection.cursor() as cursor:
        cursor.execute(first.statement, {**first.values, "digest": digest})
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
