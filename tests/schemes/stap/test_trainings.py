"""Which trainings STAP pays for (stap.md 3.7, 4.1, 5): register, cap, tests by date, start terms; each with its letter and number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.schemes.stap.builders import (
    STAP,
    UNKNOWN,
    UNREACHABLE,
    answered,
    application,
    features,
    file,
    finding,
    judged,
    outcomes,
    training,
    values,
)

PERSON = "a person must judge"


def registered(**fields: Any) -> dict[str, Any]:
    return file(training_entries=answered(training(**fields)))


def featured(**fields: Any) -> dict[str, Any]:
    return file(feature_entries=answered(features(**fields)))


def test_everything_in_order_is_a_grant() -> None:
    assert judged(application()).outcome == "grant"


@pytest.mark.parametrize(
    ("extracts", "code"),
    [
        pytest.param(file(training_entries=UNKNOWN), "training_known", id="P-4-scholings-ID-onbekend"),
        pytest.param(file(training_entries=UNREACHABLE), "training_known", id="P-4-register-onbereikbaar"),
        pytest.param(registered(trainer="O999"), "trainer_matches", id="P-4-ander-opleider-ID"),
        pytest.param(registered(status="removed"), "training_open", id="R-5-verwijderd"),
        pytest.param(registered(status="removed_for_a_time"), "training_open", id="R-5-tijdelijk-verwijderd"),
        pytest.param(registered(from_on="2023-05-02"), "training_open", id="G-1-nog-niet-in-register"),
        pytest.param(registered(subsidised_price="600.00"), "amount_registered", id="A-5-prijs-boven-register"),
        pytest.param(featured(recognitions=["eigen keurmerk"]), "recognised", id="G-4-niet-erkend"),
        pytest.param(file(feature_entries=UNREACHABLE), "recognised", id="G-4-kenmerken-onbereikbaar"),
    ],
)
def test_what_the_register_says_otherwise_is_for_a_person_after_a_hearing(extracts: Any, code: str) -> None:
    found = judged(application(), extracts=extracts)
    assert finding(found, code).outcome.value == PERSON
    assert found.outcome == "person"
    assert STAP.machine is not None
    assert code not in STAP.machine.refuses_on


def test_p4_location_start_and_a_lower_amount_may_differ_from_the_register() -> None:
    of = application(location="Assen", starts_on="2023-07-03", eligible_amount="500.00")
    assert judged(of, extracts=registered(subsidised_price="659.45")).outcome == "grant"


@pytest.mark.parametrize(
    ("status", "since", "outcome"),
    [
        pytest.param("excluded", "2023-04-30", PERSON, id="C-1-uitgesloten-voor-het-tijdvak"),
        pytest.param("excluded", "2023-05-01", "met", id="C-3-uitgesloten-in-het-tijdvak-art-12-lid-1-e"),
        pytest.param("excluded_for_maximum", "2023-03-18", PERSON, id="C-1-maximum-bereikt-in-vorig-tijdvak"),
        pytest.param("excluded_for_maximum", "2023-05-01", "met", id="C-3-maximum-bereikt-in-dit-tijdvak"),
        pytest.param("active", "2022-01-01", "met", id="actief"),
    ],
)
def test_exclusion_counts_from_the_next_window(status: str, since: str, outcome: str) -> None:
    before = training(until_on="2023-04-30") if since == "2023-05-01" else training(until_on="2022-12-31")
    told = file(training_entries=answered(before, training(status=status, from_on=since)))
    assert outcomes(application(), extracts=told)["not_excluded"] == outcome


@pytest.mark.parametrize(
    ("taken", "on", "outcome"),
    [
        pytest.param(299, "2023-05-01", "met", id="C-2-299"),
        pytest.param(300, "2023-05-01", "not met", id="C-2-300"),
        pytest.param(2500, "2022-11-01", None, id="C-2-nog-geen-grens-in-2022"),
        pytest.param(0, "2023-05-01", "met", id="C-5-telt-opnieuw-vanaf-1-januari*"),
    ],
)
def test_cap_of_grants_for_one_training(taken: int, on: str, outcome: str | None) -> None:
    of = application(starts_on="2023-06-05")
    assert outcomes(of, on, file(taken_before={"training:S00001": taken})).get("training_cap") == outcome


def test_c3_the_cap_is_soft_inside_a_window_and_hard_where_that_is_set() -> None:
    soft = STAP.claims(application(), values(), {}, values().maximum_amount)[-1]
    hard = STAP.claims(application(), values(training_cap_works_from="at_once"), {}, values().maximum_amount)[-1]
    assert (soft.bucket, soft.units, soft.most) == ("training:S00001", 1, None)
    assert hard.most == 300


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        pytest.param("2022-05-02", {"labour_market"}, id="5.2-tot-oktober-2022"),
        pytest.param("2022-11-01", {"labour_market", "market_price"}, id="5.2-Stcrt-2022-28947"),
        pytest.param("2023-03-17", {"labour_market", "market_price", "training_cap"}, id="5.2-Stcrt-2023-4426"),
        pytest.param(
            "2023-05-01", {"labour_market", "market_price", "taught_and_tested", "training_cap"}, id="5.2-1-mei-2023"
        ),
        pytest.param("2023-09-18", {"given_here", "training_cap"}, id="5.2-Stcrt-2023-20707"),
    ],
)
def test_what_is_tested_of_a_training_follows_the_day_of_application(on: str, codes: set[str]) -> None:
    coming_and_going = {"labour_market", "market_price", "taught_and_tested", "given_here", "training_cap"}
    assert set(outcomes(application(), on)) & coming_and_going == codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("is_labour_market_oriented", "labour_market"),
        ("is_market_priced", "market_price"),
        ("is_taught_and_tested", "taught_and_tested"),
    ],
)
@pytest.mark.parametrize("said", [False, None], ids=["nee", "niet-getoetst"])
def test_a_training_that_was_not_tested_or_failed_is_for_a_person(name: str, code: str, said: bool | None) -> None:
    assert outcomes(application(), extracts=featured(**{name: said}))[code] == PERSON


@pytest.mark.parametrize(
    ("recognitions", "on", "outcome"),
    [
        pytest.param(["NRTO"], "2023-07-03", "met", id="NRTO-tot-25-7-2023"),
        pytest.param(["NRTO"], "2023-09-18", PERSON, id="alleen-OCW-vanaf-25-7-2023"),
        pytest.param(["OCW"], "2023-09-18", "met", id="OCW-vanaf-25-7-2023"),
        pytest.param(["CEDEO"], "2022-01-10", PERSON, id="CEDEO-nog-niet"),
        pytest.param(["CEDEO"], "2022-03-01", "met", id="CEDEO-begin-2022"),
    ],
)
def test_g4_recognitions_by_date(recognitions: list[str], on: str, outcome: str) -> None:
    assert outcomes(application(), on, featured(recognitions=recognitions))["recognised"] == outcome


@pytest.mark.parametrize(
    ("own", "registered_in", "outcome"),
    [
        pytest.param("NL", "NL", "met", id="in-Nederland"),
        pytest.param("FR", "FR", "not met", id="5.5-eigen-opgave-buitenland"),
        pytest.param("NL", "FR", PERSON, id="5.5-register-zegt-buitenland"),
        pytest.param("FR", "NL", PERSON, id="5.5-register-zegt-Nederland"),
    ],
)
def test_training_abroad_since_july_2023(own: str, registered_in: str, outcome: str) -> None:
    assert outcomes(application(country=own), "2023-09-18", featured(country=registered_in))["given_here"] == outcome
    assert "given_here" not in outcomes(application(country=own), "2023-05-01", featured(country=registered_in))


@pytest.mark.parametrize(
    ("on", "starts_on", "early", "late"),
    [
        pytest.param("2023-05-01", "2023-05-28", "not met", "met", id="P-8-27-dagen"),
        pytest.param("2023-05-01", "2023-05-29", "met", "met", id="P-8-28-dagen"),
        pytest.param("2023-05-01", "2023-09-30", "met", "met", id="P-9-laatste-dag"),
        pytest.param("2023-05-01", "2023-10-01", "met", "not met", id="P-9-een-dag-te-laat"),
        pytest.param("2023-03-17", "2023-03-28", "not met", "met", id="P-9c-28-3-2023"),
        pytest.param("2023-04-20", "2023-03-29", "met", "met", id="P-9c-telt-voor-het-hele-tijdvak"),
        pytest.param("2023-09-18", "2023-10-16", "met", "met", id="tijdvak-4-28-dagen-na-aanvraag"),
        pytest.param("2023-09-18", "2023-10-15", "not met", "met", id="tijdvak-4-27-dagen-na-aanvraag"),
    ],
)
def test_start_terms(on: str, starts_on: str, early: str, late: str) -> None:
    found = outcomes(application(starts_on=starts_on, ends_on="2023-12-15"), on)
    assert (found["start_not_too_early"], found["start_not_too_late"]) == (early, late)


def test_p9a_training_of_several_years_starts_within_five_months() -> None:
    of = application(starts_on="2022-09-30", ends_on="2023-06-30", is_multi_year=True)
    assert outcomes(of, "2022-03-01")["start_not_too_late"] == "met"
    assert (
        outcomes(application(starts_on="2022-09-30", ends_on="2023-06-30"), "2022-03-01")["start_not_too_late"]
        == "not met"
    )


@pytest.mark.parametrize(
    ("on", "is_multi_year", "recognitions", "outcome"),
    [
        pytest.param("2023-07-03", True, ["OCW"], "met", id="P-9b-al-begonnen"),
        pytest.param("2023-05-01", True, ["OCW"], "not met", id="P-9b-nog-niet-voor-1-7-2023"),
        pytest.param("2023-07-03", False, ["OCW"], "not met", id="P-9b-niet-meerjarig"),
        pytest.param("2023-07-03", True, ["NRTO"], "a person must judge", id="P-9b-niet-OCW"),
    ],
)
def test_multi_year_training_may_have_started(
    on: str, is_multi_year: bool, recognitions: list[str], outcome: str
) -> None:
    of = application(starts_on="2023-02-01", ends_on="2024-01-31", is_multi_year=is_multi_year)
    assert outcomes(of, on, featured(recognitions=recognitions))["start_not_too_early"] == outcome


def test_a9_paper_covers_one_study_year() -> None:
    assert outcomes(application(starts_on="2023-06-05", ends_on="2024-06-05"))["one_study_year"] == "met"
    assert outcomes(application(starts_on="2023-06-05", ends_on="2024-06-06"))["one_study_year"] == PERSON


def test_p10_the_decision_fixes_the_days_of_the_paper() -> None:
    period = STAP.project_period(application(), date(2023, 5, 2), values())
    assert period == (date(2023, 6, 5), date(2023, 12, 15))
