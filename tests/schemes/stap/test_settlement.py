"""From invoice to settlement (stap.md 4.2 to 4.4): every D-, V- and R-number that a rule decides, and the P-numbers of payment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cases.amounts import ZERO, euro
from cases.law import NotSet
from cases.schemes.invoices import house_findings
from cases.schemes.judgement import Outcome
from cases.schemes.stap.payee import payee
from tests.schemes.stap.builders import (
    STAP,
    TRAINER,
    UNREACHABLE,
    answered,
    application,
    by_code,
    file,
    incident,
    invoice,
    order_facts,
    proof,
    settlement_facts,
    succeeded,
    training,
    values,
)

ON = "2024-01-08"


def settled(report: Any, overrides: Any = None, **fields: Any) -> Any:
    return STAP.settle(settlement_facts(report, **fields), values(ON, **(overrides or {})))


@pytest.mark.parametrize(
    ("fields", "is_multi_year", "kind"),
    [
        pytest.param({"has_diploma": True}, False, "as_granted", id="D-2-1-diploma"),
        pytest.param({"attendance_percent": "80.00"}, False, "as_granted", id="D-2-2-aanwezig-80"),
        pytest.param({"credits_earned": 48, "credits_required": 60}, True, "as_granted", id="D-2-3-studiepunten-80"),
        pytest.param({"credits_earned": 47, "credits_required": 60}, True, "person", id="D-2-3-studiepunten-78"),
        pytest.param({"credits_earned": 60, "credits_required": 60}, False, "person", id="D-2-3-alleen-meerjarig"),
        pytest.param({"is_publicly_funded": True, "has_exam_or_mark": True}, False, "as_granted", id="D-2-4-examen"),
        pytest.param({"has_exam_or_mark": True}, False, "person", id="D-2-4-niet-bekostigd"),
    ],
)
def test_a_training_is_finished_by_any_one_of_four_tests(fields: Any, is_multi_year: bool, kind: str) -> None:
    of = application(is_multi_year=is_multi_year)
    found = settled(succeeded(**fields), application=of)
    assert found.kind == kind


def test_v3_settlement_as_granted_is_the_granted_amount_whatever_a_later_version_says() -> None:
    found = settled(succeeded(has_diploma=True), granted="912.34")
    assert (found.kind, found.calculation.amount, found.is_culpable) == ("as_granted", euro("912.34"), None)


def test_v2_a_proof_that_contradicts_itself_is_for_a_person() -> None:
    assert settled(succeeded(attendance_percent="79.90")).kind == "person"
    assert settled(proof(has_diploma=True, reason="other")).kind == "person"


@pytest.mark.parametrize(
    ("report", "incidents", "kind", "is_culpable"),
    [
        pytest.param(proof(), (), "nil", True, id="R-1-niets-gemeld-verwijtbaar"),
        pytest.param(proof(reason="cancelled"), (), "nil", False, id="R-3-opleider-liet-vervallen"),
        pytest.param(proof(reason="stopped"), (incident("cancelled"),), "nil", False, id="R-3-gemeld-vervallen"),
        pytest.param(proof(reason="bankrupt"), (), "nil", False, id="R-8-opleider-failliet"),
        pytest.param(proof(), (incident("illness", False),), "nil", False, id="D-5-ziek-niet-verwijtbaar"),
        pytest.param(proof(), (incident("illness", True),), "nil", True, id="D-5-ziek-toch-verwijtbaar"),
        pytest.param(proof(), (incident("illness"),), "person", None, id="D-5-ziek-nog-niet-beoordeeld"),
    ],
)
def test_no_success_is_nil_with_or_without_blame(
    report: Any, incidents: Any, kind: str, is_culpable: bool | None
) -> None:
    found = settled(report, incidents=incidents)
    assert (found.kind, found.is_culpable) == (kind, is_culpable)
    assert found.calculation.amount == (ZERO if kind == "nil" else euro("659.45"))


@pytest.mark.parametrize(
    ("reason", "name"), [("bankrupt", "bankrupt_trainer_is_blame"), ("cooling_off", "cooling_off_is_blame")]
)
def test_r8_who_is_to_blame_after_bankruptcy_or_cooling_off_is_a_setting(reason: str, name: str) -> None:
    assert settled(proof(reason=reason)).is_culpable is False
    assert settled(proof(reason=reason), {name: True}).is_culpable is True


def test_v5_without_a_proof_nothing_is_due_but_blame_is_for_a_person() -> None:
    found = settled(None)
    assert by_code(found.findings) == {"proof": "not met", "no_blame": "a person must judge"}
    assert found.kind == "person"
    assert settled(None, incidents=(incident("cancelled"),)).kind == "nil"
    assert settled(None, {"no_proof_means": "person"}).kind == "person"


def test_part_attendance_is_for_a_person_or_nil_as_set() -> None:
    """No scale was found (stap.md 8.8)."""
    report = proof(attendance_percent="60.00", reason="stopped")
    assert settled(report).kind == "person"
    assert settled(report, {"part_attendance_means": "nil"}).kind == "nil"


@pytest.mark.parametrize(
    ("reported_on", "means", "outcome"),
    [
        pytest.param(date(2024, 3, 15), "person", "met", id="V-1-op-de-laatste-dag"),
        pytest.param(date(2024, 3, 16), "person", "a person must judge", id="V-1-een-dag-te-laat"),
        pytest.param(date(2024, 3, 16), "counts", "met", id="V-1-te-laat-telt-mee"),
    ],
)
def test_v1_proof_comes_within_three_months(reported_on: date, means: str, outcome: str) -> None:
    found = settled(succeeded(has_diploma=True), {"late_proof_means": means}, reported_on=reported_on)
    assert by_code(found.findings)["proof_in_time"] == outcome


def test_v4_the_settlement_term_has_no_default() -> None:
    with pytest.raises(NotSet, match="settlement_weeks"):
        STAP.terms("settlement_decision", values(ON))
    assert str(STAP.terms("settlement_decision", values(ON, settlement_weeks=13)).length) == "13 weken"
    assert "settlement_weeks" in values(ON).unset


def test_r2_exclusion_lasts_two_years_at_most() -> None:
    assert values(ON).exclusion_years == 2
    assert STAP.exclusion_years == "exclusion_years"


@pytest.mark.parametrize(
    ("received_on", "outcome"),
    [
        pytest.param(date(2023, 5, 14), "not met", id="P-12-een-dag-te-vroeg"),
        pytest.param(date(2023, 5, 15), "met", id="P-12-drie-weken-voor-de-start"),
        pytest.param(date(2023, 12, 20), "met", id="P-12-na-afloop"),
    ],
)
def test_invoice_from_three_weeks_before_the_start(received_on: date, outcome: str) -> None:
    found = STAP.judge_invoice(application(), invoice("659.45"), order_facts(received_on=received_on), values())
    assert by_code(found) == {"invoice_day": outcome}


@pytest.mark.parametrize(
    ("billed", "accepted", "order", "sender", "failed"),
    [
        pytest.param("400.00", "600.00", None, TRAINER, set(), id="P-14-samen-precies-de-order"),
        pytest.param("400.01", "600.00", None, TRAINER, {"invoice_fits_order"}, id="P-14-een-cent-meer"),
        pytest.param("1.00", "0.00", "STAP-2023-000002-O2", TRAINER, {"invoice_names_order"}, id="P-14-andere-order"),
        pytest.param("1.00", "0.00", None, "91000002", {"invoice_is_of_trainer"}, id="P-11-andere-opleider"),
        pytest.param("0.00", "0.00", None, TRAINER, {"invoice_fits_order"}, id="P-14-nul"),
    ],
)
def test_invoice_fits_its_order(billed: str, accepted: str, order: str | None, sender: str, failed: set[str]) -> None:
    told = invoice(billed, order) if order else invoice(billed)
    found = house_findings(told, order_facts("1000.00", accepted, sender=sender), (), is_announced=True)
    assert {each.code for each in found if each.outcome is Outcome.NOT_MET} == failed


def test_p11_the_trainer_is_paid_on_the_account_of_the_register() -> None:
    found = payee(application(), file())
    assert found is not None
    assert (found.role, found.identifier, found.iban) == ("trainer", TRAINER, "NL91ABNA0417164300")


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(UNREACHABLE, id="onbereikbaar"),
        pytest.param(answered(training(trainer_kvk="91000002")), id="andere-opleider"),
        pytest.param(
            answered(training(until_on="2023-05-31"), training(trainer_kvk="91000002", from_on="2023-06-01")),
            id="overgedragen",
        ),
    ],
)
def test_p11_nobody_is_paid_where_the_register_names_no_account_of_this_trainer(told: Any) -> None:
    assert payee(application(), file(training_entries=told)) is None


def test_p11_a_new_account_in_the_register_is_the_one_that_counts() -> None:
    moved = answered(training(until_on="2023-05-31"), training(trainer_iban="NL02ABNA0123456789", from_on="2023-06-01"))
    found = payee(application(), file(training_entries=moved))
    assert found is not None
    assert found.iban == "NL02ABNA0123456789"


@pytest.mark.parametrize(
    ("kind", "new_starts_on", "expected"),
    [
        pytest.param("moved", "2023-09-30", {"moved_start": "met", "no_blame": "met"}, id="D-7-binnen-drie-maanden"),
        pytest.param("moved", "2023-10-01", {"moved_start": "not met", "no_blame": "met"}, id="D-7-te-laat"),
        pytest.param("illness", None, {"moved_start": "met", "no_blame": "a person must judge"}, id="D-5-ziekte"),
        pytest.param("cancelled", None, {"moved_start": "met", "no_blame": "met"}, id="R-3-vervallen"),
        pytest.param(
            "not_started", None, {"moved_start": "met", "no_blame": "a person must judge"}, id="D-4-niet-begonnen"
        ),
    ],
)
def test_what_a_report_of_the_participant_means(kind: str, new_starts_on: str | None, expected: dict[str, str]) -> None:
    fields = {"new_starts_on": new_starts_on} if new_starts_on else {}
    found = STAP.judge_incident(application(), incident(kind, **fields).incident, None, values())  # type: ignore[arg-type]
    assert by_code(found) == expected


def test_p13_nothing_is_paid_to_the_applicant_before_settlement() -> None:
    assert STAP.instalments(application(), euro("659.45"), values(), file()) == ()


def test_a_proof_of_the_future_end_is_read_as_given() -> None:
    report = succeeded(has_diploma=True, ended_on=(date(2023, 12, 15) + timedelta(days=1)).isoformat())
    assert report.ended_on == date(2023, 12, 16)
