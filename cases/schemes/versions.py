"""The rule versions of a scheme in time, found from the name that it gives to each day.
What a version says stands in the scheme's own folder."""

from __future__ import annotations

from datetime import date

from cases.schemes.base import Scheme


def begins_on(scheme: Scheme) -> date:
    """Give the first day of the scheme: that of its oldest value."""
    return min(day for dated in scheme.values.values() for day in dated.from_on)


def first_days(scheme: Scheme) -> dict[str, date]:
    """Give the first day of every version by its name, oldest first. A version that has ended does not come back."""
    first, last = begins_on(scheme), date.max
    return {scheme.version_on(first): first} | {scheme.version_on(day): day for day in _changes(scheme, first, last)}


def _changes(scheme: Scheme, first: date, last: date) -> list[date]:
    """Give each day in (first, last] with another version than the day before, by halving the time between."""
    if scheme.version_on(first) == scheme.version_on(last):
        return []
    if (last - first).days == 1:
        return [last]
    middle = first + (last - first) // 2
    return _changes(scheme, first, middle) + _changes(scheme, middle, last)
