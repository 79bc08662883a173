"""Claims on the money of a window. The trigger on reservation rows moves the counter; the database refuses a cent too many."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cases.amounts import from_cents, to_cents, written
from cases.authority.permit import Refused
from cases.models import Case, Counter, Reservation, Window
from cases.schemes.claims import CEILING

__all__ = ["CEILING", "CeilingReached", "claim", "locked_counter", "room"]


class CeilingReached(Refused):
    """The claim does not fit under the ceiling (Awb 4:25 lid 2)."""


def locked_counter(window: Window, bucket: str = CEILING) -> Counter:
    """Lock a counter for the length of the transaction; taken after the case, before party and streams."""
    return Counter.objects.select_for_update().get(window=window, bucket=bucket)


def room(counter: Counter) -> Decimal:
    """Give what is left in euro."""
    return from_cents(counter.limit_cents - counter.taken_cents)


def claim(case: Case, counter: Counter, amount: Decimal, *, on: date, reason: str) -> None:
    """Take money (or, negative, give it back) for a case from a locked counter. Raises CeilingReached."""
    if amount == 0:
        return
    if amount > room(counter):
        raise CeilingReached(f"Er is nog {written(room(counter))} onder het plafond; {written(amount)} past niet.")
    Reservation.objects.create(counter=counter, case=case, amount_cents=to_cents(amount), on=on, reason=reason)
    counter.taken_cents += to_cents(amount)
