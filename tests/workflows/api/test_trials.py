"""A trial calculation gives what the rules find on a day, as the command does, and leaves nothing behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from tests import make
from tests.workflows.api.calls import TRIALS, Caller, answer, caller
from workflows.api.models import RequestCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody() -> Caller:
    """A client of a party that has nothing to do with the application."""
    return caller("99000001")


def asked(name: str = "mkb-klein-2020", on: str | None = "2020-03-03") -> dict[str, Any]:
    """Give an application to be calculated."""
    found = make.sample(name)
    found.pop("received_at")
    return found if on is None else {**found, "on": on}


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("mkb-te-lage-kosten-2020", "refuse"), ("mkb-klein-2020", "grant")],
)
def test_a_trial_gives_outcome_findings_and_calculation(name: str, outcome: str, somebody: Caller) -> None:
    response = somebody.post(TRIALS, asked(name))
    told = answer(response)
    assert (response.status_code, told["outcome"], told["on"]) == (200, outcome, "2020-03-03")
    assert told["calculation"][-1]["result"] == told["amount"]
    assert {finding["outcome"] for finding in told["findings"]} <= {"met", "not met", "a person must judge"}


def test_the_day_chooses_the_rules(somebody: Caller) -> None:
    early = answer(somebody.post(TRIALS, asked()))
    late = answer(somebody.post(TRIALS, asked(on="2025-03-03")))
    assert early["version"] != late["version"]


def test_a_trial_stores_nothing(somebody: Caller) -> None:
    somebody.post(TRIALS, asked())
    before = _rows()
    somebody.post(TRIALS, asked())
    somebody.post(TRIALS, asked() | {"more": 1})
    assert _rows() == before


def _rows() -> dict[str, int]:
    """Count the rows of every table but the counter of requests, which has one for each client."""
    return {model.__name__: model._default_manager.count() for model in apps.get_models() if model is not RequestCount}


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"on": "gisteren"}, "on"),
        ({"on": 20200303}, "on"),
        ({"on": "1900-01-01"}, "on"),
        ({"scheme": "verzonnen"}, "scheme"),
        ({"application": []}, "application"),
        ({"received_at": "2020-03-03T10:00:00+01:00"}, "received_at"),
        ({"documents": {}}, "documents"),
    ],
)
def test_what_is_wrong_is_told_with_its_path(changed: dict[str, Any], path: str, somebody: Caller) -> None:
    response = somebody.post(TRIALS, asked() | changed)
    assert (response.status_code, answer(response)["errors"][0]["path"]) == (422, path)


def test_two_things_that_are_wrong_are_told_together(somebody: Caller) -> None:
    response = somebody.post(TRIALS, asked(on="gisteren") | {"application": {}})
    paths = {error["path"] for error in answer(response)["errors"]}
    assert {"on", "application.applicant"} <= paths
