"""Claims on the money of a window. The trigger on reservation rows moves the counter; the database refuses a cent too many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, cast

from django.db import connection

from cases.amounts import from_cents, to_cents, written
from cases.authority.permit import Refused
from cases.models import Case, Counter, Reservation, Window
from cases.models.fixed import Part
from cases.schemes.claims import CEILING, Claim

__all__ = [
    "CEILING", "CeilingReached", "Held", "adjust", "claim", "give_back", "held_by", "locked_counter", "locked_for", "reserve", "room",
]  # fmt: skip


COUNTER = Part(Counter, "c")
HELD = f"""SELECT {COUNTER.columns}, held.number FROM cases_counter c JOIN (
    SELECT counter_id, SUM(amount_cents) AS number FROM cases_reservation WHERE case_id = %s
    GROUP BY counter_id HAVING SUM(amount_cents) > 0
) held ON held.counter_id = c.id ORDER BY c.id FOR UPDATE OF c"""  # noqa: S608 - made of names in the model


class CeilingReached(Refused):
    """The claim does not fit under the ceiling (Awb 4:25 lid 2)."""


class Held(NamedTuple):
    """What a case holds of one counter: cents, or places."""

    counter: Counter
    number: int


def locked_counter(window: Window, bucket: str = CEILING) -> Counter:
    """Lock a counter for the length of the transaction; taken after the case, before party and streams."""
    return Counter.objects.select_for_update().get(window=window, bucket=bucket)


def locked_for(window: Window, claims: Sequence[Claim]) -> dict[str, Counter]:
    """Lock the counters that these claims may take from, in the order of their keys; those that count places are made on demand."""
    places = {claim.bucket: claim.most for claim in claims if claim.units}
    known = set(Counter.objects.filter(window=window, bucket__in=places).values_list("bucket", flat=True))
    Counter.objects.bulk_create(
        (
            Counter(
                window=window, bucket=bucket, in_units=True, limit_cents=Counter.UNLIMITED if most is None else most
            )
            for bucket, most in sorted(places.items())
            if bucket not in known
        ),
        ignore_conflicts=True,
    )
    buckets = {bucket for claim in claims for bucket in (claim.bucket, claim.otherwise)} | {CEILING}
    found = Counter.objects.select_for_update().filter(window=window, bucket__in=buckets).order_by("pk")
    return {counter.bucket: counter for counter in found}


def room(counter: Counter) -> Decimal:
    """Give what is left in euro."""
    return from_cents(counter.limit_cents - counter.taken_cents)


def claim(case: Case, counter: Counter, amount: Decimal, *, on: date, reason: str) -> None:
    """Take money (or, negative, give it back) for a case from a locked counter. Raises CeilingReached."""
    if amount == 0:
        return
    if amount > room(counter):
        raise CeilingReached(f"Er is nog {written(room(counter))} onder het plafond; {written(amount)} past niet.")
    reserve([(case, counter, to_cents(amount))], on=on, reason=reason)
    counter.taken_cents += to_cents(amount)


def reserve(rows: Iterable[tuple[Case, Counter, int]], *, on: date, reason: str) -> None:
    """Write what cases take from locked counters (cents or places; negative: give back) in one statement."""
    Reservation.objects.bulk_create(
        Reservation(counter=counter, case=case, amount_cents=count, on=on, reason=reason)
        for case, counter, count in rows
        if count
    )


def held_by(case: Case) -> list[Held]:
    """Lock the counters of which a case holds something, in the order of their keys, and say how much."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [case.pk])
        rows = [iter(row) for row in cursor.fetchall()]
    return [Held(cast(Counter, COUNTER.made(row)), int(next(row))) for row in rows]


def give_back(case: Case, amount: Decimal, *, on: date, reason: str, with_places: bool = False) -> None:
    """Give money back to every counter that it was taken from; with_places: the places that the case holds come free as well."""
    if amount == 0 and not with_places:
        return
    rows = [
        (case, counter, -(count if counter.in_units else min(count, to_cents(amount))))
        for counter, count in held_by(case)
        if with_places or not counter.in_units
    ]
    reserve(rows, on=on, reason=reason)


def adjust(case: Case, window: Window, difference: Decimal, *, on: date, reason: str) -> None:
    """Take so much more, or give so much back, from every counter of money that a case holds of. Raises CeilingReached."""
    if difference <= 0:
        give_back(case, -difference, on=on, reason=reason)
        return
    counters = [counter for counter, _ in held_by(case) if not counter.in_units] or [locked_counter(window)]
    for counter in counters:
        claim(case, counter, difference, on=on, reason=reason)
