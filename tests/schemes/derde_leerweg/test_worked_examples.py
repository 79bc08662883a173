"""Published figures of the scheme, each with its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cases.amounts import euro
from cases.windows.rates import Pool, rate_of
from tests.schemes.derde_leerweg.builders import DERDE_LEERWEG, application, place, values_on


@pytest.mark.parametrize(
    ("weeks", "amount"),
    [
        pytest.param(40, "2700.00", id="praktijkleren.md 7: at most 2,700 for 40 weeks (S104)"),
        pytest.param(1, "67.50", id="praktijkleren.md 7: 67.50 a week (computed)"),
        pytest.param(20, "1350.00", id="praktijkleren.md 7: fewer weeks pro rata (S105)"),
    ],
)
def test_the_most_for_a_place_follows_its_weeks(weeks: int, amount: str) -> None:
    found = application(place(weeks=weeks))
    assert DERDE_LEERWEG.calculate(found, values_on()).amount == euro(amount)


def test_a_round_that_is_asked_twice_over_gives_half() -> None:
    """praktijkleren.md 7: "overdraft shared evenly over applications"; the demand is made up."""
    full = 270_000
    pool = Pool("places", "plaatsen", 450_000_000, full, Fraction(1, 10_000), Fraction(2 * 450_000_000, full))
    assert rate_of(pool).percent == Decimal(50)
    assert rate_of(pool).amount(20, 40) == 67_500


@pytest.mark.parametrize(
    ("number", "opens_on", "closes_on", "ceiling"),
    [
        pytest.param(1, date(2022, 1, 3), date(2022, 1, 31), None, id="S110"),
        pytest.param(2, date(2022, 6, 1), date(2022, 6, 30), None, id="S110 S103"),
        pytest.param(3, date(2022, 12, 1), date(2022, 12, 31), None, id="S110 round 3"),
        pytest.param(4, date(2023, 6, 1), date(2023, 6, 30), "4500000.00", id="S105"),
        pytest.param(5, date(2023, 12, 1), date(2023, 12, 31), "4500000.00", id="S105 round 5"),
        pytest.param(6, date(2024, 11, 1), date(2024, 11, 30), "4000000.00", id="S108"),
        pytest.param(7, date(2025, 11, 3), date(2025, 11, 28), "2800000.00", id="S106"),
    ],
)
def test_rounds_stand_as_published(number: int, opens_on: date, closes_on: date, ceiling: str | None) -> None:
    window = DERDE_LEERWEG.windows[number - 1]
    assert (window.opens_at.date(), window.closes_at.date()) == (opens_on, closes_on)
    assert window.ceiling.on(opens_on) == (euro(ceiling) if ceiling else None)
    assert bool(window.ceiling_value) is (ceiling is None)
