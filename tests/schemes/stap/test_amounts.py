"""What STAP pays (stap.md 2): maximum, register, cost kinds by version, the money of others; each with its number."""

from __future__ import annotations

from typing import Any

import pytest

from cases.amounts import ZERO, euro
from cases.schemes.stap.rules.amounts import own_part
from tests.schemes.stap.builders import (
    STAP,
    amount,
    answered,
    application,
    file,
    judged,
    outcomes,
    priced,
    training,
    values,
)


def cost(kind: str, of: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "amount": of, **fields}


@pytest.mark.parametrize(
    ("stated", "registered", "granted"),
    [
        pytest.param("659.45", "9000.00", "659.45", id="A-1-hele-bedrag"),
        pytest.param("1400.00", "9000.00", "1000.00", id="A-1-maximum"),
        pytest.param("800.00", "750.00", "750.00", id="A-5-nooit-boven-het-register"),
        pytest.param("1400.00", "1200.00", "1000.00", id="A-5-beide-grenzen"),
        pytest.param("0.01", "9000.00", "0.01", id="A-2-geen-minimum"),
    ],
)
def test_lowest_of_paper_register_and_maximum(stated: str, registered: str, granted: str) -> None:
    told = file(training_entries=answered(training(subsidised_price=registered)))
    assert amount(priced(stated), extracts=told) == euro(granted)


def test_a2_nothing_is_granted_for_nothing_and_a_minimum_can_be_set() -> None:
    assert outcomes(priced("0.00"))["amount"] == "not met"
    assert outcomes(priced("49.99"))["amount"] == "met"
    assert outcomes(priced("49.99"), minimum_amount=euro("50"))["amount"] == "not met"
    assert outcomes(priced("50.00"), minimum_amount=euro("50"))["amount"] == "met"


def test_a_price_of_nothing_in_the_register_alone_is_for_a_person() -> None:
    """Awb 4:7: a machine refuses on the applicant's own paper, not on what a register says of it."""
    told = file(training_entries=answered(training(subsidised_price="0.00")))
    assert outcomes(priced("659.45"), extracts=told)["amount"] == "a person must judge"
    assert outcomes(priced("0.00"), extracts=told)["amount"] == "not met"


@pytest.mark.parametrize(
    ("kind", "on", "granted"),
    [
        pytest.param("lesgeld", "2022-05-02", "300.00", id="A-3-lesgeld"),
        pytest.param("examengeld", "2023-05-01", "300.00", id="A-3-examengeld"),
        pytest.param("leermiddelen", "2022-05-02", "300.00", id="A-3-leermiddelen-tot-februari-2023"),
        pytest.param("leermiddelen", "2023-02-06", "300.00", id="A-3a-laatste-dag-leermiddelen"),
        pytest.param("leermiddelen", "2023-02-07", "0.00", id="A-3a-geen-laptops-meer"),
        pytest.param("literatuur", "2023-05-01", "300.00", id="A-3a-literatuur"),
        pytest.param("beschermingsmiddelen", "2023-05-01", "300.00", id="A-3a-beschermingsmiddelen"),
        pytest.param("catering", "2022-05-02", "0.00", id="A-3b-lunch"),
        pytest.param("reiskosten", "2022-05-02", "0.00", id="A-3b-reis"),
    ],
)
def test_cost_kinds_by_version(kind: str, on: str, granted: str) -> None:
    of = priced("300.00", costs=[cost(kind, "300.00")])
    assert amount(of, on) == euro(granted)


def test_a3_materials_count_only_where_the_trainer_bills_them() -> None:
    billed = priced("700.00", costs=[cost("cursusgeld", "500.00"), cost("literatuur", "200.00")])
    bought = priced(
        "700.00", costs=[cost("cursusgeld", "500.00"), cost("literatuur", "200.00", is_billed_by_trainer=False)]
    )
    assert amount(billed) == euro("700.00")
    assert amount(bought) == euro("500.00")


def test_a4_the_paper_can_be_lower_than_its_costs() -> None:
    of = priced("450.00", "600.00", costs=[cost("cursusgeld", "500.00"), cost("catering", "100.00")])
    assert amount(of) == euro("450.00")


