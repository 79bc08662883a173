"""The penalty for a late decision: amounts, first day, premature notices.
The terms around it are tested beside `term.py`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cases.amounts import euro
from cases.law import NotInForce
from cases.terms.penalty import (
    PENALTY_BANDS,
    START_READING,
    PrematureNotice,
    StartReading,
    first_penalty_day,
    notice_is_premature,
    penalty,
    penalty_amount,
)

DUE = date(2026, 12, 7)
E25 = {
    0: 0,
    1: 23,
    13: 299,
    14: 322,
    15: 357,
    20: 532,
    27: 777,
    28: 812,
    29: 857,
    41: 1397,
    42: 1442,
    43: 1442,
    60: 1442,
}


@pytest.mark.parametrize(("days", "amount"), E25.items(), ids=[f"awb.md-E25-{days}-days" for days in E25])
def test_the_penalty_grows_by_band_up_to_its_maximum(days: int, amount: int) -> None:
    assert penalty_amount(days, PENALTY_BANDS.on(date(2026, 11, 21))) == euro(amount)


@pytest.mark.parametrize(
    ("received_on", "maximum"),
    [
        pytest.param(date(2018, 12, 31), "1260.00", id="Stcrt-2018-65542-notice-in-2018"),
        pytest.param(date(2019, 1, 1), "1442.00", id="Stcrt-2018-65542-notice-in-2019"),
    ],
)
def test_the_day_of_the_notice_decides_which_amounts_hold(received_on: date, maximum: str) -> None:
    assert penalty(date(2018, 12, 1), received_on, date(2019, 12, 31)).amount == Decimal(maximum)


def test_there_is_no_penalty_before_the_act() -> None:
    with pytest.raises(NotInForce):
        PENALTY_BANDS.on(date(2009, 9, 30))


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="niet negatief"):
        penalty_amount(-1, PENALTY_BANDS.on(DUE))


@pytest.mark.parametrize(
    ("received_on", "premature"),
    [
        pytest.param(date(2026, 12, 6), True, id="before-the-last-day"),
        pytest.param(DUE, True, id="awb.md-E28-on-the-last-day"),
        pytest.param(date(2026, 12, 8), False, id="the-day-after"),
    ],
)
def test_a_notice_within_the_term_is_premature(received_on: date, premature: bool) -> None:
    assert notice_is_premature(DUE, received_on) is premature


def test_a_premature_notice_has_no_effect() -> None:
    with pytest.raises(PrematureNotice, match="kwam te vroeg"):
        first_penalty_day(DUE, DUE)


@pytest.mark.parametrize(
    ("reading", "first_on"),
    [
        pytest.param("day two weeks have passed", date(2020, 5, 4), id="awb.md-RB-B"),
        pytest.param("day after", date(2020, 5, 5), id="awb.md-2.5-reading-B"),
        pytest.param(None, date(2020, 5, 4), id="the-earlier-day-is-the-default"),
    ],
)
def test_the_first_day_follows_the_chosen_reading(reading: StartReading | None, first_on: date) -> None:
    assert first_penalty_day(date(2020, 4, 1), date(2020, 4, 20), reading) == first_on


def test_the_readings_are_open_questions() -> None:
    assert not START_READING.confirmed
    assert not PENALTY_BANDS.confirmed


def test_the_penalty_runs_for_42_days_at_most_and_explains_itself() -> None:
    outcome = penalty(DUE, date(2026, 12, 10), date(2027, 6, 1))
    assert (outcome.first_on, outcome.last_on, outcome.days) == (date(2026, 12, 24), date(2027, 2, 3), 42)
    assert outcome.explanation == (
        "Er moest uiterlijk op 7 december 2026 worden beslist; de ingebrekestelling is ontvangen op 10 december 2026. "
        "De eerste dag van de dwangsom is 24 december 2026 (Awb 4:17 lid 3).",
        "In gebreke: 42 dagen, samen € 1.442,00 (Awb 4:17 lid 1 en 2).",
    )


def test_a_decision_in_the_two_weeks_costs_nothing() -> None:
    outcome = penalty(DUE, date(2026, 12, 10), date(2026, 12, 23))
    assert (outcome.days, outcome.last_on, outcome.amount) == (0, None, euro(0))


def test_one_day_late_costs_one_day() -> None:
    outcome = penalty(DUE, date(2026, 12, 10), date(2026, 12, 24))
    assert (outcome.days, outcome.last_on, outcome.amount) == (1, date(2026, 12, 24), euro(23))
