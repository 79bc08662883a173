"""The calendar that places are counted in: weeks from Monday to Sunday, months, and how much of them lies in a period.
Which of them count is a rule; no law and no number of the law here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

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

    def weeks(self) -> range:
        """Give the numbers, from the first Monday of the calendar, of all weeks that the period touches."""
        if self.is_empty:
            return range(0)
        return range(_week_of(self.first_on), _week_of(self.last_on) + 1)

    def months(self) -> int:
        """Count the calendar months of which at least one day lies in the period."""
        if self.is_empty:
            return 0
        years, months = self.last_on.year - self.first_on.year, self.last_on.month - self.first_on.month
        return years * MONTHS + months + 1


def _week_of(day: date) -> int:
    return (day.toordinal() - 1) // DAYS


def weeks_in(periods: Iterable[Period]) -> int:
    """Count the weeks that at least one of the periods touches."""
    count, counted_until = 0, 0
    for weeks in sorted((period.weeks() for period in periods if not period.is_empty), key=lambda each: each.start):
        count += max(weeks.stop - max(weeks.start, counted_until), 0)
        counted_until = max(counted_until, weeks.stop)
    return count


@lru_cache(maxsize=64)
def study_period(first: tuple[int, int, int], last: tuple[int, int, int], ends_in: int) -> Period:
    """Give a study year from its days as (years from the year in which it ends, month, day)."""
    return Period(_day(first, ends_in), _day(last, ends_in))


def _day(told: tuple[int, int, int], ends_in: int) -> date:
    years, month, day = told
    return date(ends_in + years, month, day)
