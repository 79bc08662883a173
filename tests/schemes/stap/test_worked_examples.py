"""The worked examples of the STAP sources (stap.md 7), to the cent and the day. The id of each row names its number and source;
a star marks what rests on an inference."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.amounts import ZERO, euro
from cases.schemes.invoices import house_findings
from cases.schemes.stap.rules.insurance import look_back
from cases.schemes.stap.rules.periods import earliest_start, latest_start
from cases.windows.allotment import Allotment
from tests.schemes.stap.builders import (
    BSN,
    STAP,
    amount,
    answered,
    application,
    by_code,
    file,
    finding,
    incident,
    invoice,
    judged,
    order_facts,
    outcomes,
    priced,
    proof,
    settlement_facts,
    succeeded,
    values,
)


@pytest.mark.parametrize(
    ("eligible", "total", "granted", "own"),
    [
        pytest.param("659.45", "659.45", "659.45", "0.00", id="1-techvisie-S75-545-met-21-procent-btw"),
        pytest.param("1600.00", "1600.00", "1000.00", "600.00", id="2-S29c-kosten-1600"),
        pytest.param("1000.00", "1000.00", "1000.00", "0.00", id="3-precies-1000"),
        pytest.param("1000.01", "1000.01", "1000.00", "0.01", id="3-een-cent-boven-1000"),
    ],
)
def test_amounts(eligible: str, total: str, granted: str, own: str) -> None:
    of = priced(eligible, total)
    assert amount(of) == euro(granted)
    assert of.registration.total_price - amount(of) == euro(own)


def test_example_1_is_the_price_with_vat() -> None:
    assert euro("545.00") * Decimal("1.21") == euro("659.45")


@pytest.mark.parametrize(
    ("born_on", "outcome"),
    [
        pytest.param("2004-05-02", "met", id="6-geboren-2-5-2004-is-18"),
        pytest.param("2004-05-03", "not met", id="6-geboren-3-5-2004-geweigerd"),
    ],
)
def test_age(born_on: str, outcome: str) -> None:
    of = application(born_on, starts_on="2022-06-13", ends_on="2022-11-30")
    assert outcomes(of, "2022-05-02")["adult"] == outcome
    assert judged(of, "2022-05-02").outcome == ("grant" if outcome == "met" else "refuse")


@pytest.mark.parametrize(
    ("since", "is_met"),
    [
        pytest.param("2021-08-01", True, id="8-verzekerd-sinds-1-8-2021-precies-zes-maanden"),
        pytest.param("2021-08-02", False, id="8-verzekerd-sinds-2-8-2021-een-dag-te-kort"),
    ],
)
def test_insurance_look_back_of_wording_a(since: str, is_met: bool) -> None:
    within = look_back(values("2022-05-02"))
    assert (within.first, within.last) == (date(2020, 2, 1), date(2022, 1, 31))
    told = file(insured=answered({"from_on": since, "until_on": None}))
    found = finding(judged(application(starts_on="2022-06-13", ends_on="2022-11-30"), "2022-05-02", told), "insured")
    assert (found.outcome.value, bool(found.facts.get("contradicts"))) == (
        ("met", False) if is_met else ("a person must judge", True)
    )


@pytest.mark.parametrize(
    ("applied_on", "earliest", "latest"),
    [
        pytest.param("2022-03-01", date(2022, 3, 29), date(2022, 7, 30), id="10-S7-aangevraagd-1-3-2022"),
        pytest.param("2023-03-17", date(2023, 3, 29), date(2023, 7, 30), id="14-S76-uitgesteld-tijdvak-2023-1*"),
    ],
)
def test_start_term(applied_on: str, earliest: date, latest: date) -> None:
    in_force, of = values(applied_on), application()
    assert earliest_start(in_force) == earliest
    assert latest_start(of.registration, in_force) == latest


@pytest.mark.parametrize(
    ("new_starts_on", "outcome"),
    [
        pytest.param("2022-09-15", "met", id="12-S29-verplaatst-naar-15-9-2022-verlening-blijft"),
        pytest.param("2023-01-01", "not met", id="12-S29-verplaatst-naar-1-1-2023-verlening-vervalt"),
    ],
)
def test_moved_start(new_starts_on: str, outcome: str) -> None:
    of = application(starts_on="2022-06-01", ends_on="2022-12-01")
    told = incident("moved", new_starts_on=new_starts_on).incident
    found = STAP.judge_incident(of, told, None, values("2022-05-02"))  # type: ignore[arg-type]
    assert by_code(found)["moved_start"] == outcome


@pytest.mark.parametrize(
    ("applied_on", "earlier", "outcome"),
    [
        pytest.param("2022-11-01", 1, "not met", id="16-verleend-mei-2022-aangevraagd-november-2022"),
        pytest.param("2023-03-17", 0, "met", id="16-verleend-mei-2022-aangevraagd-17-3-2023"),
        pytest.param("2022-11-01", 0, "met", id="17-S39-geweigerd-september-aangevraagd-november"),
    ],
)
def test_year_limit(applied_on: str, earlier: int, outcome: str) -> None:
    of = application(starts_on="2023-04-03", ends_on="2023-06-30")
    assert outcomes(of, applied_on, file(grants_this_year=earlier))["one_grant_a_year"] == outcome


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        pytest.param(
            proof(attendance_percent="79.90", reason="attended_too_little"), "person", id="18-79,9-procent-niet-af*"
        ),
        pytest.param(succeeded(attendance_percent="80.00"), "as_granted", id="18-80,0-procent-afgerond"),
        pytest.param(
            succeeded(attendance_percent="40.00", has_diploma=True), "as_granted", id="18-40-procent-met-diploma"
        ),
    ],
)
def test_completion(report: Any, kind: str) -> None:
    found = STAP.settle(settlement_facts(report), values("2024-01-08"))
    assert found.kind == kind
    assert (by_code(found.findings)["finished"] == "met") is (kind == "as_granted")


def test_21_training_cancelled_by_trainer_is_no_blame_of_the_participant() -> None:
    found = STAP.settle(settlement_facts(proof(reason="cancelled")), values("2024-01-08"))
    assert (found.kind, found.calculation.amount, found.is_culpable) == ("nil", ZERO, False)


@pytest.mark.parametrize(
    ("billed", "outcome"),
    [
        pytest.param("1001.00", "not met", id="24-factuur-1001-op-order-1000-geweigerd*"),
        pytest.param("1000.00", "met", id="24-factuur-1000-op-order-1000"),
    ],
)
def test_invoice_fits_its_order(billed: str, outcome: str) -> None:
    found = house_findings(invoice(billed), order_facts("1000.00"), (), is_announced=True)
    assert by_code(found)["invoice_fits_order"] == outcome


def test_25_culpable_no_show_is_claimed_back_from_the_recipient_with_an_exclusion_of_two_years_at_most() -> None:
    """Marked * in the source: inferred."""
    on = values("2024-01-08")
    found = STAP.settle(settlement_facts(proof()), on)
    assert (found.kind, found.is_culpable) == ("nil", True)
    assert found.calculation.amount == ZERO, "all that was paid is above it"
    assert on.exclusion_years == 2


@pytest.mark.parametrize(
    ("last", "granted"),
    [
        pytest.param("refuse", None, id="26-nog-500-aanvraag-800-geheel-geweigerd"),
        pytest.param("partial", 50_000, id="26-nog-500-aanvraag-800-voor-zover"),
    ],
)
def test_ceiling(last: str, granted: int | None) -> None:
    in_force = values(last_at_ceiling=last)
    claims = STAP.claims(priced("800.00"), in_force, {}, euro("800.00"))
    left = Allotment({"ceiling": 50_000}, {}, later_may_pass=in_force.later_number_may_pass)
    room = left.left_for(1, claims) if in_force.last_at_ceiling == "partial" else None
    assert room == granted
    assert left.take(1, claims) is None


def test_28_two_trainings_of_one_trainer_each_have_their_own_cap() -> None:
    taken = {"training:S00001": 300}
    full, other = application(training_id="S00001"), application(training_id="S00002")
    assert outcomes(full, extracts=file(taken_before=taken))["training_cap"] == "not met"
    assert outcomes(other, extracts=file(taken_before=taken))["training_cap"] == "met"


@pytest.mark.parametrize(
    ("window", "ceiling", "applications", "average"),
    [
        pytest.param("stap-2023-1", "34000000", 40_000, 850, id="load-34m-40000"),
        pytest.param("stap-2023-2", "34000000", 38_000, 895, id="load-34m-38000"),
        pytest.param("stap-2023-3", "20000000", 24_000, 833, id="load-20m-24000"),
        pytest.param("stap-2023-4", "10000000", 10_000, 1000, id="load-10m-10000"),
        pytest.param("stap-2023-5", "10000000", 11_000, 909, id="load-10m-11000"),
    ],
)
def test_average_grants_of_the_published_windows(window: str, ceiling: str, applications: int, average: int) -> None:
    rule = next(rule for rule in STAP.windows if rule.code == window)
    assert rule.ceiling.on(rule.opens_at.date()) == euro(ceiling)
    assert round(rule.ceiling.on(rule.opens_at.date()) / applications) == average


def test_an_applicant_is_known_by_its_own_number_alone() -> None:
    assert application().participant_numbers == (BSN,)
