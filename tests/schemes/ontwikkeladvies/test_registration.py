"""What the rules make of the portal: confirmed, unknown, out of reach, or contradicting the application."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.registers.shapes import shape_of
from cases.schemes.ontwikkeladvies.registers import REGISTRATIONS
from tests.schemes.ontwikkeladvies.builders import (
    ADVICE,
    BSN,
    PORTAL,
    application,
    file,
    finding,
    judged,
    outcomes,
    registration,
)

CODES = ("registered", "registration_day", "identity", "declaration", "education_agrees")


def test_registration_that_agrees_is_met_in_everything() -> None:
    found = outcomes(application())
    assert {found[code] for code in CODES} == {"met"}


@pytest.mark.parametrize("state", ["unknown", "unreachable"])
def test_portal_without_an_answer_is_for_a_person(state: str) -> None:
    found = outcomes(application(), file(state=state))
    assert {found[code] for code in CODES} == {"a person must judge"}
    assert judged(application(), file(state=state)).outcome == "person"


def test_portal_that_was_never_asked_is_for_a_person() -> None:
    assert judged(application(), {"documents": [], "registers": {}}).outcome == "person"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"adviser": "ADV999"}, "registered"),
        ({"registered_on": "2022-05-30"}, "registration_day"),
        ({"is_identity_checked": False}, "identity"),
        ({"is_declaration_signed": False}, "declaration"),
        ({"education": "mbo-4"}, "education_agrees"),
    ],
)
def test_portal_that_says_otherwise_is_for_a_person_and_never_refuses_by_itself(
    changes: dict[str, Any], code: str
) -> None:
    found = finding(application(), code, file(registration(**changes)))
    assert found.outcome.value == "a person must judge"
    assert found.facts["contradicts"] is True
    assert judged(application(), file(registration(**changes))).outcome == "person"


def test_education_that_the_portal_does_not_name_is_for_a_person() -> None:
    found = finding(application(), "education_agrees", file(registration(education=None)))
    assert found.outcome.value == "a person must judge"
    assert "contradicts" not in found.facts


def test_registration_by_another_adviser_beside_it_changes_nothing() -> None:
    others = (registration(adviser="ADV999", education="hbo"), registration(), registration(registered_on="2022-04-02"))
    assert judged(application(), file(*others)).outcome == "grant"


def test_one_question_is_put_under_a_name_that_is_no_number_of_a_person() -> None:
    (question,) = ADVICE.asked(application(), date(2022, 6, 13))
    assert (question.register, question.key, question.subject) == (PORTAL, BSN, "participant")
    assert shape_of(PORTAL) is REGISTRATIONS
    assert REGISTRATIONS.key_column.is_personal
