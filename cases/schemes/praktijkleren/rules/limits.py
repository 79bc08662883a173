"""Article 20: for one employer not more full places than the programme lasts, four for a promovendus, two for a toio; and one
full place for a person and programme in a study year (article 1c). "Voor zover": what is above falls away. What is `used` of them
stands in earlier lines and in other applications of this year."""

from __future__ import annotations

from fractions import Fraction

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.lines import beside
from cases.schemes.praktijkleren.rules.counting import norm_source
from cases.schemes.praktijkleren.rules.findings import checked, found_in_part
from cases.schemes.praktijkleren.rules.place import Place


def prior_places(place: Place, extracts: Extracts) -> Fraction:
    """Give the full places that were settled before for this employer, person and programme."""
    return Fraction(extracts.get("prior_places", {}).get(str(place.number), "0"))


def places_beside(place: Place, extracts: Extracts) -> Fraction:
    """Give the full places that other applications of this employer in this window have for this person and programme."""
    return Fraction(beside(extracts, place.number)["share"])


def limit_source(place: Place) -> str:
    """Name the value whose article limits the places of this category."""
    return f"{place.line.category}_places_maximum" if place.is_research else "programme_limit"


def most_places(place: Place, values: Values) -> Fraction | None:
    """Give how many full places there may be over the years; None where the application does not say how long it lasts."""
    if place.is_research:
        return Fraction(getattr(values, limit_source(place)))
    years = place.line.programme.years
    return Fraction(years) if years else None


def is_limited(place: Place, values: Values) -> bool:
    """Say whether article 20 knows the category: it names deelnemer, student, promovendus and toio, no pupil."""
    return place.is_research or place.line.category in values.programme_limit_categories


def left_over_years(place: Place, values: Values, extracts: Extracts, used: Fraction) -> Fraction | None:
    """Give what article 20 still leaves for the line; None: no limit, one that nobody knows yet, or met as a person found."""
    is_free = not is_limited(place, values) or checked(place, extracts).get("programme_limit") is True
    most = None if is_free else most_places(place, values)
    return None if most is None else max(most - prior_places(place, extracts) - used, Fraction(0))


def fits_programme(place: Place, values: Values, extracts: Extracts, share: Fraction, used: Fraction) -> Finding:
    """Article 20: the places together do not exceed the length of the programme; unknown length asks for a person."""
    left = left_over_years(place, values, extracts, used)
    is_unknown = is_limited(place, values) and most_places(place, values) is None
    is_met = None if is_unknown else left is None or share <= left
    label = "Voor deze deelnemer is niet meer subsidie gevraagd dan de opleiding jaren duurt."
    facts = {"before": str(prior_places(place, extracts) + used), "left": None if left is None else str(left)}
    return found_in_part(values, "programme_limit", limit_source(place), is_met, label, **facts)


def fits_study_year(place: Place, values: Values, extracts: Extracts, share: Fraction, used: Fraction) -> Finding:
    """Article 1c: one full place in a study year for this person and programme, over all lines of the employer."""
    label = "Voor deze deelnemer is in dit studiejaar ten hoogste één volledige plaats gevraagd."
    return found_in_part(values, "year_limit", norm_source(place), share + used <= 1, label, used=str(used))


def within_limits(place: Place, values: Values, extracts: Extracts, share: Fraction, used: Fraction) -> Fraction:
    """Give what is left of a share within the study year and article 20; what a person found to be met cuts nothing.

    Where a person found that a programme of unknown length is over, what was not counted anew falls away.
    """
    told = checked(place, extracts)
    in_year = share if told.get("year_limit") is True else min(share, max(1 - used, Fraction(0)))
    left = left_over_years(place, values, extracts, used)
    if left is None and told.get("programme_limit") is False and not {"weeks", "months"} & set(told):
        return Fraction(0)
    return in_year if left is None else min(in_year, left)
