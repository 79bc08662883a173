"""Order of arrival: by the day on which an application was complete; the day that overshoots the ceiling may need a lot. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from cases.amounts import ZERO


@dataclass(frozen=True)
class Arrival:
    """A complete application: the moment of its last needed piece, its day, and the amount in euro that it asks for.

    `key` settles a tie of moments: the order in which the applications were stored.
    """

    key: int
    number: str
    completed_on: date
    completed_at: datetime
    amount: Decimal


@dataclass(frozen=True)
class Arrivals:
    """What can be placed now, in order, and the day that must first be drawn by lot (None: no such day)."""

    placed: tuple[Arrival, ...]
    overshoot: tuple[Arrival, ...]

    @property
    def overshoot_on(self) -> date | None:
        """The day on which more was asked than was left."""
        return self.overshoot[0].completed_on if self.overshoot else None


def in_order(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Order by day of completeness, then by moment, then as stored: never by the day of an incomplete application."""
    return sorted(arrivals, key=lambda one: (one.completed_on, one.completed_at, one.key))


def by_day(arrivals: Iterable[Arrival]) -> Iterator[tuple[date, tuple[Arrival, ...]]]:
    """Give the arrivals of each day, days and arrivals in order."""
    for day, group in groupby(in_order(arrivals), key=lambda one: one.completed_on):
        yield day, tuple(group)


def arrange(arrivals: Sequence[Arrival], room: Decimal, *, overshoot_day_by_lot: bool) -> Arrivals:
    """Place whole days as long as they fit; at the day of overshoot stop for a lot, or go on where the scheme wants none.

    A room of nothing or less means that the ceiling was reached on an earlier day: nobody is drawn any more.
    """
    placed: list[Arrival] = []
    for _, today in by_day(arrivals):
        asked = sum((one.amount for one in today), ZERO)
        if overshoot_day_by_lot and 0 < room < asked and len(today) > 1:
            return Arrivals(tuple(placed), today)
        placed.extend(today)
        room -= asked
    return Arrivals(tuple(placed), ())
