"""What an application can lead to at most, and the advance of 2020. What is paid follows from the rate of the year.
The rate itself is computed where money is shared, not here."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cases.amounts import euro, round_down_to_cent, written
from cases.law import Values
from cases.schemes.base import Calculation, Extracts, Finding, Line
from cases.schemes.praktijkleren.application import PraktijklerenApplication
from cases.schemes.praktijkleren.rules.counting import asked_share
from cases.schemes.praktijkleren.rules.place import Place, places
from cases.schemes.praktijkleren.weeks import Period
from cases.schemes.stating import found


def full_amount(share: Fraction, values: Values) -> Decimal:
    """Give what a part of a place costs at most, in euro: 2,700 for a full one, down to the cent (article 15)."""
    return round_down_to_cent(values.place_maximum * share.numerator / share.denominator)


def calculate(application: PraktijklerenApplication, values: Values) -> Calculation:
    """Give what is asked for: every line at the highest amount for a place, in euro; supplements have no amount beforehand."""
    if values.advance_is_open:
        return advance(application, values)
    asked = [(place.line.bucket, full_amount(asked_share(place, values), values)) for place in places(application)]
    listed = tuple(_by_bucket(asked, values))
    total = sum((amount for _, amount in asked), euro("0"))
    label, formula = "Hoogste bedrag", "alle plaatsen samen, elk ten hoogste het volle bedrag"
    return Calculation((*listed, Line(label, formula, {}, values.article("place_maximum"), total)))


def _by_bucket(asked: list[tuple[str, Decimal]], values: Values) -> Iterator[Line]:
    for bucket in dict.fromkeys(bucket for bucket, _ in asked):
        amounts = [amount for own, amount in asked if own == bucket]
        numbers = {"plaatsen": str(len(amounts)), "vol bedrag": written(values.place_maximum)}
        formula = "deel van een volle plaats × vol bedrag, per regel"
        article = values.article("place_maximum")
        yield Line(f"Plaatsen {bucket}", formula, numbers, article, sum(amounts, euro("0")))


def advance(application: PraktijklerenApplication, values: Values) -> Calculation:
    """Give the advance of 2020: 42.50 for each week of mbo guided from 1-8-2019 to 31-3-2020, at most 1,530 a student."""
    lines = tuple(advance_line(place, values) for place in places(application) if place.line.group == "mbo")
    total = sum((line.result for line in lines), euro("0"))
    closing = Line("Voorschot", "alle deelnemers samen", {}, values.article("advance_maximum"), total)
    return Calculation((*lines, closing))


def advance_line(place: Place, values: Values) -> Line:
    """Give the advance for one student, in euro."""
    weeks = advance_weeks(place, values)
    amount = min(weeks * values.advance_week_amount, values.advance_maximum)
    numbers = {"weken": str(weeks), "bedrag per week": written(values.advance_week_amount)}
    formula = "weken × bedrag per week, met een maximum"
    return Line(f"Regel {place.number}", formula, numbers, values.article("advance_week_amount"), euro(amount))


def advance_weeks(place: Place, values: Values) -> int:
    """Give the weeks of a line that count for the advance: as claimed, within the months that it is for."""
    span = Period(values.advance_from_on, values.advance_until_on)
    return min(place.line.weeks, len(place.period(values).within(span).weeks()))


def advance_is_open(application: PraktijklerenApplication, values: Values, extracts: Extracts) -> Finding:
    """Awb 4:95, June 2020: an advance can be given, for mbo only."""
    is_met = values.advance_is_open and any(place.line.group == "mbo" for place in places(application))
    label = "Er kan een voorschot worden gevraagd, alleen voor mbo."
    return found(values, "advance", "advance_is_open", is_met, label)
