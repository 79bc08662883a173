"""What a hostile client sends is refused as a problem that names it, and never let in half understood."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.workflows.api.calls import APPLICATIONS, TRIALS, Caller, answer, applicant_of, caller, envelope

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound() -> dict[str, Any]:
    """An application that is let in as it stands."""
    return envelope()


@pytest.fixture
def sender(sound: dict[str, Any]) -> Caller:
    """Its applicant."""
    return caller(applicant_of(sound))


@pytest.mark.parametrize("field", ['"scheme":', '"iban":', '"title":'])
def test_a_field_that_is_named_twice_is_refused(field: str, sound: dict[str, Any], sender: Caller) -> None:
    once = json.dumps(sound, separators=(",", ":"))
    twice = once.replace(field, f'{field}"iets anders",{field}', 1)
    response = sender.post(APPLICATIONS, twice)
    assert (response.status_code, "twee keer" in answer(response)["errors"][0]["message"]) == (400, True)
    accepted = sender.post(APPLICATIONS, once)
    assert accepted.status_code == 201, accepted.content


@pytest.mark.parametrize(
    "change", [{"\ud800": 1}, {"scheme": "\ud800"}, {"documents": [{"\ud800": 1}]}, {"received_at": "\udfff"}]
)
@pytest.mark.parametrize("path", [APPLICATIONS, TRIALS])
def test_half_a_character_is_refused_as_a_problem(
    change: dict[str, Any], path: str, sound: dict[str, Any], sender: Caller
) -> None:
    response = sender.post(path, {**sound, **change})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert "half teken" in answer(response)["errors"][0]["message"]


def test_a_whole_character_may_be_escaped(sound: dict[str, Any], sender: Caller) -> None:
    sound["application"]["applicant"]["contact_name"] = "Anouk \U0001f331"
    raw = json.dumps(sound)
    assert "\\ud83c" in raw
    assert sender.post(APPLICATIONS, raw).status_code == 201


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x7f", "\x9f", "\u202e", "\u2066"])
def test_text_that_steers_or_turns_what_is_read_is_refused(char: str, sound: dict[str, Any], sender: Caller) -> None:
    sound["application"]["applicant"]["name"] = f"Bakkerij{char}bv"
    response = sender.post(APPLICATIONS, sound)
    assert (response.status_code, answer(response)["errors"][0]["path"]) == (422, "application.applicant.name")


@pytest.mark.parametrize(("day", "status"), [("1588377600", 422), ("2020-05-02T00:00:00", 422), ("2020-05-02", 201)])
def test_a_day_is_written_as_a_day(day: str, status: int, sound: dict[str, Any], sender: Caller) -> None:
    sound["application"]["project"]["starts_on"] = day
    assert sender.post(APPLICATIONS, sound).status_code == status
