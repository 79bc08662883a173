"""Conditions on who applies for SLIM: kind, size, staff, sector, partnership; what passes beside what does not."""

from __future__ import annotations

from typing import Any

import pytest

from cases.schemes.base import Outcome
from tests.schemes.slim.builders import (
    FIGURES,
    SLIM,
    application,
    enterprise,
    judged,
    participant,
    values,
)

MET, NOT_MET, PERSON = "met", "not met", "a person must judge"


def test_plain_application_is_granted() -> None:
    judgement = SLIM.judge(application(), values(), {})
    assert judgement.outcome == "grant"
    assert all(finding.label and finding.article for finding in judgement.findings)


@pytest.mark.parametrize(
    ("staff", "turnover", "balance", "size"),
    [
        pytest.param("49.99", "10000000.00", "10000000.00", "klein", id="klein-op-de-grens"),
        pytest.param("50.00", "100.00", "100.00", "middelgroot", id="50-medewerkers"),
        pytest.param("10.00", "10000000.01", "10000000.00", "klein", id="alleen-omzet-erboven"),
        pytest.param("10.00", "10000000.01", "10000000.01", "middelgroot", id="omzet-en-balans-erboven"),
        pytest.param("249.99", "50000000.00", "99000000.00", "middelgroot", id="middelgroot-op-de-grens"),
        pytest.param("249.99", "50000000.01", "43000000.00", "middelgroot", id="balans-op-de-grens"),
        pytest.param("249.99", "50000000.01", "43000000.01", "groot", id="omzet-en-balans-te-groot"),
        pytest.param("250.00", "100.00", "100.00", "groot", id="250-medewerkers"),
    ],
)
def test_size_follows_staff_and_turnover_or_balance(staff: str, turnover: str, balance: str, size: str) -> None:
    figures = {"year": 2019, "staff": staff, "turnover": turnover, "balance_total": balance}
    of = application(enterprise={**enterprise(), "own_figures": figures})
    finding = next(found for found in SLIM.judge(of, values(), {}).findings if found.code == "size")
    assert finding.facts["sizes"] == size
    assert (finding.outcome is Outcome.NOT_MET) == (size == "groot")


@pytest.mark.parametrize(("day", "outcome"), [("2024-12-31", MET), ("2025-01-01", NOT_MET)])
def test_linked_enterprises_count_from_2025(day: str, outcome: str) -> None:
    of = application(enterprise=enterprise(linked_total=dict(FIGURES["groot"])))
    assert judged(of, day)["size"] == outcome


@pytest.mark.parametrize(("size", "outcome"), [("groot", MET), ("klein", NOT_MET)])
def test_grootbedrijf_must_be_large(size: str, outcome: str) -> None:
    of = application("GRB", enterprise=enterprise(size, sbi_codes=["5510"]))
    assert judged(of, "2020-04-02")["size"] == outcome


@pytest.mark.parametrize(("day", "outcome"), [("2024-07-01", MET), ("2025-07-01", NOT_MET)])
def test_grootbedrijf_may_apply_until_2025(day: str, outcome: str) -> None:
    assert judged(application("GRB"), day)["applicant_kind"] == outcome


@pytest.mark.parametrize(
    ("codes", "outcome"), [(["0113"], MET), (["5610"], MET), (["9313"], MET), (["4711"], NOT_MET), ([], PERSON)]
)
def test_sector_of_grootbedrijf_follows_from_its_code(codes: list[str], outcome: str) -> None:
    of = application("GRB", enterprise=enterprise("groot", sbi_codes=codes))
    assert judged(of, "2020-04-02")["sector"] == outcome


def test_code_in_the_register_goes_before_the_one_that_was_named() -> None:
    assert judged(application("GRB"), "2020-04-02", {"sbi_codes": ["4711"]})["sector"] == NOT_MET


@pytest.mark.parametrize(
    ("fields", "code", "outcome"),
    [
        pytest.param({"employees": 1}, "employees", MET, id="een-werknemer"),
        pytest.param({"employees": 0}, "employees", NOT_MET, id="alleen-dga"),
        pytest.param({"employees": 0, "is_self_employed": True}, "employees", NOT_MET, id="zzp"),
        pytest.param({"public_share_percent": "25.00"}, "public_control", MET, id="overheid-25-procent"),
        pytest.param({"public_share_percent": "25.01"}, "public_control", NOT_MET, id="overheid-meer-dan-25-procent"),
        pytest.param({"country": "BE"}, "established", NOT_MET, id="buitenland"),
    ],
)
def test_enterprise_meets_the_conditions(fields: dict[str, Any], code: str, outcome: str) -> None:
    assert judged(application(enterprise=enterprise(**fields)))[code] == outcome


def test_self_employed_may_apply_by_setting() -> None:
    of = application(enterprise=enterprise(employees=0, is_self_employed=True))
    assert judged(of, self_employed_may_apply=True)["employees"] == MET


@pytest.mark.parametrize(
    ("groups", "day", "outcome"),
    [
        pytest.param((None, None), "2022-06-14", MET, id="niet-verbonden"),
        pytest.param(("Groep", "Groep"), "2022-06-14", NOT_MET, id="verbonden"),
        pytest.param(("Groep", "Groep"), "2021-04-30", MET, id="verbonden-voor-mei-2021"),
        pytest.param((None,), "2022-06-14", NOT_MET, id="een-onderneming-met-school"),
    ],
)
def test_partnership_has_two_unlinked_enterprises(groups: tuple[str | None, ...], day: str, outcome: str) -> None:
    members = [participant(number, "40.00", group=group) for number, group in enumerate(groups, 1)]
    rest = f"{100 - 40 * len(groups)}.00"
    of = application("SWV", participants=[*members, participant(9, rest, None)])
    assert judged(of, day)["partners"] == outcome
