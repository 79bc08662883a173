"""Reading SLIM applications and acts: every error at once with its path, odd but lawful names accepted."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import pydantic
import pytest

from cases.schemes.reading import InvalidInput
from cases.schemes.slim.application import read_application
from tests.schemes.slim.builders import SLIM, application, application_data, external, participant

ON = date(2020, 3, 10)


def errors(data: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        read_application(data, ON)
    return {error.path: error.message for error in caught.value.errors}


def test_all_errors_come_at_once_each_with_its_path() -> None:
    data = application_data(activities=["a", "x"], zzz=1)
    data["applicant"].update(kvk_number="123", iban="NL00ABNA0417164300")
    del data["applicant"]["town"]
    data["project"]["months"] = "12"
    data["budget"] = {"external": [external(amount=float("nan")), {**external(), "hours": "3.00"}], "paths": -1}
    assert set(errors(data)) == {
        "applicant.kvk_number",
        "applicant.iban",
        "applicant.town",
        "project.months",
        "activities[1]",
        "budget.external[0].amount",
        "budget.external[1]",
        "budget.paths",
        "zzz",
    }


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        pytest.param("months", "12", "project.months", id="getal-als-tekst"),
        pytest.param("months", 12.5, "project.months", id="gebroken-getal"),
        pytest.param("months", True, "project.months", id="ja-nee-als-getal"),
        pytest.param("months", float("nan"), "project.months", id="NaN"),
        pytest.param("months", 0, "project.months", id="nul"),
        pytest.param("starts_on", "9999-01-01", "project.starts_on", id="jaar-9999"),
        pytest.param("starts_on", "2020-02-30", "project.starts_on", id="dag-die-niet-bestaat"),
        pytest.param("title", "", "project.title", id="leeg"),
        pytest.param("title", "x" * 201, "project.title", id="te-lang"),
        pytest.param("title", "a\x00b", "project.title", id="stuurteken"),
        pytest.param("title", None, "project.title", id="niets"),
        pytest.param("colour", "groen", "project.colour", id="onbekend-veld"),
    ],
)
def test_bad_value_is_named_by_its_path(field: str, value: Any, path: str) -> None:
    data = application_data()
    data["project"][field] = value
    found = errors(data)
    assert set(found) == {path}
    assert found[path].endswith(".")


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-1.00", "1.005", "1.000,00", "", 12.5, True, None, "1e99"])
def test_amount_that_is_no_amount_is_refused(amount: Any) -> None:
    found = errors(application_data(budget={"external": [external(amount=amount)]}))
    assert set(found) <= {"budget.external[0].amount", "budget.external[0]"}


@pytest.mark.parametrize("name", ["Firma <A & B>", "Bakkerij 🥖 d'Or", 'Ærø & Zn. "De Hoop"', "مخبز"])
def test_odd_names_are_taken_as_they_are(name: str) -> None:
    data = application_data()
    data["applicant"]["name"] = name
    assert read_application(data, ON).applicant.name == name


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        pytest.param(
            {"participants": [participant(1, "50.00"), participant(2, "49.99")]}, "participants", id="aandelen"
        ),
        pytest.param({"participants": [participant(1, "50.00"), participant(1, "50.00")]}, "participants", id="dubbel"),
        pytest.param(
            {"participants": [participant(2, "50.00"), participant(3, "50.00")]}, "(geheel)", id="zonder-penvoerder"
        ),
        pytest.param(
            {"participants": [{**participant(1, "100.00"), "enterprise": None}]}, "participants[0]", id="zonder-cijfers"
        ),
    ],
)
def test_partnership_is_described_in_full(fields: dict[str, Any], path: str) -> None:
    assert set(errors(application_data("SWV", **fields))) == {path}


def test_single_enterprise_names_no_participants() -> None:
    members = [participant(1, "50.00"), participant(2, "50.00")]
    assert set(errors(application_data(participants=members))) == {"(geheel)"}


def test_applicant_and_participants_take_part_once_each() -> None:
    assert application("SWV").participant_numbers == ("90000001", "90000002")
    assert application().participant_numbers == ("90000001",)
    assert application("SWV").applicant_kind == "SWV"


def test_application_cannot_be_changed_after_reading() -> None:
    with pytest.raises((FrozenInstanceError, pydantic.ValidationError)):
        application().project.title = "anders"


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("supplement", {}),
        ("views", {"text": "Wij zijn het er niet mee eens.", "wants_hearing": True}),
        ("change", {"subject": "periode", "reason": "Vertraging.", "new_ends_on": "2021-09-01"}),
        ("interim_request", {"moment": "request", "progress": "Halverwege.", "costs_made": "5000.00"}),
        ("report", {"ended_on": "2021-03-01", "description": "Klaar.", "realised": {"external": [external()]}}),
        ("waiver", {"reason": "Het project gaat niet door."}),
        ("withdrawal", {}),
    ],
)
def test_each_act_can_be_read_and_names_statuses_of_the_scheme(act: str, data: dict[str, Any]) -> None:
    kind = SLIM.acts[act]
    assert kind.read(data, ON)
    assert kind.statuses
    assert set(kind.statuses) <= set(SLIM.statuses)
    with pytest.raises(InvalidInput):
        kind.read({**data, "zzz": 1}, ON)
