"""Supplements: for whom, in which years, ticked or by themselves, per week; and that a place stays whole without one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cases.schemes.invented import bsn
from tests.schemes.praktijkleren.builders import (
    EMPLOYER,
    answered,
    first,
    line,
    of_year,
    registers,
    since,
    state,
    values,
)

HOTEL = answered(since("2015-01-01", sbi_code="5510", is_main=True))


def claims(year: int, asked: dict[str, Any], **known: Any) -> dict[str, Fraction]:
    """Give what the first line of an application of a year claims, by bucket."""
    found = first(of_year(year, asked), values(f"{year}-09-01"), registers=registers(**known))
    return {claim.bucket: Fraction(claim.units, claim.of) for claim in found.claims}


@pytest.mark.parametrize(
    ("year", "ticked", "expected"),
    [
        pytest.param(2019, True, None, id="S63-not-yet-in-2018-19"),
        pytest.param(2020, True, 30, id="P4-first-year-2019-20"),
        pytest.param(2021, True, 30, id="P16-2020-21"),
        pytest.param(2023, True, 30, id="P16-2022-23"),
        pytest.param(2023, False, None, id="P13-not-ticked"),
        pytest.param(2024, False, 30, id="S64-by-itself-in-2023-24"),
        pytest.param(2025, True, None, id="S65-none-in-2024-25"),
    ],
)
def test_lhr_supplement_by_year(year: int, ticked: bool, expected: int | None) -> None:
    asked = line(weeks=30, supplements=["lhr"] if ticked else [])
    rod = {bsn(1): answered(since(programme="25332"))}
    assert claims(year, asked, sbi={EMPLOYER: HOTEL}, rod=rod).get("mbo-lhr") == expected


@pytest.mark.parametrize(
    ("entries", "units", "outcome"),
    [
        pytest.param([since(sbi_code="5510", is_main=True)], 30, "met", id="V14-hotel"),
        pytest.param([since(sbi_code="0161", is_main=True)], 30, "met", id="V14-loonwerk"),
        pytest.param([since(sbi_code="6201", is_main=True)], 0, "met", id="V14-other-sector"),
        pytest.param([since(sbi_code="5510", is_main=False)], 0, "met", id="V14-no-main-activity"),
        pytest.param([since("2020-09-01", sbi_code="5510", is_main=True)], 0, "met", id="V14-not-the-whole-year"),
        pytest.param(
            [since("2015-01-01", "2021-08-31", sbi_code="5510", is_main=True)], 0, "met", id="V14-not-at-application"
        ),
        pytest.param(
            [
                since("2015-01-01", "2020-12-31", sbi_code="5510", is_main=True),
                since("2021-01-01", sbi_code="5610", is_main=True),
            ],
            30,
            "met",
            id="V14-two-codes-in-a-row",
        ),
        pytest.param([since(sbi_code="0111", is_main=True)], 30, "person", id="15a-code-not-seen"),
    ],
)
def test_v14_main_activity_at_application_and_all_year(entries: list[dict[str, Any]], units: int, outcome: str) -> None:
    of = of_year(2021, line(weeks=30, supplements=["lhr"]))
    known = registers(sbi={EMPLOYER: answered(*entries)})
    found = first(of, values("2021-09-01"), registers=known)
    supplement = next(claim for claim in found.claims if claim.bucket == "mbo-lhr")
    assert (supplement.units, supplement.of, supplement.asked) == (units, 1, 30)
    assert (found.outcome, found.claims[0].units) == (outcome, 30)


def test_supplement_of_which_the_register_is_silent_asks_for_a_person() -> None:
    of = of_year(2021, line(supplements=["lhr"]))
    known = registers(sbi={EMPLOYER: state("unreachable")})
    assert first(of, values("2021-09-01"), registers=known).outcome == "person"


def test_cyclical_supplement_asks_for_a_person_as_long_as_its_list_was_not_found() -> None:
    of, known = of_year(2021, line(weeks=20, supplements=["cyclisch"])), registers()
    assert first(of, values("2021-09-01"), registers=known).outcome == "person"
    listed = values("2021-09-01", cyclical_sbi_codes=("43",))
    found = first(of, listed, registers=known)
    assert (found.outcome, found.claims[1].bucket, found.claims[1].units) == ("met", "mbo-cyclisch", 20)
    other = first(of, values("2021-09-01", cyclical_sbi_codes=("99",)), registers=known)
    assert (other.outcome, other.claims[1].units) == ("met", 0)


@pytest.mark.parametrize(
    ("year", "sector", "units"),
    [
        (2020, "Techniek", None),
        (2021, "Techniek", 21),
        (2022, "Gezondheidszorg", 21),
        (2022, "Gedrag en maatschappij", 0),
    ],
)
def test_hbo_supplement_by_year_and_sector(year: int, sector: str, units: int | None) -> None:
    croho = {"34267": answered(since(croho="34267", sector=sector, form="dual"))}
    assert claims(year, line("hbo", weeks=21, supplements=["hbo"]), croho=croho).get("hbo-toeslag") == units


def test_supplement_follows_the_weeks_that_are_left_after_article_20() -> None:
    of = of_year(2021, line(weeks=40, programme={"years": 2}, supplements=["lhr"]))
    found = first(of, values("2021-09-01"), registers=registers(sbi={EMPLOYER: HOTEL}), prior_places={"1": "26/23"})
    place, supplement = found.claims
    assert Fraction(place.units, place.of) == Fraction(20, 23)
    assert Fraction(supplement.units, supplement.of) == Fraction(20, 23) * 40


def test_refused_line_has_no_supplement() -> None:
    of = of_year(2021, line(supplements=["lhr"], records={"guidance": False}))
    found = first(of, values("2021-09-01"), registers=registers(sbi={EMPLOYER: HOTEL}))
    assert [claim.units for claim in found.claims] == [0, 0]
