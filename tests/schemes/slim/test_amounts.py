"""Amounts of SLIM: versions, cost model, fixed amounts and maxima, and what must hold for every amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.amounts import euro
from tests.schemes.slim.builders import (
    SLIM,
    amount,
    application,
    costing,
    enterprise,
    external,
    labour,
    participant,
    values,
)


@pytest.mark.parametrize(
    ("day", "size", "granted"),
    [
        pytest.param("2024-12-31", "klein", "9200.00", id="80-procent-tot-2025"),
        pytest.param("2025-01-01", "klein", "6900.00", id="60-procent-vanaf-2025"),
        pytest.param("2024-12-31", "middelgroot", "6900.00", id="60-procent-middelgroot-tot-2025"),
        pytest.param("2025-01-01", "middelgroot", "6900.00", id="60-procent-middelgroot-vanaf-2025"),
    ],
)
def test_percentage_follows_size_until_2025(day: str, size: str, granted: str) -> None:
    assert amount(costing("10000.00", enterprise=enterprise(size)), day) == euro(granted)


@pytest.mark.parametrize(
    ("kind", "sector", "cap"),
    [
        ("MKB", "overig", "24999.00"),
        ("GRB", "horeca", "200000.00"),
        ("GRB", "landbouw", "20000.00"),
        ("MKB", "landbouw", "20000.00"),
    ],
)
def test_application_never_gets_more_than_its_maximum(kind: str, sector: str, cap: str) -> None:
    size = "groot" if kind == "GRB" else "klein"
    of = costing("900000.00", kind, enterprise=enterprise(size, sector=sector, sbi_codes=["5510"]))
    assert amount(of, "2020-04-02") == euro(cap)


@pytest.mark.parametrize(
    ("shares", "cost", "granted"),
    [
        pytest.param(("25.00", "25.00", "25.00", "25.00"), "900000.00", "500000.00", id="maximum-per-aanvraag"),
        pytest.param(("60.00", "40.00"), "500000.00", "338000.00", id="een-deelnemer-boven-200000"),
        pytest.param(("50.00", "50.00"), "900000.00", "400000.00", id="twee-deelnemers-van-200000"),
    ],
)
def test_each_partner_gets_at_most_two_hundred_thousand(shares: tuple[str, ...], cost: str, granted: str) -> None:
    members = [participant(number, share) for number, share in enumerate(shares, 1)]
    assert amount(costing(cost, "SWV", participants=members), "2022-06-14") == euro(granted)


def test_farm_in_a_partnership_gets_at_most_twenty_thousand() -> None:
    members = [participant(1, "50.00"), participant(2, "50.00", sector="landbouw")]
    assert amount(costing("300000.00", "SWV", participants=members), "2022-06-14") == euro("123500.00")


def test_maximum_holds_for_combined_activities() -> None:
    budget = {"external": [external("a", "20000.00"), external("c", "20000.00")], "places": [{"count": 4, "weeks": 40}]}
    assert amount(application(activities=["a", "c", "d"], budget=budget)) == euro("24999.00")


def test_combined_activities_add_cost_and_fixed_amounts() -> None:
    budget = {"external": [external("c", "10000.00")], "places": [{"count": 2, "weeks": 40}]}
    assert amount(application(activities=["c", "d"], budget=budget)) == euro("14600.00")


def test_career_paths_are_paid_by_cost_before_2025() -> None:
    budget = {"external": [external("b", "10000.00")], "paths": 10}
    of = application(activities=["b"], budget=budget)
    assert amount(of, "2024-09-03") == euro("9200.00")
    assert amount(of, "2025-03-04") == euro("7000.00")


def test_practice_places_are_worth_nothing_from_2025() -> None:
    of = application(activities=["d"], budget={"places": [{"count": 1, "weeks": 40}]})
    assert amount(of, "2025-03-04") == euro("0.00")


@pytest.mark.parametrize(
    ("excess", "direct"), [pytest.param("cut", "13500.00", id="cut"), pytest.param("refuse", "0.00", id="refuse")]
)
def test_hourly_rate_above_the_maximum(excess: str, direct: str) -> None:
    of = application(budget={"external": [external(hours="100.00", hourly_rate="150.00")]})
    lines = SLIM.calculate(of, values("2023-09-04", external_rate_excess=excess)).lines
    assert lines[0].result == euro(direct)


def test_hourly_rate_has_no_maximum_in_2020() -> None:
    of = application(budget={"external": [external(hours="100.00", hourly_rate="150.00")]})
    assert SLIM.calculate(of, values()).lines[0].result == euro("15000.00")


@pytest.mark.parametrize(
    ("is_director", "surcharge", "part_time", "full_time", "rate"),
    [
        pytest.param(False, False, False, "100.00", "€ 33,00", id="opslag-van-32-procent"),
        pytest.param(True, False, False, "100.00", "€ 25,00", id="geen-opslag-voor-dga"),
        pytest.param(True, True, False, "100.00", "€ 33,00", id="wel-opslag-voor-dga"),
        pytest.param(False, False, True, "50.00", "€ 66,00", id="uren-naar-rato-voor-deeltijd"),
        pytest.param(False, False, False, "50.00", "€ 33,00", id="uren-niet-naar-rato"),
    ],
)
def test_labour_rate_follows_the_settings(
    is_director: bool, surcharge: bool, part_time: bool, full_time: str, rate: str
) -> None:
    budget = {"internal": [labour(is_director=is_director, full_time_percent=full_time)]}
    in_force = values(wage_surcharge_for_directors=surcharge, hours_year_follows_contract=part_time)
    assert SLIM.calculate(application(budget=budget), in_force).lines[0].numbers["uurtarief"] == rate


@pytest.mark.parametrize("nature", ["scholing", "loonverlet", "huisvesting", "kantoor"])
def test_cost_that_is_not_eligible_is_shown_with_nothing(nature: str) -> None:
    of = application(budget={"external": [external(), external(nature=nature)]})
    lines = SLIM.calculate(of, values()).lines
    assert [line.result for line in lines[:2]] == [euro("10000.00"), euro("0.00")]
    assert lines[1].formula == "niet subsidiabel"


@pytest.mark.parametrize(
    ("kind", "day", "in_flat_rate", "eligible"),
    [
        pytest.param("SWV", "2025-06-10", False, "14500.00", id="vast-bedrag-naast-de-15-procent"),
        pytest.param("SWV", "2025-06-10", True, "14950.00", id="vast-bedrag-met-15-procent"),
        pytest.param("SWV", "2024-06-10", False, "11500.00", id="niet-voor-2025"),
        pytest.param("MKB", "2025-09-02", False, "11500.00", id="niet-voor-mkb"),
    ],
)
def test_audit_statement_is_a_fixed_amount_for_partnerships(
    kind: str, day: str, in_flat_rate: bool, eligible: str
) -> None:
    of = application(kind, budget={"external": [external()], "has_audit_statement": True})
    lines = SLIM.calculate(of, values(day, audit_statement_in_flat_rate=in_flat_rate)).lines
    assert next(line.result for line in lines if line.label == "Subsidiabele kosten") == euro(eligible)


def test_who_asks_for_less_gets_what_was_asked_for() -> None:
    assert amount(costing("10000.00", requested_amount="5000.00")) == euro("5000.00")


def test_excess_of_de_minimis_can_be_cut_by_setting() -> None:
    of = costing("20000.00", enterprise=enterprise(de_minimis_received="195000.00"))
    assert amount(of) == euro("18400.00")
    assert amount(of, de_minimis_excess="cut") == euro("5000.00")


def test_every_line_has_words_and_an_article() -> None:
    budget = {"external": [external()], "internal": [labour()], "places": [{"count": 1, "weeks": 30}]}
    calculation = SLIM.calculate(application(activities=["c", "d"], budget=budget), values())
    assert all(line.label and line.formula and line.article.startswith("SLIM") for line in calculation.lines)
    assert calculation.from_json(calculation.to_json()) == calculation


COSTS = st.decimals(0, 2_000_000, places=2)


def mixed(kind: str, cost: Decimal, places: int) -> Any:
    budget: dict[str, Any] = {"external": [external(amount=f"{cost:.2f}")]}
    if places:
        budget["places"] = [{"count": places, "weeks": 33}]
    return application(kind, activities=["c", "d"], budget=budget)


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(["MKB", "SWV", "GRB"]), cost=COSTS, more=COSTS, places=st.integers(0, 50))
def test_amount_is_never_negative_never_above_the_maximum_and_never_falls_when_cost_rises(
    kind: str, cost: Decimal, more: Decimal, places: int
) -> None:
    in_force = values("2022-06-14")
    low = SLIM.calculate(mixed(kind, cost, places), in_force).amount
    high = SLIM.calculate(mixed(kind, cost + more, places), in_force).amount
    assert Decimal(0) <= low <= high <= getattr(in_force, f"cap_{kind.lower()}")
    assert high == high.quantize(Decimal("0.01"))
