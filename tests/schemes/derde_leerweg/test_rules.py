"""The conditions of a place, each met and not met from one set-up, and what registers make of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.schemes.base import Outcome
from cases.schemes.reading import InvalidInput
from tests.schemes.derde_leerweg.builders import (
    DERDE_LEERWEG,
    ON,
    application,
    judged,
    known,
    place,
    unmet,
    values_on,
)

ROUND_7 = date(2025, 11, 10)


def test_a_place_that_meets_every_condition_claims_its_weeks() -> None:
    line = judged(place(weeks=30))
    assert (line.outcome, line.claims[0].units, line.claims[0].of) == ("met", 30, 40)
    assert unmet(line) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"ends_on": "2023-07-01", "starts_on": "2023-05-01", "weeks": 5}, "ended", id="article 6: ended"),
        pytest.param({"starts_on": "2021-01-04", "ends_on": "2021-09-26"}, "in_time", id="article 6: within a year"),
        pytest.param({"starts_on": "2020-12-28", "ends_on": "2021-09-26"}, "start", id="article 5: first day"),
        pytest.param({"situation": "werkend"}, "participant", id="article 3: target group until 2024"),
        pytest.param({"result": "instellingsverklaring"}, "result", id="article 5: result"),
        pytest.param({"agreement_is_signed": False}, "agreement", id="article 5: agreement"),
        pytest.param({"hours_are_recorded": False}, "hours", id="article 5: hours"),
    ],
)
def test_a_condition_that_is_not_met_refuses_the_place(changed: dict[str, Any], code: str) -> None:
    line = judged(place(**changed))
    assert line.outcome == "refused"
    assert code in unmet(line)
    assert line.claims[0].units == 0


def test_the_older_statement_counts_for_places_that_began_before_august_2021() -> None:
    old = place(result="instellingsverklaring", starts_on="2021-07-26", ends_on="2022-07-03", weeks=40)
    assert "result" not in unmet(judged(old))


def test_from_the_change_of_2024_on_people_in_work_take_part() -> None:
    worker = place(situation="werkend", starts_on="2024-10-07", ends_on="2025-07-06", weeks=30)
    assert judged(worker, on=ROUND_7).outcome == "met"


@pytest.mark.parametrize(
    ("on", "weeks", "starts_on", "ends_on", "counted"),
    [
        pytest.param(ON, 44, "2022-06-20", "2023-05-28", 40, id="1: at most 40 weeks"),
        pytest.param(ON, 40, "2022-08-22", "2022-12-25", 18, id="4 lid 2: no more than there were"),
        pytest.param(ROUND_7, 45, "2024-09-02", "2025-09-28", 40, id="S106: 40 of 52 weeks"),
    ],
)
def test_weeks_above_the_norm_are_cut_and_the_rest_counts(
    on: date, weeks: int, starts_on: str, ends_on: str, counted: int
) -> None:
    line = judged(place(weeks=weeks, starts_on=starts_on, ends_on=ends_on, situation="werkzoekend"), on=on)
    assert (line.outcome, line.claims[0].units, line.claims[0].asked_units) == ("met", counted, weeks)
    assert unmet(line) == ["weeks"]


@pytest.mark.parametrize(
    ("ends_on", "last_day"),
    [
        pytest.param("2022-12-04", date(2023, 12, 4), id="S105: one year after the end"),
        pytest.param("2023-08-27", date(2024, 5, 28), id="S105: longer than 40 weeks, one year after the first 40"),
    ],
)
def test_the_year_to_apply_runs_from_the_end_or_from_the_first_forty_weeks(ends_on: str, last_day: date) -> None:
    found = judged(place(weeks=10, ends_on=ends_on))
    told = next(finding for finding in found.findings if finding.code == "in_time")
    assert told.facts["last_day"] == last_day.isoformat()


@pytest.mark.parametrize("register", ["sbb", "crebo"])
@pytest.mark.parametrize("state", ["unknown", "unreachable"])
def test_a_register_that_does_not_answer_asks_a_person(register: str, state: str) -> None:
    extracts = known()
    subject = next(iter(extracts["registers"][register]))
    extracts["registers"][register][subject] |= {"state": state, "answer": None}
    assert judged(extracts=extracts).outcome == "person"


def test_a_firm_that_was_recognised_for_a_part_of_the_days_asks_a_person() -> None:
    extracts = known()
    extracts["registers"]["sbb"]["applicant"]["answer"]["entries"][0]["until_on"] = "2023-01-01"
    line = judged(extracts=extracts)
    assert line.outcome == "person"
    assert next(f for f in line.findings if f.code == "recognition").facts["contradicts"] is True


def test_rod_is_asked_from_the_round_of_2025_on() -> None:
    codes = {question.register for question in DERDE_LEERWEG.asked(application(), ON)}
    later = {question.register for question in DERDE_LEERWEG.asked(application(on=ROUND_7), ROUND_7)}
    assert later - codes == {"rod"}


def test_no_question_names_a_person_as_its_subject() -> None:
    found = application(on=ROUND_7)
    assert not any(found.places[0].bsn in question.subject for question in DERDE_LEERWEG.asked(found, ROUND_7))


def test_a_place_that_was_settled_in_an_earlier_round_is_not_paid_again() -> None:
    line = judged(extracts={**known(), "prior_places": {"1": "1/2"}})
    assert (line.outcome, unmet(line)) == ("refused", ["paid_once"])


def test_what_a_person_established_goes_before_what_a_register_says() -> None:
    extracts = known()
    extracts["registers"]["sbb"]["applicant"] |= {"state": "unknown", "answer": None}
    line = judged(extracts={**extracts, "checked_lines": {"1": {"recognition": True, "weeks": 12}}})
    assert (line.outcome, line.claims[0].units) == ("met", 12)


def test_nothing_personal_leaves_the_rules() -> None:
    line = judged()
    told = f"{line.label} {dict(line.facts)} {[(f.label, dict(f.facts)) for f in line.findings]}"
    assert line.holder not in told


def test_the_same_place_twice_is_told_at_once() -> None:
    with pytest.raises(InvalidInput, match="twee keer"):
        application(place(1), place(1))


def test_an_application_without_account_or_declaration_is_not_complete() -> None:
    found = application(declares=False)
    findings = DERDE_LEERWEG.completeness(found, values_on(), {})
    assert {f.code: f.outcome for f in findings} == {"declaration": Outcome.NOT_MET, "account": Outcome.MET}
