"""Who may have a STAP-budget (stap.md 1): every E-number, allowed and refused on the same set-up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from cases.schemes.answers import Period
from cases.schemes.stap.rules.insurance import insured_months, look_back, months_of, written
from tests.schemes.stap.builders import (
    UNKNOWN,
    UNREACHABLE,
    answered,
    application,
    features,
    file,
    finding,
    judged,
    outcomes,
    values,
)


@pytest.mark.parametrize(
    ("born_on", "applied_on", "outcome"),
    [
        pytest.param("2005-05-01", "2023-05-01", "met", id="E-1-vandaag-18"),
        pytest.param("2005-05-02", "2023-05-01", "not met", id="E-1-morgen-18"),
        pytest.param("2004-02-29", "2022-02-28", "not met", id="E-1-schrikkeldag-op-28-februari-nog-17"),
        pytest.param("2004-02-29", "2022-03-01", "met", id="E-1-schrikkeldag-op-1-maart-18"),
    ],
)
def test_applicant_is_adult(born_on: str, applied_on: str, outcome: str) -> None:
    assert outcomes(application(born_on), applied_on)["adult"] == outcome


@pytest.mark.parametrize(
    ("born_on", "applied_on", "outcome"),
    [
        pytest.param("1955-09-01", "2022-03-31", "met", id="E-2-66-7-nog-een-dag"),
        pytest.param("1955-09-01", "2022-04-01", "not met", id="E-2-66-7-bereikt"),
        pytest.param("1956-06-01", "2023-03-31", "met", id="E-2-66-10-nog-een-dag"),
        pytest.param("1956-06-01", "2023-04-01", "not met", id="E-2-66-10-bereikt"),
        pytest.param("1957-02-28", "2023-12-27", "met", id="E-2-laatste-van-66-10"),
        pytest.param("1957-03-01", "2023-12-31", "met", id="E-2a-67"),
        pytest.param("1988-04-12", "2023-05-01", "met", id="E-2-jong"),
        pytest.param("1955-08-31", "2022-03-01", "a person must judge", id="E-2a-voor-de-tabel"),
    ],
)
def test_applicant_is_below_the_pension_age_of_its_cohort(born_on: str, applied_on: str, outcome: str) -> None:
    assert outcomes(application(born_on), applied_on)["pension_age"] == outcome


@pytest.mark.parametrize(
    ("reading", "first", "last"),
    [
        pytest.param("month", date(2020, 8, 1), date(2022, 7, 31), id="E-3-lezing-a-kalendermaand"),
        pytest.param("window", date(2020, 8, 1), date(2022, 7, 31), id="E-3-lezing-b-tijdvak"),
        pytest.param("day", date(2020, 8, 15), date(2022, 8, 14), id="E-3-lezing-c-dag"),
    ],
)
def test_look_back_in_each_reading(reading: str, first: date, last: date) -> None:
    within = look_back(values("2022-11-15", insured_counted_from=reading))
    assert (within.first, within.last) == (first, last)


def test_e3_the_three_readings_agree_on_the_opening_day_of_a_window() -> None:
    found = {
        reading: look_back(values("2022-11-01", insured_counted_from=reading)) for reading in ("month", "window", "day")
    }
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        pytest.param(date(2021, 8, 1), date(2022, 1, 31), "6", id="zes-kalendermaanden"),
        pytest.param(date(2021, 8, 2), date(2022, 1, 31), "5 + 30/31", id="een-dag-minder"),
        pytest.param(date(2021, 2, 15), date(2021, 8, 14), "6", id="van-datum-tot-datum"),
        pytest.param(date(2020, 2, 1), date(2020, 2, 29), "1", id="schrikkelmaand"),
        pytest.param(date(2021, 1, 31), date(2021, 1, 31), "1/28", id="een-dag"),
    ],
)
def test_months_are_counted_exactly(first: date, last: date, months: str) -> None:
    found = written(months_of(Period(first, last)))
    assert found.removeprefix("0 + ") == months


def test_e3_separate_periods_count_together_or_only_the_longest_as_set() -> None:
    parts = (Period(date(2021, 1, 1), date(2021, 3, 31)), Period(date(2021, 8, 1), date(2021, 10, 31)))
    assert insured_months(parts, values()) == 6
    assert insured_months(parts, values(insured_parts_count="longest")) == 3
    assert insured_months((), values(insured_parts_count="longest")) == Fraction(0)


def test_e3_periods_that_overlap_count_once_and_outside_the_look_back_not_at_all() -> None:
    spells = answered(
        {"from_on": "2010-01-01", "until_on": "2021-03-31"},
        {"from_on": "2021-02-01", "until_on": "2021-05-31"},
        {"from_on": "2023-02-01", "until_on": None},
    )
    found = finding(judged(application(), extracts=file(insured=spells)), "insured")
    assert found.facts["from_on"] == "2021-02-01"
    assert found.facts["months"] == "4"
    assert found.outcome.value == "a person must judge"


@pytest.mark.parametrize("answer", [UNKNOWN, UNREACHABLE], ids=["onbekend", "onbereikbaar"])
def test_e3_a_register_without_answer_is_for_a_person_never_a_silent_yes(answer: dict[str, object]) -> None:
    assert outcomes(application(), extracts=file(insured=answer))["insured"] == "a person must judge"
    assert judged(application(), extracts=file(insured=answer)).outcome == "person"


def test_e4_there_is_no_test_of_nationality() -> None:
    assert not [code for code in outcomes(application()) if "national" in code or "citizen" in code]
    assert not hasattr(application().applicant, "nationality")


def test_e5_work_is_not_asked() -> None:
    assert judged(application()).outcome == "grant"
    assert not hasattr(application().applicant, "employer")


@pytest.mark.parametrize("support", ["student_finance", "teacher_grant", "allowance"])
def test_e6_other_money_for_study_stands_in_the_way_by_own_word(support: str) -> None:
    found = outcomes(application(fields={"support": [support]}))
    assert found["support_declared"] == "not met"


@pytest.mark.parametrize("kind", ["student_finance", "teacher_grant", "allowance"])
def test_e6_other_money_in_the_register_that_was_not_told_is_for_a_person(kind: str) -> None:
    told = file(support=answered({"kind": kind, "from_on": "2023-01-01", "until_on": None}))
    found = finding(judged(application(), extracts=told), "support_registered")
    assert (found.outcome.value, found.facts["contradicts"]) == ("a person must judge", True)


def test_e6_money_that_ended_before_the_application_is_no_obstacle() -> None:
    told = file(support=answered({"kind": "allowance", "from_on": "2022-01-01", "until_on": "2023-04-30"}))
    assert outcomes(application(), extracts=told)["support_registered"] == "met"


def test_e6_a_register_that_is_down_is_for_a_person_and_one_that_knows_nobody_is_a_no() -> None:
    assert outcomes(application(), extracts=file(support=UNREACHABLE))["support_registered"] == "a person must judge"
    assert outcomes(application(), extracts=file(support=UNKNOWN))["support_registered"] == "met"


def test_e6a_lifelong_learning_credit_is_no_obstacle() -> None:
    assert judged(application(fields={"support": ["lifelong_learning_credit"]})).outcome == "grant"


@pytest.mark.parametrize(("earlier", "outcome"), [(0, "met"), (1, "not met"), (2, "not met")])
def test_e7_one_grant_a_calendar_year(earlier: int, outcome: str) -> None:
    assert outcomes(application(), extracts=file(grants_this_year=earlier))["one_grant_a_year"] == outcome


def test_e8_a_refusal_earlier_in_the_year_is_no_obstacle() -> None:
    assert judged(application(), extracts=file(other_applications_in_window=1, grants_this_year=0)).outcome == "grant"


@pytest.mark.parametrize(
    ("born_on", "mode", "is_multi_year", "outcome"),
    [
        pytest.param("1993-05-01", "voltijd", True, "met", id="E-9-vandaag-30"),
        pytest.param("1993-05-02", "voltijd", True, "not met", id="E-9-morgen-30"),
        pytest.param("2000-01-01", "deeltijd", True, "met", id="E-9-deeltijd"),
        pytest.param("2000-01-01", "voltijd", False, "met", id="E-9-een-jaar"),
    ],
)
def test_full_time_study_of_several_years_from_thirty(
    born_on: str, mode: str, is_multi_year: bool, outcome: str
) -> None:
    of = application(born_on, mode=mode, is_multi_year=is_multi_year)
    assert outcomes(of)["full_time_age"] == outcome


def test_e10_the_applicant_is_one_natural_person() -> None:
    of = application()
    assert (of.applicant_kind, of.applicant.identifier) == ("PERSOON", of.applicant.bsn)


@pytest.mark.parametrize(
    ("paid", "outcome"), [(False, "met"), (True, "a person must judge"), (None, "a person must judge")]
)
def test_e11_a_training_that_another_pays_already_is_excluded_by_the_register(paid: bool | None, outcome: str) -> None:
    told = file(feature_entries=answered(features(is_paid_otherwise=paid)))
    assert outcomes(application(), extracts=told)["not_paid_otherwise"] == outcome


@pytest.mark.parametrize(
    ("entry", "outcome"),
    [
        pytest.param({"scheme": "stap", "until_on": "2025-04-30"}, "a person must judge", id="R-2-uitgesloten"),
        pytest.param({"scheme": "stap", "until_on": "2023-04-30"}, "met", id="R-2-uitsluiting-voorbij"),
        pytest.param({"scheme": "slim", "until_on": "2025-04-30"}, "met", id="R-2-andere-regeling"),
    ],
)
def test_who_is_excluded_is_seen_by_a_person(entry: dict[str, str], outcome: str) -> None:
    told = file(excluded=answered({"kind": "exclusion", "measure": "M-1", "from_on": "2023-01-01", **entry}))
    assert outcomes(application(), extracts=told)["applicant_not_excluded"] == outcome


@pytest.mark.parametrize(
    ("on", "from_on", "outcome"),
    [
        pytest.param("2023-05-02", "2023-04-30", "a person must judge", id="C-3-verwijderd-voor-het-tijdvak"),
        pytest.param("2023-05-02", "2023-05-01", "met", id="C-3-verwijderd-in-het-tijdvak-art-12-lid-1-e"),
        pytest.param("2022-09-02", "2022-09-01", "a person must judge", id="39-in-2022-telde-het-meteen"),
    ],
)
def test_a_removal_counts_from_the_next_window_since_2023(on: str, from_on: str, outcome: str) -> None:
    measure = {"scheme": "stap", "kind": "removal", "measure": "M-2", "from_on": from_on, "until_on": None}
    assert outcomes(application(), on, file(removed=answered(measure)))["not_removed"] == outcome


@pytest.mark.parametrize(
    ("scheme", "outcome"),
    [
        pytest.param("stap", "a person must judge", id="R-5-verwijderd"),
        pytest.param("slim", "met", id="R-5-andere-regeling"),
    ],
)
def test_a_removed_trainer_is_seen_by_a_person(scheme: str, outcome: str) -> None:
    measure = {"scheme": scheme, "kind": "removal", "measure": "M-2", "from_on": "2023-01-01", "until_on": None}
    assert outcomes(application(), extracts=file(removed=answered(measure)))["not_removed"] == outcome


def test_paper_of_another_person_is_for_a_person() -> None:
    of = application(last_name="Berkhout")
    assert outcomes(of)["paper_matches"] == "a person must judge"
    assert outcomes(application())["paper_matches"] == "met"
