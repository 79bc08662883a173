"""What holds for the application as a whole: study year, employer, mandate, solvency, completeness, and how long it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from cases.amounts import euro
from cases.schemes.base import Involved, Outcome
from cases.schemes.praktijkleren.clock import decision_due, kept_until
from tests.schemes.praktijkleren.builders import (
    EMPLOYER,
    PRAKTIJKLEREN,
    answered,
    application,
    first,
    judged,
    line,
    of_year,
    registers,
    research,
    values,
)

BUREAU = {"kvk_number": "81000099", "name": "Bureau Kompas", "email": "bureau@example.nl"}


def test_other_study_year_refuses_every_line_under_article_13() -> None:
    of = application(line(), line("hbo"), study_year=2017)
    assert {found.outcome for found in judged(of)} == {"refused"}
    told = PRAKTIJKLEREN.judge(of, values(), {})
    assert [(ground.code, ground.article) for ground in told.grounds] == [("study_year", "Praktijkleren 13")]


@pytest.mark.parametrize(
    ("year", "has_mandate", "papers", "outcome"),
    [
        pytest.param(2019, False, ["machtiging"], "met", id="until-2023-a-written-mandate"),
        pytest.param(2019, True, [], "refused", id="until-2023-no-paper"),
        pytest.param(2024, True, [], "met", id="P20-ketenmachtiging"),
        pytest.param(2024, False, ["machtiging"], "refused", id="M8-P20-no-ketenmachtiging"),
    ],
)
def test_m8_intermediary_needs_its_mandate(year: int, has_mandate: bool, papers: list[str], outcome: str) -> None:
    of = of_year(year, line(), intermediary={**BUREAU, "has_chain_mandate": has_mandate})
    assert first(of, values(f"{year}-09-10"), documents=papers).outcome == outcome


def test_intermediary_is_a_party_with_its_own_role() -> None:
    of = application(intermediary=BUREAU)
    assert PRAKTIJKLEREN.parties(of) == (
        Involved("intermediary", "81000099", "Bureau Kompas", email="bureau@example.nl"),
    )
    assert PRAKTIJKLEREN.parties(application()) == ()
    assert (of.applicant.identifier, of.participant_numbers) == (EMPLOYER, (EMPLOYER,))


@pytest.mark.parametrize(
    ("declared", "registered", "outcome"),
    [("none", False, "met"), ("pending", False, "person"), ("declared", False, "person"), ("none", True, "person")],
)
def test_insolvency_is_weighed_by_a_person(declared: str, registered: bool, outcome: str) -> None:
    known = registers(insolvency={EMPLOYER: answered({"is_insolvent": registered})})
    assert first(application(insolvency=declared), registers=known).outcome == outcome


def test_insolvency_can_be_set_to_refuse() -> None:
    in_force = values(insolvency_outcome="refuse")
    assert first(application(insolvency="declared"), in_force).outcome == "refused"


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        pytest.param({}, [], id="complete"),
        pytest.param({"declares": False}, ["verklaring van de werkgever"], id="no-declaration"),
        pytest.param({"applicant": {"iban": None}}, ["rekeningnummer (IBAN)"], id="no-account"),
        pytest.param({"intermediary": BUREAU}, ["machtiging"], id="no-mandate"),
    ],
)
def test_application_lacks_what_the_form_asks(fields: dict[str, object], missing: list[str]) -> None:
    found = PRAKTIJKLEREN.completeness(application(**fields), values(), {})
    assert [each.facts["document"] for each in found if each.outcome is Outcome.NOT_MET] == missing


def test_mandate_is_no_document_from_2024() -> None:
    of = of_year(2024, line(), intermediary={**BUREAU, "has_chain_mandate": True})
    found = PRAKTIJKLEREN.completeness(of, values("2024-09-10"), {})
    assert {each.outcome for each in found} == {Outcome.MET}


# --- articles 22 and 23: when we decide, and how long the employer keeps its administration -------------------------


def test_decision_is_due_thirteen_weeks_after_15_september() -> None:
    assert decision_due(values("2019-09-10")) == date(2019, 12, 15)
    assert decision_due(values("2024-06-10")) == date(2024, 12, 15)


@pytest.mark.parametrize(
    ("asked", "runs_from", "until"),
    [
        pytest.param(line(), None, date(2024, 7, 31), id="23-after-the-study-year"),
        pytest.param(research(), None, date(2024, 8, 31), id="23-university-year"),
        pytest.param(line(), "decision", date(2024, 12, 10), id="after-the-decision"),
        pytest.param(line(), "later", date(2024, 12, 10), id="the-later-of-both"),
    ],
)
def test_administration_is_kept_five_years_after_the_study_year(
    asked: dict[str, object], runs_from: str | None, until: date
) -> None:
    in_force = values() if runs_from is None else values(retention_runs_from=runs_from)
    assert kept_until(application(asked), date(2019, 12, 10), euro("2700"), in_force) == until


@pytest.mark.parametrize(
    ("settled", "until"),
    [
        pytest.param("124999.99", date(2024, 7, 31), id="23-below"),
        pytest.param("125000.00", date(2026, 7, 31), id="OCW-8-from"),
    ],
)
def test_administration_of_a_high_settlement_is_kept_seven_years(settled: str, until: date) -> None:
    assert kept_until(application(line()), date(2019, 12, 10), euro(settled), values()) == until


def test_highest_amount_is_that_of_all_lines_down_to_the_cent() -> None:
    of = application(line(weeks=30), line("hbo", weeks=1), research(months=8))
    found = PRAKTIJKLEREN.calculate(of, values())
    assert [(each.label, each.result) for each in found.lines] == [
        ("Plaatsen mbo", euro("2025.00")),
        ("Plaatsen hbo", euro("64.28")),
        ("Plaatsen wo", euro("1800.00")),
        ("Hoogste bedrag", euro("3889.28")),
    ]


def test_advance_is_given_in_june_2020_alone_and_for_mbo_alone() -> None:
    june, july = values("2020-06-08"), values("2020-07-01")
    of = of_year(2020, line(weeks=30), line("hbo", weeks=42))
    assert PRAKTIJKLEREN.calculate(of, june).amount == euro("1275.00")
    assert PRAKTIJKLEREN.calculate(of, july).amount == euro("4725.00")
    codes = {each.code: each.outcome for each in PRAKTIJKLEREN.judge(of, june, {}).findings}
    assert codes["advance"] is Outcome.MET
    only_hbo = of_year(2020, line("hbo"))
    assert PRAKTIJKLEREN.judge(only_hbo, june, {}).outcome == "refuse"
