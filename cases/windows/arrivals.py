"""The arrivals of a window as they lie in the database: who waits, in which order, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.models import Arrival, Case, Window

OPENED = """UPDATE cases_arrival SET case_id = case_key WHERE id = ANY(%s)"""
HANDLED = """UPDATE cases_arrival SET outcome = done.outcome, handled_at = %(now)s
FROM unnest(%(arrivals)s::bigint[], %(outcomes)s::text[]) AS done (arrival_id, outcome)
WHERE cases_arrival.id = done.arrival_id"""
NAMED = """SELECT a.number, a.order_number, COALESCE(k.status, '') FROM cases_arrival a
LEFT JOIN cases_case k ON k.id = a.case_id WHERE a.number = %s"""


@dataclass(frozen=True)
class Standing:
    """How an arrival stands: its place (None while something is missing) and the status of its case ("": not made yet)."""

    number: str
    place: int | None
    status: str


def waiting_arrivals(window: Window | int, most: int) -> list[Arrival]:
    """Give the first arrivals that wait, in their order; those without a place, which need a person, come last."""
    return list(
        _waiting(window).select_related("submission").order_by(F("order_number").asc(nulls_last=True), "pk")[:most]
    )


def still_waiting(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Give those arrivals that nobody handled meanwhile, as they are now and in their order."""
    rows = Arrival.objects.filter(pk__in=[one.pk for one in arrivals], handled_at=None, problem="")
    return list(rows.select_related("submission").order_by(F("order_number").asc(nulls_last=True), "pk"))


def count_waiting(window: Window | int) -> int:
    """Say how many arrivals wait."""
    return _waiting(window).count()


def _waiting(window: Window | int) -> QuerySet[Arrival]:
    return Arrival.objects.filter(window=window, handled_at=None, problem="")


def windows_waiting() -> list[int]:
    """Give the keys of the windows with arrivals that wait."""
    rows = Arrival.objects.filter(handled_at=None, problem="").order_by("window").values_list("window", flat=True)
    return list(rows.distinct())


def mark_opened(arrivals: Sequence[Arrival]) -> None:
    """Write down that the cases of arrivals were made."""
    with connection.cursor() as cursor:
        cursor.execute(OPENED, [[one.pk for one in arrivals]])
    for one in arrivals:
        one.case_id = one.case_key


def mark_handled(outcomes: Sequence[tuple[Arrival, str]]) -> None:
    """Write down what became of arrivals."""
    asked: dict[str, Any] = {
        "now": timezone.now(),
        "arrivals": [one.pk for one, _ in outcomes],
        "outcomes": [outcome for _, outcome in outcomes],
    }
    with connection.cursor() as cursor:
        cursor.execute(HANDLED, asked)


def held_back(window: Window) -> int:
    """Give the cents that are kept for arrivals that could not be opened, until somebody has looked."""
    rows = Arrival.objects.filter(window=window, case=None, is_complete=True).exclude(problem="")
    return int(rows.aggregate(total=Coalesce(Sum("requested_cents"), 0))["total"])


def troubled(window: Window) -> list[Arrival]:
    """Give the arrivals that could not be opened."""
    return list(Arrival.objects.filter(window=window).exclude(problem="").order_by("order_number", "pk"))


def standing_of(number: str) -> Standing | None:
    """Say how an arrival stands; nothing for an application that came by another road."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [number])
        row = cursor.fetchone()
    return Standing(*row) if row else None


def arrived(case: Case) -> Arrival | None:
    """Give the arrival of a case; nothing where the order of arrival did not decide."""
    return Arrival.objects.filter(case=case).first()