def test_a5_what_an_amount_above_the_register_means_is_a_setting() -> None:
    told = file(training_entries=answered(training(subsidised_price="600.00")))
    assert outcomes(priced("659.45"), extracts=told)["amount_registered"] == "a person must judge"
    assert outcomes(priced("659.45"), extracts=told, amount_above_register="cut")["amount_registered"] == "met"
    assert outcomes(priced("600.00"), extracts=told)["amount_registered"] == "met"


def test_a5_the_price_of_the_day_of_application_counts() -> None:
    told = answered(
        training(subsidised_price="600.00", until_on="2023-04-30"),
        training(subsidised_price="800.00", from_on="2023-05-01"),
    )
    assert amount(priced("800.00"), "2023-04-30", file(training_entries=told)) == euro("600.00")
    assert amount(priced("800.00"), "2023-05-01", file(training_entries=told)) == euro("800.00")


def test_a6_the_rest_above_the_maximum_is_for_applicant_employer_or_fund() -> None:
    assert own_part(priced("1600.00", "1750.00").registration, euro("1000.00")) == euro("750.00")
    assert own_part(priced("659.45").registration, euro("659.45")) == ZERO


@pytest.mark.parametrize(
    ("total", "third", "outcome"),
    [
        pytest.param("1600.00", "600.00", "met", id="A-7-deel-boven-1000"),
        pytest.param("1600.00", "600.01", "a person must judge", id="A-7-een-cent-te-veel"),
        pytest.param("659.45", "0.01", "a person must judge", id="A-8-onder-1000-niets*"),
        pytest.param("659.45", "0.00", "met", id="A-8-niemand-anders"),
    ],
)
def test_others_pay_above_the_maximum_only(total: str, third: str, outcome: str) -> None:
    of = priced(total, fields={"third_party_amount": third})
    assert outcomes(of)["third_party"] == outcome
    refused = outcomes(of, third_party_excess="refuse")["third_party"]
    assert refused == ("met" if outcome == "met" else "not met")


def test_the_calculation_prints_each_limit_that_cuts_and_no_other() -> None:
    told = file(training_entries=answered(training(subsidised_price="1200.00")))
    lines = judged(priced("1400.00"), extracts=told).calculation.lines
    assert [line.label for line in lines] == [
        "Subsidiabele kosten",
        "Deel dat wij betalen",
        "Bedrag in het scholingsregister",
        "Hoogste bedrag per persoon en jaar",
        "Subsidie",
    ]
    assert [line.result for line in lines] == [euro(each) for each in ("1400", "1400", "1200", "1000", "1000")]
    assert [line.label for line in judged(priced("500.00")).calculation.lines][2:] == ["Subsidie"]


def test_what_is_asked_for_follows_from_the_application_alone() -> None:
    assert STAP.calculate(priced("1400.00"), values()).amount == euro("1000.00")
    assert STAP.calculate(priced("659.45"), values()).amount == euro("659.45")


@pytest.mark.parametrize(
    ("fields", "overrides", "claimed"),
    [
        pytest.param({}, {}, [("ceiling", ""), ("digital", ""), ("training:S00001", "")], id="digitaal"),
        pytest.param(
            {"channel": "manual"}, {}, [("ceiling", "overrun"), ("training:S00001", "")], id="M-1-niet-digitaal"
        ),
        pytest.param(
            {"education": "mbo-4"},
            {"mbo4_compartment": True},
            [("mbo4", "ceiling"), ("training:S00001", "")],
            id="3.6-deelplafond-aan",
        ),
        pytest.param(
            {"education": "mbo-4"},
            {},
            [("ceiling", ""), ("digital", ""), ("training:S00001", "")],
            id="3.6-deelplafond-uit",
        ),
        pytest.param(
            {"education": "hbo"},
            {"mbo4_compartment": True},
            [("ceiling", ""), ("digital", ""), ("training:S00001", "")],
            id="3.6-hbo-telt-niet-mee",
        ),
    ],
)
def test_counters_that_an_application_takes_from(fields: Any, overrides: Any, claimed: list[tuple[str, str]]) -> None:
    found = STAP.claims(application(fields=fields), values(**overrides), {}, euro("659.45"))
    assert [(claim.bucket, claim.otherwise) for claim in found] == claimed
    assert {claim.amount for claim in found if not claim.units} == {euro("659.45")}
