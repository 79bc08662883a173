"""Each condition on participant, trajectory and adviser, from what the application tells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.schemes.judgement import Outcome
from cases.schemes.reading import InvalidInput
from tests.schemes.ontwikkeladvies.builders import (
    ADVICE,
    PAPERS,
    application,
    application_data,
    file,
    finding,
    hired,
    judged,
    outcomes,
    values,
)


def test_everything_in_order_leads_to_the_subsidy() -> None:
    assert judged(application()).outcome == "grant"


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("labour_market", {"participant": {"labour_market_link": "geen band"}}),
        ("registered_before_start", {"participant": {"registered_on": "2022-05-16"}}),
        ("registered_before_start", {"participant": {"registered_on": "2022-05-20"}}),
        ("finished", {"trajectory": {"ended_on": "2022-06-14"}}),
        ("finished", {"trajectory": {"ended_on": "2022-05-15"}}),
        ("talk_hours", {"trajectory": {"talk_hours": "3.75"}}),
        ("plan", {"trajectory": {"names_training": False}}),
        ("plan_signed", {"trajectory": {"plan_is_signed": False}}),
        ("statement_signed", {"trajectory": {"statement_is_signed": False}}),
        ("adviser_education", {"adviser": {"is_in_noloc_register": False, "keeps_code": True}}),
        ("adviser_years", {"adviser": {"years": 2}}),
        ("adviser_code", {"adviser": {"is_in_noloc_register": False, "education": "hbo met cursussen"}}),
    ],
)
def test_condition_that_is_not_met_by_own_word_refuses(code: str, parts: dict[str, Any]) -> None:
    assert outcomes(application(**parts))[code] == "not met"
    assert judged(application(**parts)).outcome == "refuse"


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("labour_market", {"participant": {"labour_market_link": "ziek"}}),
        ("labour_market", {"participant": {"labour_market_link": "uitkering"}}),
        ("finished", {"trajectory": {"ended_on": "2022-06-13"}}),
        ("talk_hours", {"trajectory": {"talk_hours": "4.00"}}),
        ("adviser_education", {"adviser": {"is_in_noloc_register": False, "education": "hbo mens of organisatie"}}),
        ("adviser_years", {"adviser": {"years": 3}}),
        ("adviser_code", {"adviser": {"is_in_noloc_register": False, "keeps_code": True}}),
    ],
)
def test_condition_that_is_just_met(code: str, parts: dict[str, Any]) -> None:
    assert outcomes(application(**parts))[code] == "met"


@pytest.mark.parametrize(
    ("code", "setting"),
    [
        ("adviser_maximum", {"trajectories_per_adviser": 40}),
        ("scan", {"scan_needed": True}),
        ("minimum_tariff", {"hired_kinds": ("adviseur",)}),
    ],
)
def test_setting_that_asks_what_the_form_does_not_tell_is_for_a_person(code: str, setting: dict[str, Any]) -> None:
    assert outcomes(application())[code] == "met"
    assert outcomes(application(), **setting)[code] == "a person must judge"


def test_registration_on_the_first_day_is_enough_where_the_setting_says_so() -> None:
    of = application(participant={"registered_on": "2022-05-16"})
    assert outcomes(of, registration_before_start=False)["registered_before_start"] == "met"


def test_second_application_for_a_participant_is_for_a_person() -> None:
    assert finding(application(), "participant_once", file(other_applications_in_window=1)).outcome is Outcome.PERSON
    assert finding(application(), "participant_once").outcome is Outcome.MET


def test_own_adviser_is_not_tested_on_a_tariff() -> None:
    assert finding(application(kind="werkgever"), "minimum_tariff").facts == {"is_tested": False}
    assert finding(hired("559.99"), "minimum_tariff").facts == {
        "is_tested": True,
        "tariff": "559.99",
        "least": "560.00",
    }


@pytest.mark.parametrize("paper", PAPERS)
def test_hirer_who_leaves_a_paper_out_is_asked_for_it(paper: str) -> None:
    told = file(documents=[each for each in PAPERS if each != paper])
    missing = [
        each.facts["document"]
        for each in ADVICE.completeness(hired("600.00"), values(), told)
        if each.outcome is Outcome.NOT_MET
    ]
    assert missing == [paper]


def test_who_hired_nobody_proves_no_tariff() -> None:
    asked = [each.facts["document"] for each in ADVICE.completeness(application(), values(), file())]
    assert asked == ["ontwikkelplan", "prestatieverklaring"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"kind": "opdrachtgever"}, "(geheel)"),
        ({"kind": "deelnemer"}, "kind"),
        ({"participant": {"bsn": "123456789"}}, "participant.bsn"),
        ({"participant": {"born_on": "1885-01-01"}}, "participant.born_on"),
        ({"adviser": {"number": "ADV 1"}}, "adviser.number"),
        ({"trajectory": {"talk_hours": "1000.01"}}, "trajectory.talk_hours"),
        ({"identity_copy": "paspoort"}, "identity_copy"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_path(change: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidInput) as told:
        ADVICE.read_application(application_data(**change), date(2022, 6, 13))
    assert path in [error.path for error in told.value.errors]


def test_the_real_participant_is_who_counts_and_the_enterprise_who_applies() -> None:
    of = application()
    assert of.participant_numbers == (of.participant.bsn,)
    assert of.applicant.identifier == of.applicant.kvk_number
