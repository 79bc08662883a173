"""Grounds for refusal outside the application: other applications, running projects, early start, de-minimis, insolvency."""

from __future__ import annotations

from typing import Any

import pytest

from tests.schemes.slim.builders import (
    application,
    costing,
    enterprise,
    judged,
    participant,
)

MET, NOT_MET, PERSON = "met", "not met", "a person must judge"


@pytest.mark.parametrize(("others", "outcome"), [(0, MET), (1, NOT_MET)])
def test_one_application_per_window(others: int, outcome: str) -> None:
    assert judged(application(), extracts={"other_applications_in_window": others})["one_application"] == outcome


@pytest.mark.parametrize(
    ("asked", "running", "blocks", "day", "outcome"),
    [
        pytest.param("c", ["c"], "same", "2023-09-01", NOT_MET, id="P6-zelfde-activiteit"),
        pytest.param("c", ["a"], "same", "2023-09-01", MET, id="S21-andere-activiteit"),
        pytest.param("c", ["a"], "any", "2023-09-01", NOT_MET, id="P6-a-of-c"),
        pytest.param("c", ["b", "d"], "any", "2023-09-01", MET, id="P6-alleen-a-en-c"),
        pytest.param("c", ["c"], "same", "2023-08-31", MET, id="P6-pas-vanaf-1-9-2023"),
    ],
)
def test_running_project_blocks_a_new_one(asked: str, running: list[str], blocks: str, day: str, outcome: str) -> None:
    of = application(activities=[asked])
    assert judged(of, day, {"running_activities": running}, running_project_blocks=blocks)["running_project"] == outcome


@pytest.mark.parametrize(
    ("starts_on", "day", "outcome"),
    [
        pytest.param("2020-03-10", "2020-03-10", MET, id="op-de-dag-van-de-aanvraag"),
        pytest.param("2020-03-09", "2020-03-10", PERSON, id="voor-mei-2021-een-bevoegdheid"),
        pytest.param("2022-03-09", "2022-03-10", NOT_MET, id="sinds-mei-2021-verplicht"),
    ],
)
def test_activities_have_not_started(starts_on: str, day: str, outcome: str) -> None:
    of = application(project={"title": "T", "summary": "S", "months": 12, "starts_on": starts_on})
    assert judged(of, day)["started_before_grant"] == outcome


@pytest.mark.parametrize(
    ("declared", "registered", "outcome"),
    [
        pytest.param("190000.00", None, MET, id="precies-het-plafond"),
        pytest.param("190000.01", None, NOT_MET, id="een-cent-erboven"),
        pytest.param("0.00", "190000.01", NOT_MET, id="register-hoger-dan-verklaring"),
        pytest.param(None, "0.00", MET, id="alleen-register"),
        pytest.param(None, None, PERSON, id="onbekend"),
    ],
)
def test_de_minimis_stays_under_its_ceiling(declared: str | None, registered: str | None, outcome: str) -> None:
    own = {**enterprise(), "de_minimis_received": declared}
    of = costing("12500.00", enterprise=own, requested_amount="10000.00")
    assert judged(of, extracts={"de_minimis_prior": {"90000001": registered}})["de_minimis"] == outcome


@pytest.mark.parametrize(("day", "outcome"), [("2023-12-31", NOT_MET), ("2024-01-01", MET)])
def test_de_minimis_ceiling_rises_in_2024(day: str, outcome: str) -> None:
    assert judged(application(enterprise=enterprise(de_minimis_received="199000.00")), day)["de_minimis"] == outcome


def test_de_minimis_is_tested_on_the_part_of_each_partner() -> None:
    members = [participant(1, "80.00"), participant(2, "20.00", de_minimis_received="150000.00")]
    of = costing("434782.61", "SWV", participants=members)
    assert judged(of, "2022-06-14")["de_minimis"] == NOT_MET
    fits = [participant(1, "80.00"), participant(2, "20.00", de_minimis_received="100000.00")]
    assert judged(costing("434782.61", "SWV", participants=fits), "2022-06-14")["de_minimis"] == MET


@pytest.mark.parametrize(
    ("declared", "registered", "setting", "outcome"),
    [
        pytest.param("none", {"insolvency": False}, "person", MET, id="geen"),
        pytest.param("none", {}, "person", MET, id="niet-gevraagd"),
        pytest.param("none", {"insolvency": None}, "person", PERSON, id="register-weet-het-niet"),
        pytest.param("none", {"insolvency": True}, "person", PERSON, id="register-kent-insolventie"),
        pytest.param("pending", {"insolvency": False}, "person", PERSON, id="aangevraagd"),
        pytest.param("declared", {"insolvency": False}, "person", PERSON, id="uitgesproken"),
        pytest.param("declared", {"insolvency": True}, "refuse", NOT_MET, id="uitgesproken-met-vast-beleid"),
    ],
)
def test_insolvency_is_weighed_by_a_person(
    declared: str, registered: dict[str, Any], setting: str, outcome: str
) -> None:
    found = judged(application(insolvency=declared), extracts=registered, insolvency_outcome=setting)
    assert found["insolvency"] == outcome
