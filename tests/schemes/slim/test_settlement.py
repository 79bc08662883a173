"""Settlement of SLIM: as granted, on actual costs, below the 60 % floor, ex officio, and instalments before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.amounts import euro
from cases.schemes.slim.rules import project_period, settlement_documents
from tests.schemes.slim.builders import (
    SLIM,
    application,
    application_data,
    costing,
    external,
    findings,
    participant,
    report,
    settlement_facts,
    values,
)


@pytest.mark.parametrize(
    ("realised", "kind", "settled"),
    [
        pytest.param("10000.00", "as_granted", "9200.00", id="volledig"),
        pytest.param("15000.00", "as_granted", "9200.00", id="Awb-4:46-lid-1-nooit-meer-dan-verleend"),
        pytest.param("8000.00", "actual", "7360.00", id="Awb-4:46-lid-1-werkelijke-kosten"),
        pytest.param("6000.00", "actual", "5520.00", id="P6-precies-60-procent"),
        pytest.param("5999.99", "nil", "0.00", id="P6-net-geen-60-procent"),
    ],
)
def test_settlement_before_the_rule_was_softened(realised: str, kind: str, settled: str) -> None:
    facts = settlement_facts(costing("10000.00"), report(external=[external(amount=realised)]))
    settlement = SLIM.settle(facts, values("2021-07-09"))
    assert (settlement.kind, settlement.calculation.amount) == (kind, euro(settled))


@pytest.mark.parametrize(
    ("settled_on", "applied", "scope", "kind"),
    [
        pytest.param("2023-07-09", "2022-03-10", "settlement", "nil", id="S21-dag-ervoor"),
        pytest.param("2023-07-10", "2022-03-10", "settlement", "person", id="S21-10-juli-2023"),
        pytest.param("2023-07-10", "2022-03-10", "application", "nil", id="alleen-latere-aanvragen"),
        pytest.param("2024-07-10", "2023-09-04", "application", "person", id="latere-aanvraag"),
    ],
)
def test_below_the_floor_a_person_decides_since_july_2023(settled_on: str, applied: str, scope: str, kind: str) -> None:
    facts = settlement_facts(costing("10000.00"), report(external=[external(amount="5000.00")]), applied)
    settlement = SLIM.settle(facts, values(settled_on, floor_effect_is_of=scope))
    assert settlement.kind == kind
    assert findings(settlement.findings)["realisation_floor"] == "not met"
    assert settlement.calculation.amount == euro("0.00" if kind == "nil" else "4600.00")


@pytest.mark.parametrize(("scope", "kind"), [("whole", "actual"), ("activity", "nil")])
def test_floor_is_tested_over_the_whole_unless_set_per_activity(scope: str, kind: str) -> None:
    of = application(activities=["a", "c"], budget={"external": [external("a", "5000.00"), external("c", "10000.00")]})
    reported = report(external=[external("a", "2000.00"), external("c", "10000.00")])
    assert SLIM.settle(settlement_facts(of, reported), values("2021-07-09", floor_scope=scope)).kind == kind


@pytest.mark.parametrize(
    ("weeks", "kind", "settled"), [(40, "as_granted", "5400.00"), (30, "actual", "4050.00"), (20, "nil", "0.00")]
)
def test_practice_places_are_settled_on_the_weeks_realised(weeks: int, kind: str, settled: str) -> None:
    of = application(activities=["d"], budget={"places": [{"count": 2, "weeks": 40}]})
    settlement = SLIM.settle(settlement_facts(of, report(places=[{"count": 2, "weeks": weeks}])), values("2021-07-09"))
    assert (settlement.kind, settlement.calculation.amount) == (kind, euro(settled))


def test_amounts_follow_the_version_of_the_grant() -> None:
    facts = settlement_facts(costing("10000.00"), report(external=[external(amount="8000.00")]), "2024-09-03")
    assert SLIM.settle(facts, values("2026-02-02")).calculation.amount == euro("7360.00")


def test_costs_outside_the_project_are_left_out() -> None:
    inside = external(amount="7000.00", incurred_on="2020-06-01")
    before, after = (
        external(amount="1000.00", incurred_on="2020-05-31"),
        external(amount="1000.00", incurred_on="2021-06-02"),
    )
    settlement = SLIM.settle(
        settlement_facts(costing("10000.00"), report(external=[inside, before, after])), values("2021-07-09")
    )
    assert (settlement.kind, settlement.calculation.amount) == ("actual", euro("6440.00"))
    assert findings(settlement.findings)["costs_in_period"] == "not met"


@pytest.mark.parametrize(("settled_on", "kind"), [("2021-12-01", "nil"), ("2023-12-01", "person")])
def test_without_report_nothing_was_shown(settled_on: str, kind: str) -> None:
    settlement = SLIM.settle(settlement_facts(costing("10000.00"), None), values(settled_on))
    assert (settlement.kind, settlement.calculation.amount) == (kind, euro("0.00"))


def test_small_grant_of_2025_is_settled_ex_officio_as_granted() -> None:
    settlement = SLIM.settle(settlement_facts(costing("10000.00"), None, "2025-09-02"), values("2026-12-01"))
    assert (settlement.kind, settlement.calculation.amount) == ("as_granted", euro("6900.00"))
    assert settlement.findings[0].code == "ex_officio"


@pytest.mark.parametrize(
    ("realised", "kind"), [("10000.00", "as_granted"), ("9000.00", "person"), ("4000.00", "person")]
)
def test_sample_of_a_small_grant_that_shows_less_goes_to_a_person(realised: str, kind: str) -> None:
    facts = settlement_facts(costing("10000.00"), report(external=[external(amount=realised)]), "2025-09-02")
    assert SLIM.settle(facts, values("2026-12-01")).kind == kind


@pytest.mark.parametrize(
    ("granted", "has_statement", "kind"),
    [
        pytest.param("124999.99", False, "as_granted", id="S-acc-124999,99"),
        pytest.param("125000.00", False, "person", id="S-acc-125000-zonder"),
        pytest.param("125000.00", True, "as_granted", id="S-acc-125000-met"),
    ],
)
def test_audit_statement_is_needed_from_125000(granted: str, has_statement: bool, kind: str) -> None:
    of = costing("250000.00", "SWV")
    reported = report(external=[external(amount="250000.00")], has_audit_statement=has_statement)
    facts = settlement_facts(of, reported, "2025-06-10", granted_amount=euro(granted))
    assert SLIM.settle(facts, values("2027-06-10")).kind == kind


def with_account(**fields: Any) -> Any:
    applicant = {**application_data()["applicant"], "iban": "NL91ABNA0417164300"}
    return application(asks_advance=True, applicant=applicant, **fields)


def paid(of: Any, day: str, file: dict[str, Any] | None = None, **overrides: Any) -> dict[str, Decimal]:
    found = SLIM.instalments(of, euro("20000.00"), values(day, **overrides), file or {"documents": ["rekeningbewijs"]})
    return {instalment.moment: instalment.calculation.amount for instalment in found}


@pytest.mark.parametrize(
    ("day", "amount"), [("2023-02-28", "0.00"), ("2023-03-01", "10000.00"), ("2025-09-02", "10000.00")]
)
def test_half_of_the_grant_is_advanced_since_march_2023(day: str, amount: str) -> None:
    assert paid(with_account(), day)["grant"] == euro(amount)


def test_no_advance_without_request_or_proof_of_account() -> None:
    assert paid(application(), "2023-09-04")["grant"] == euro("0.00")
    assert paid(with_account(), "2023-09-04", {"documents": []})["grant"] == euro("0.00")


@pytest.mark.parametrize(
    ("kind", "day", "amount"),
    [
        pytest.param("SWV", "2021-06-30", "0.00", id="SWV-nog-niet"),
        pytest.param("SWV", "2022-06-14", "10000.00", id="P15-SWV"),
        pytest.param("GRB", "2022-06-14", "10000.00", id="P15-GRB"),
        pytest.param("MKB", "2022-06-14", "0.00", id="P15-MKB-niet"),
        pytest.param("SWV", "2025-06-14", "0.00", id="S1-SWV-2025-voorschotten"),
    ],
)
def test_interim_payment_on_request_from_2021_to_2024(kind: str, day: str, amount: str) -> None:
    assert paid(application(kind), day)["request"] == euro(amount)
    assert paid(application(kind), day, {"interim_payments": 1})["request"] == euro("0.00")


@pytest.mark.parametrize(("applies", "amount"), [(False, "10000.00"), (True, "0.00")])
def test_insolvency_asks_a_person_and_bars_the_advance_under_the_general_scheme(applies: bool, amount: str) -> None:
    of = replace(with_account(), insolvency="pending")
    assert paid(of, "2023-09-04", general_scheme_applies=applies)["grant"] == euro(amount)
    found = SLIM.instalments(of, euro("20000.00"), values("2023-09-04"), {"documents": ["rekeningbewijs"]})
    assert findings(found[0].findings)["advance_solvent"] == "a person must judge"


@pytest.mark.parametrize(
    ("granted", "day", "documents"),
    [
        pytest.param("20000.00", "2023-03-10", ("einddeclaratie", "evaluatieverslag"), id="voor-1-9-2023"),
        pytest.param("20000.00", "2023-09-04", ("einddeclaratie",), id="S21-onder-25000"),
        pytest.param("125000.00", "2025-06-10", ("einddeclaratie", "evaluatieverslag", "controleverklaring"), id="S22"),
    ],
)
def test_documents_at_settlement_follow_the_amount(granted: str, day: str, documents: tuple[str, ...]) -> None:
    assert settlement_documents(euro(granted), values(day)) == documents


@pytest.mark.parametrize(
    ("starts_on", "counted_from", "ends_on"),
    [
        pytest.param(None, "grant", date(2021, 5, 8), id="vanaf-de-verlening"),
        pytest.param("2020-08-01", "grant", date(2021, 5, 8), id="nooit-langer-dan-12-maanden-na-verlening"),
        pytest.param("2020-08-01", "start", date(2021, 8, 1), id="vanaf-de-start"),
        pytest.param("2020-04-01", "start", date(2021, 5, 8), id="niet-voor-de-verlening"),
    ],
)
def test_project_period_is_counted_from_the_grant(starts_on: str | None, counted_from: str, ends_on: date) -> None:
    start = {"starts_on": starts_on} if starts_on else {}
    of = application(project={"title": "T", "summary": "S", "months": 12, **start})
    period = project_period(of, date(2020, 5, 8), values(duration_runs_from=counted_from))
    assert period[1] == ends_on
    assert period[0] >= date(2020, 5, 8)


def test_partners_keep_their_maximum_at_settlement() -> None:
    members = [participant(1, "60.00"), participant(2, "40.00")]
    of = costing("500000.00", "SWV", participants=members)
    settlement = SLIM.settle(
        settlement_facts(of, report(external=[external(amount="490000.00")]), "2022-06-14"), values("2024-08-01")
    )
    assert (settlement.kind, settlement.calculation.amount) == ("actual", euro("335240.00"))
