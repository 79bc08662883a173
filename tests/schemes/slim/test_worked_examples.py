"""The worked examples of the SLIM sources, to the cent. The id of each row names its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.amounts import euro
from cases.schemes.slim.rules.amounts import cost_subsidy, grant_calculation
from cases.terms.term import last_day
from tests.schemes.slim.builders import (
    SLIM,
    amount,
    application,
    costing,
    enterprise,
    external,
    judged,
    labour,
    participant,
    values,
)


def test_w1_activity_a_of_2025_comes_to_8970() -> None:
    budget = {"external": [external("a", "10000.00")], "internal": [labour("a", "100.00", "39090.91")]}
    of = application(activities=["a"], budget=budget)
    lines = {line.label: line.result for line in SLIM.calculate(of, values("2025-09-02")).lines}
    assert lines["Directe kosten"] == euro("13000.00")
    assert lines["Overige kosten"] == euro("1950.00")
    assert lines["Subsidiabele kosten"] == euro("14950.00")
    assert lines["Subsidie"] == euro("8970.00")


def test_w2_ten_career_paths_of_2025_come_to_7000() -> None:
    assert amount(application(activities=["b"], budget={"paths": 10}), "2025-09-02") == euro("7000.00")


def test_w3_hours_and_director_wage_of_2023_come_to_the_maximum() -> None:
    hired = external(hours="165.00", hourly_rate="135.00")
    of = application(budget={"external": [hired], "internal": [labour("c", "157.50", "56000.00", is_director=True)]})
    lines = {line.label: line for line in SLIM.calculate(of, values("2023-09-04")).lines}
    assert lines["Adviesbureau Linde (activiteit c)"].result == euro("22275.00")
    assert lines["Teamleider (activiteit c)"].numbers["uurtarief"] == "€ 32,56"
    assert lines["Teamleider (activiteit c)"].result == euro("5128.20")
    assert lines["Subsidiabele kosten"].result == euro("31513.68")
    assert lines["Berekende subsidie"].result == euro("25210.94")
    assert lines["Subsidie"].result == euro("24999.00")


@pytest.mark.parametrize(
    ("size", "sector", "eligible", "granted"),
    [
        pytest.param("klein", "overig", "5000.00", "4000.00", id="W6-klein-5000"),
        pytest.param("middelgroot", "overig", "5000.00", "3000.00", id="W6-PNO-middelgroot-5000"),
        pytest.param("klein", "overig", "31248.75", "24999.00", id="W6-klein-precies-het-maximum"),
        pytest.param("klein", "overig", "31250.00", "24999.00", id="W6-klein-25000-wordt-maximum"),
        pytest.param("middelgroot", "overig", "41665.00", "24999.00", id="W6-middelgroot-41665"),
        pytest.param("klein", "landbouw", "25000.00", "20000.00", id="W6-landbouw-25000"),
        pytest.param("klein", "landbouw", "30000.00", "20000.00", id="W6-landbouw-30000"),
    ],
)
def test_w6_percentage_and_maximum(size: str, sector: str, eligible: str, granted: str) -> None:
    of = application(enterprise=enterprise(size, sector=sector))
    in_force = values(flat_rate=Decimal(0))
    of_costs = costing(eligible, enterprise=enterprise(size, sector=sector))
    assert cost_subsidy(of, euro(eligible), in_force) >= euro(granted)
    assert grant_calculation(of_costs, in_force, {}).amount == euro(granted)


@pytest.mark.parametrize(
    ("direct", "eligible", "outcome"),
    [
        pytest.param("4347.82", "4999.99", "not met", id="W6-4999,99"),
        pytest.param("4347.83", "5000.00", "met", id="W6-5000,00"),
    ],
)
def test_w6_minimum_cost_is_five_thousand_with_the_flat_rate(direct: str, eligible: str, outcome: str) -> None:
    of = costing(direct)
    lines = {line.label: line.result for line in SLIM.calculate(of, values()).lines}
    assert lines["Subsidiabele kosten"] == euro(eligible)
    assert judged(of)["minimum_cost"] == outcome


@pytest.mark.parametrize(
    ("weeks", "pro_rata", "granted"),
    [
        pytest.param(40, True, "2700.00", id="W9-40-weken"),
        pytest.param(20, True, "1350.00", id="W9-20-weken-naar-rato"),
        pytest.param(20, False, "2700.00", id="W9-20-weken-zonder-rato"),
        pytest.param(52, True, "2700.00", id="W9-hoogstens-40-weken"),
    ],
)
def test_w9_practice_place_without_minimum(weeks: int, pro_rata: bool, granted: str) -> None:
    of = application(activities=["d"], budget={"places": [{"count": 1, "weeks": weeks}]})
    assert amount(of, "2020-03-10", place_pro_rata=pro_rata) == euro(granted)
    assert judged(of)["minimum_cost"] == "met"


def swv_2025(**fields: Any) -> Any:
    members = [participant(number, "25.00") for number in range(1, 5)]
    budget = {"external": [external(amount="800000.00")], "has_audit_statement": True}
    return application("SWV", participants=members, budget=budget, asks_advance=True, **fields)


def test_s_swv25_advances_of_a_quarter_and_a_half() -> None:
    of = swv_2025(applicant={**vars_of(application()), "iban": "NL91ABNA0417164300"})
    file = {"documents": ["rekeningbewijs"]}
    assert amount(of, "2025-06-10") == euro("500000.00")
    found = SLIM.instalments(of, euro("500000.00"), values("2025-06-10"), file)
    paid = {instalment.moment: instalment.calculation.amount for instalment in found}
    assert paid == {"grant": euro("125000.00"), "request": euro("0.00"), "progress_report": euro("250000.00")}
    assert euro("500000.00") - sum(paid.values()) == euro("125000.00")


def vars_of(of: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(of.applicant).items() if not name.startswith("_") and value is not None}


@pytest.mark.parametrize(
    ("window", "ceiling", "method"),
    [
        pytest.param("slim-2020-1", "15000000", "lot", id="L1-2020-1"),
        pytest.param("slim-2024-1", "15000000", "lot", id="L1-2024-1"),
        pytest.param("slim-2024-3", "16100000", "lot", id="L1-2024-3"),
        pytest.param("slim-2025-1", "12500000", "lot", id="L1-2025-1"),
        pytest.param("slim-2025-3", "17500000", "lot", id="L1-2025-3"),
        pytest.param("slim-2026-1", "11000000", "lot", id="L1-2026-1"),
    ],
)
def test_l1_windows_have_the_published_ceiling(window: str, ceiling: str, method: str) -> None:
    rule = next(rule for rule in SLIM.windows if rule.code == window)
    assert rule.ceiling.on(rule.closes_at.date()) == euro(ceiling)
    assert rule.method == method


@pytest.mark.parametrize(
    ("code", "start", "last"),
    [
        pytest.param("decision", date(2020, 3, 31), date(2020, 6, 30), id="T1-13-weken"),
        pytest.param("decision_long", date(2020, 3, 31), date(2020, 9, 1), id="T1-22-weken"),
        pytest.param("payment", date(2023, 5, 1), date(2023, 6, 12), id="T2-zes-weken"),
        pytest.param("start", date(2023, 5, 1), date(2023, 8, 1), id="T2-drie-maanden"),
    ],
)
def test_t1_and_t2_terms_end_on_the_named_day(code: str, start: date, last: date) -> None:
    assert last_day(SLIM.terms(code, values(start.isoformat())), start).end_on == last
