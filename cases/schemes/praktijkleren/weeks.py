"""The calendar that places are counted in: weeks from Monday to Sunday, months, and how much of them lies in a period.
Which of them count is a rule; no law and no number of the law here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 7
MONTHS = 12


@dataclass(frozen=True)
class Period:
    """From the first up to and including the last day; it is empty where the last lies before the first."""

    first_on: date
    last_on: date

    @property
    def is_empty(self) -> bool:
        """Say whether no day lies in it."""
        return self.last_on < self.first_on

    @property
    def day_after(self) -> date:
        """The first day after it."""
        return self.last_on + timedelta(days=1)

    def within(self, other: Period) -> Period:
        """Give the part that lies in another period too."""
        return Period(max(self.first_on, other.first_on), min(self.last_on, other.last_on))

    def weeks(self) -> frozenset[date]:
        """Give the Mondays of all weeks of which at least one day lies in the period."""
        monday = self.first_on - timedelta(days=self.first_on.weekday())
        count = 0 if self.is_empty else (self.last_on - monday).days // DAYS + 1
        return frozenset(monday + timedelta(weeks=week) for week in range(count))

    def months(self) -> int:
        """Count the calendar months of which at least one day lies in the period."""
        if self.is_empty:
            return 0
        years, months = self.last_on.year - self.first_on.year, self.last_on.month - self.first_on.month
        return years * MONTHS + months + 1


def weeks_in(periods: Iterable[Period]) -> frozenset[date]:
    """Give the weeks that at least one of the periods touches."""
    return frozenset().union(*(period.weeks() for period in periods))


def study_period(first: tuple[int, int, int], last: tuple[int, int, int], ends_in: int) -> Period:
    """Give a study year from its days as (years from the year in which it ends, month, day)."""
    return Period(_day(first, ends_in), _day(last, ends_in))


def _day(told: tuple[int, int, int], ends_in: int) -> date:
    years, month, day = told
    return date(ends_in + years, month, day)
