"""How much of a place was realised: weeks by 40 or 42, months by 12 and hours by 36 (article 1 under c and d; 30 for 2014).
Shares are exact fractions, so that nothing is rounded before the amount. Limits over years stand in `limits`."""

from __future__ import annotations

from fractions import Fraction

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.praktijkleren.rules.findings import checked, found_in_part
from cases.schemes.praktijkleren.rules.higher import research
from cases.schemes.praktijkleren.rules.place import Place
from cases.schemes.praktijkleren.weeks import Period, weeks_in
from cases.schemes.stating import found


def claimed_weeks(place: Place, values: Values) -> int:
    """Give the weeks that are asked for, never more than a full place: what is above is cut without a word (article 1c)."""
    return min(place.line.weeks, place.norm(values))


def possible_weeks(place: Place, values: Values) -> int:
    """Give how many weeks, whole or in part, lie between the days of the agreement and in the study year."""
    return len(place.period(values).weeks())


def closed_weeks(place: Place, values: Values) -> int:
    """Give how many weeks of closure by order lie in the place: they count although nobody was guided."""
    ranges = (Period(*days) for days in values.corona_ranges)
    own = place.period(values)
    return weeks_in(each.within(own) for each in ranges)


def counted_weeks(place: Place, values: Values, extracts: Extracts) -> int:
    """Give the weeks that count: as asked or as found at a check, less closure that was none, within period and norm.

    What a person established to be met cuts nothing.
    """
    asked, told = place.line.weeks, checked(place, extracts)
    unclosed = 0 if told.get("closure") is True else max(place.line.corona_weeks - closed_weeks(place, values), 0)
    possible = asked if told.get("fits_period") is True else possible_weeks(place, values)
    return max(min(counted_by_person(place, extracts, "weeks", asked) - unclosed, possible, place.norm(values)), 0)


def counted_by_person(place: Place, extracts: Extracts, name: str, asked: int) -> int:
    """Give the weeks or months that a person counted, never more than were asked; without a count, or once it fell: as asked."""
    told = checked(place, extracts)
    return asked if told.get("checked") is True else min(asked, int(told.get(name, asked)))


def counted_months(place: Place, values: Values, extracts: Extracts) -> int:
    """Give the months that count of a work place: as asked or as found, within the agreement and the study year."""
    asked = research(place).months
    possible = asked if checked(place, extracts).get("fits_period") is True else place.period(values).months()
    return min(counted_by_person(place, extracts, "months", asked), possible, values.months_norm)


def norm_source(place: Place) -> str:
    """Name the value that says what a full place is, whose article a finding about its weeks or months cites."""
    return "months_norm" if place.is_research else f"weeks_norm_{'hbo' if place.line.group == 'hbo' else 'school'}"


def share_of(place: Place, weeks: int, months: int, values: Values) -> Fraction:
    """Give the part of a full place: weeks by the norm, or months by twelve times hours (at most 36) by 36."""
    if not place.is_research:
        return Fraction(weeks, place.norm(values))
    hours = Fraction(min(research(place).weekly_hours, values.hours_norm))
    return Fraction(months * hours.numerator, values.months_norm * values.hours_norm * hours.denominator)


def asked_share(place: Place, values: Values) -> Fraction:
    """Give the part of a full place that is asked for."""
    months = min(research(place).months, values.months_norm) if place.is_research else 0
    return share_of(place, claimed_weeks(place, values), months, values)


def realised_share(place: Place, values: Values, extracts: Extracts) -> Fraction:
    """Give the part of a full place that was realised."""
    months = counted_months(place, values, extracts) if place.is_research else 0
    return share_of(place, counted_weeks(place, values, extracts), months, values)


def is_realised(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 1c and d: something was realised; else nothing is left of the line."""
    is_met = realised_share(place, values, extracts) > 0
    label = "In het studiejaar was er begeleiding die meetelt."
    return found(values, "realised", norm_source(place), is_met, label, weeks=place.line.weeks)


def fits_period(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 1c and d: not more weeks or months than lie between the days of the agreement, in the study year."""
    if place.is_research:
        asked, possible = research(place).months, place.period(values).months()
        is_met = min(asked, values.months_norm) <= possible
    else:
        asked, possible = claimed_weeks(place, values), possible_weeks(place, values)
        is_met = asked <= possible
    label = "Het aantal weken of maanden past in de overeenkomst en in het studiejaar."
    return found_in_part(values, "fits_period", norm_source(place), is_met, label, asked=asked, possible=possible)


def closure_was_ordered(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Weeks of closure count only in the ranges in which training places were closed by order."""
    asked, possible = place.line.corona_weeks, closed_weeks(place, values)
    label = "De weken zonder begeleiding door sluiting vallen in een periode van verplichte sluiting."
    return found_in_part(values, "closure", "corona_ranges", asked <= possible, label, asked=asked, possible=possible)


def agrees_with_check(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 5d, 7c and 11d: what a person counted, in records or registers; fewer weeks or months refuse the difference."""
    name = "months" if place.is_research else "weeks"
    asked = research(place).months if place.is_research else claimed_weeks(place, values)
    seen = counted_by_person(place, extracts, name, asked)
    group = place.line.group
    source = "months_norm" if place.is_research else f"attendance_{group}"
    label = "Het aantal weken of maanden klopt met uw administratie en met de registers."
    return found_in_part(values, "checked", source, seen >= asked, label, asked=asked, seen=seen)
