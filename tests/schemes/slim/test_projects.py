"""Conditions on a SLIM project: activities, adviser, places, duration, minimum, rates; what passes beside what does not."""

from __future__ import annotations

import pytest

from tests.schemes.slim.builders import (
    application,
    costing,
    external,
    judged,
)

MET, NOT_MET, PERSON = "met", "not met", "a person must judge"


@pytest.mark.parametrize(("day", "outcome"), [("2025-12-31", MET), ("2026-06-22", NOT_MET)])
def test_activity_c_is_mandatory_for_partnerships_from_2026(day: str, outcome: str) -> None:
    of = application("SWV", activities=["a"], budget={"external": [external("a")]})
    assert judged(of, day)["mandatory_activity"] == outcome
    assert "mandatory_activity" not in judged(application(activities=["a"], budget={"external": [external("a")]}), day)


@pytest.mark.parametrize(("day", "outcome"), [("2024-12-31", MET), ("2025-01-01", NOT_MET)])
def test_activity_d_ends_in_2025(day: str, outcome: str) -> None:
    of = application(activities=["d"], budget={"places": [{"count": 1, "weeks": 40, "starts_on": "2025-02-01"}]})
    assert judged(of, day)["activities"] == outcome


@pytest.mark.parametrize(("day", "outcome"), [("2024-12-31", MET), ("2025-01-01", NOT_MET)])
def test_activities_for_directors_alone_end_in_2025(day: str, outcome: str) -> None:
    of = application(project={"title": "T", "summary": "S", "months": 12, "only_for_directors": True})
    assert judged(of, day)["directors_only"] == outcome


@pytest.mark.parametrize(
    ("registered", "degree", "years", "hours", "outcome"),
    [
        pytest.param(True, False, 0, "4.00", MET, id="geregistreerd"),
        pytest.param(False, True, 3, "4.00", MET, id="hbo-met-drie-jaar"),
        pytest.param(False, True, 2, "4.00", NOT_MET, id="hbo-met-twee-jaar"),
        pytest.param(False, False, 9, "4.00", NOT_MET, id="zonder-hbo"),
        pytest.param(True, True, 9, "3.99", NOT_MET, id="te-weinig-uren"),
    ],
)
def test_career_adviser_is_qualified(registered: bool, degree: bool, years: int, hours: str, outcome: str) -> None:
    adviser = {
        "is_registered": registered,
        "has_higher_education": degree,
        "years_of_experience": years,
        "contact_hours": hours,
    }
    of = application(activities=["b"], budget={"paths": 3}, adviser=adviser)
    assert judged(of, "2025-03-04")["adviser"] == outcome
    assert judged(of, "2024-03-04")["adviser"] == MET


def test_person_judges_where_no_adviser_is_named() -> None:
    assert judged(application(activities=["b"], budget={"paths": 3}), "2025-03-04")["adviser"] == PERSON


@pytest.mark.parametrize(
    ("day", "start", "outcome"),
    [
        pytest.param("2022-09-05", "2022-08-31", NOT_MET, id="S17-te-vroeg"),
        pytest.param("2022-09-05", "2022-09-01", MET, id="S17-op-de-dag"),
        pytest.param("2022-09-05", None, PERSON, id="S17-onbekend"),
        pytest.param("2022-03-05", "2022-02-01", MET, id="eerder-tijdvak"),
    ],
)
def test_practice_places_start_late_enough(day: str, start: str | None, outcome: str) -> None:
    of = application(
        activities=["d"], budget={"places": [{"count": 1, "weeks": 40, **({"starts_on": start} if start else {})}]}
    )
    assert judged(of, day)["place_start"] == outcome


@pytest.mark.parametrize(
    ("kind", "months", "outcome"),
    [("MKB", 12, MET), ("MKB", 13, NOT_MET), ("SWV", 24, MET), ("SWV", 25, NOT_MET), ("GRB", 24, MET)],
)
def test_project_takes_no_longer_than_allowed(kind: str, months: int, outcome: str) -> None:
    assert judged(application(kind, project={"title": "T", "summary": "S", "months": months}))["duration"] == outcome


@pytest.mark.parametrize(
    ("day", "cost", "outcome"),
    [
        pytest.param("2021-04-30", "4347.83", MET, id="5000-tot-mei-2021"),
        pytest.param("2021-05-01", "182608.69", NOT_MET, id="P3-209999,99"),
        pytest.param("2021-05-01", "182608.70", MET, id="P3-210000"),
    ],
)
def test_minimum_for_partnerships_rises_in_may_2021(day: str, cost: str, outcome: str) -> None:
    assert judged(costing(cost, "SWV"), day)["minimum_cost"] == outcome


def test_minimum_can_be_a_subsidy_by_setting() -> None:
    of = costing("6000.00")
    assert judged(of, "2025-09-02")["minimum_cost"] == MET
    assert judged(of, "2025-09-02", minimum_basis_mkb="subsidy")["minimum_cost"] == NOT_MET


def test_minimum_holds_where_costs_stand_beside_fixed_amounts() -> None:
    budget = {"external": [external(amount="1000.00")], "places": [{"count": 4, "weeks": 40}]}
    assert judged(application(activities=["c", "d"], budget=budget))["minimum_cost"] == NOT_MET


def test_person_looks_where_budget_and_activities_differ() -> None:
    assert judged(application(activities=["a", "c"]))["budget_fits"] == PERSON
    assert judged(application(activities=["c"]))["budget_fits"] == MET


@pytest.mark.parametrize(
    ("rate", "tender", "day", "outcome"),
    [
        pytest.param("124.99", False, "2020-03-10", MET, id="S13-onder-125"),
        pytest.param("125.00", False, "2020-03-10", PERSON, id="S13-vanaf-125-zonder-offertes"),
        pytest.param("125.00", True, "2020-03-10", MET, id="S13-vanaf-125-met-offertes"),
        pytest.param("130.00", False, "2023-09-04", MET, id="S25-maximum-in-plaats-van-drempel"),
    ],
)
def test_high_hourly_rate_needs_a_tender_until_there_is_a_maximum(
    rate: str, tender: bool, day: str, outcome: str
) -> None:
    of = application(budget={"external": [external(hours="100.00", hourly_rate=rate, has_tender=tender)]})
    assert judged(of, day)["external_rates"] == outcome
