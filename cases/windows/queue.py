"""The queue of a window as it lies in the database: who stands on the list, who has a number, who waits for a turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Max, Sum
from django.db.models.functions import Coalesce

from cases.amounts import ZERO, from_cents
from cases.models import Case, Position, Status, Window
from cases.windows.arrival import Arrival
from cases.windows.lot import Entry
from cases.windows.reach import Turn, guaranteed

OPEN = [Status.SUBMITTED, Status.SUPPLEMENT_REQUESTED]
ADD_PLACES = """
    INSERT INTO cases_position (window_id, number, case_id, key, was_complete)
    SELECT %s, * FROM unnest(%s::int[], %s::bigint[], %s::text[], %s::bool[])
"""


@dataclass(frozen=True)
class Waiting:
    """A case with a number that is not taken up yet. `is_reserved`: it has its place already and only comes back in turn."""

    case_pk: int
    turn: Turn
    is_reserved: bool


@dataclass(frozen=True)
class Place:
    """A number to be given: to which case, by which key, and whether it was complete when the list was frozen."""

    case_pk: int
    key: str
    was_complete: bool


def entries(window: Window) -> list[Entry]:
    """Give every open application of a window as it stands on the list."""
    rows = Case.objects.filter(window=window, status__in=OPEN).order_by("number")
    return [
        Entry(number, status == Status.SUBMITTED and complete_on is not None, from_cents(cents))
        for number, status, complete_on, cents in rows.values_list("number", "status", "complete_on", "requested_cents")
    ]


def standing(window: Window) -> dict[str, tuple[int, bool]]:
    """Give the key of every case of a window by number, whatever became of it, and whether it is still open."""
    rows = Case.objects.filter(window=window).values_list("number", "pk", "status")
    return {number: (pk, status in OPEN) for number, pk, status in rows}


def unplaced(window: Window, *, before: date) -> list[Arrival]:
    """Give the complete applications without a number that were completed before a day; a day counts when it is over."""
    rows = (
        Case.objects.filter(window=window, status=Status.SUBMITTED, complete_on__lt=before, position=None)
        .annotate(last_piece=Max("submissions__received_at"))
        .values_list("pk", "number", "complete_on", "last_piece", "application__received_at", "requested_cents")
    )
    return [
        Arrival(pk, number, day, max(piece or came, came), from_cents(cents))
        for pk, number, day, piece, came, cents in rows
        if day is not None
    ]


def waiting(window: Window) -> list[Waiting]:
    """Give the numbered complete cases that are not taken up yet, in order. Who left the queue is passed over."""
    rows = (
        Position.objects.filter(window=window, case__status=Status.SUBMITTED)
        .annotate(reserved=Coalesce(Sum("case__reservations__amount_cents"), 0))
        .order_by("number")
        .values_list("case_id", "number", "case__requested_cents", "reserved")
    )
    return [Waiting(pk, Turn(number, from_cents(cents)), reserved > 0) for pk, number, cents, reserved in rows]


def waiting_amount(window: Window) -> Decimal:
    """Give what the numbers that wait without a place need together, in euro."""
    return sum((one.turn.amount for one in waiting(window) if not one.is_reserved), ZERO)


def guaranteed_numbers(window: Window, ceiling: Decimal) -> int:
    """Give up to which number the order is certain to be handled under a ceiling in euro, whatever is decided before it."""
    rows = Position.objects.filter(window=window).order_by("number").values_list("number", "case__requested_cents")
    return guaranteed((Turn(number, from_cents(cents)) for number, cents in rows), ceiling)


def last_number(window: Window) -> int:
    """Give the highest number given so far; 0 where there is none."""
    return Position.objects.filter(window=window).aggregate(last=Coalesce(Max("number"), 0))["last"]


def add_places(window: Window, places: Sequence[Place]) -> tuple[int, int]:
    """Give the next numbers of a locked window, in the order of `places`; says the first and the last number."""
    first = last_number(window) + 1
    numbers = range(first, first + len(places))
    columns = zip(*((place.case_pk, place.key, place.was_complete) for place in places), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(ADD_PLACES, [window.pk, list(numbers), *map(list, columns)])
    return first, first + len(places) - 1
