"""The worked examples of the sources, as rows with their source: ceiling, education, ages, tariff."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cases.amounts import euro
from tests.schemes.ontwikkeladvies.builders import ADVICE, application, hired, judged, outcomes, values


@pytest.mark.parametrize(
    ("count", "fits"),
    [
        pytest.param(15000, True, id="stap.md-7-31: 15.000 x 700 = 10.500.000 = plafond"),
        pytest.param(15001, False, id="stap.md-7-31: de 15.001e past niet"),
    ],
)
def test_ceiling_is_exactly_the_planned_trajectories(count: int, fits: bool) -> None:
    (window,) = ADVICE.windows
    ceiling = window.ceiling.on(window.opens_at.date())
    assert (ADVICE.calculate(application(), values()).amount * count <= ceiling) is fits
    assert ceiling == euro("10500000")
    assert values().ceiling_in_trajectories * values().amount == ceiling


@pytest.mark.parametrize(
    ("education", "outcome"),
    [
        pytest.param("mbo-3", "not met", id="stap.md-7-33: mbo-3 wordt geweigerd"),
        pytest.param("mbo-2", "met", id="stap.md-6-OA-1: hoogstens mbo-2"),
        pytest.param("geen", "met", id="stap.md-6-OA-1: geen diploma"),
        pytest.param("havo", "not met", id="onze keuze: havo is hoger"),
        pytest.param("wo", "not met", id="stap.md-6-OA-1: wo"),
    ],
)
def test_education_is_at_most_mbo_2(education: str, outcome: str) -> None:
    assert outcomes(application(participant={"education": education}))["education"] == outcome


def test_money_for_mbo_3_is_taken_back_from_the_applicant() -> None:
    """Worked example 33: found later, the grant applicant pays back; the journey shows the claim."""
    assert values().recovery_from == "applicant"


@pytest.mark.parametrize(
    ("born_on", "registered_on", "adult", "below_pension"),
    [
        pytest.param("2004-05-09", "2022-05-09", "met", "met", id="stap.md-6-OA-1: 18 op de dag van aanmelding"),
        pytest.param("2004-05-10", "2022-05-09", "not met", "met", id="stap.md-6-OA-1: een dag te jong"),
        pytest.param("1955-10-10", "2022-05-09", "met", "met", id="AOW 7a: 66 jaar en 7 maanden op 10-5-2022"),
        pytest.param("1955-10-09", "2022-05-09", "met", "not met", id="AOW 7a: AOW-leeftijd op de dag zelf"),
        pytest.param("1955-08-31", "2022-05-09", "met", "a person must judge", id="voor de tabel: een mens"),
    ],
)
def test_age_counts_on_the_day_of_registration(
    born_on: str, registered_on: str, adult: str, below_pension: str
) -> None:
    found = outcomes(application(participant={"born_on": born_on, "registered_on": registered_on}))
    assert (found["adult"], found["pension_age"]) == (adult, below_pension)


@pytest.mark.parametrize(
    ("tariff", "vat", "with_vat", "outcome"),
    [
        pytest.param("560.00", "0.00", False, "met", id="stap.md-6-OA-10a: 0,80 x 700 = 560"),
        pytest.param("559.99", "117.60", False, "not met", id="stap.md-6-OA-10a: btw telt niet mee"),
        pytest.param("559.99", "117.60", True, "met", id="stap.md-8-11: btw telt mee"),
        pytest.param("700.00", "0.00", False, "met", id="het hele bedrag"),
    ],
)
def test_hired_adviser_gets_at_least_the_minimum_tariff(tariff: str, vat: str, with_vat: bool, outcome: str) -> None:
    found = outcomes(hired(tariff, vat), tariff_includes_vat=with_vat)
    assert found["minimum_tariff"] == outcome


def test_minimum_tariff_is_four_fifths_of_the_subsidy() -> None:
    assert values().minimum_tariff == Decimal("0.80") * values().amount


def test_tariff_changes_nothing_in_the_amount() -> None:
    assert judged(hired("560.00")).calculation.amount == judged(hired("700.00")).calculation.amount == euro("700")
