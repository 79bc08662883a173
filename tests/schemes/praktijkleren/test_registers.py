"""What registers confirm; one that is silent, slow or says otherwise asks for a person: never a crash, never a silent yes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.schemes.base import Question
from cases.schemes.invented import bsn
from tests.schemes.praktijkleren.builders import (
    EMPLOYER,
    PRAKTIJKLEREN,
    answered,
    application,
    finding,
    first,
    line,
    of_year,
    outcomes,
    registers,
    research,
    since,
    state,
    values,
)

PERSON = "a person must judge"


def test_everything_in_order_is_met() -> None:
    of = application(line())
    assert set(outcomes(of, registers=registers()).values()) == {"met"}
    assert first(of, registers=registers()).outcome == "met"


@pytest.mark.parametrize("how", ["unknown", "unreachable"])
@pytest.mark.parametrize(
    ("category", "register", "key", "code"),
    [
        ("mbo-bbl", "sbb", EMPLOYER, "recognition"),
        ("mbo-bbl", "crebo", "25332", "programme"),
        ("mbo-bbl", "kvk", EMPLOYER, "employer"),
        ("hbo", "croho", "34267", "programme"),
        ("vmbo", "sbb", EMPLOYER, "recognition"),
        ("vso", "sbb", EMPLOYER, "recognition"),
    ],
)
def test_register_without_an_answer_asks_for_a_person(
    category: str, register: str, key: str, code: str, how: str
) -> None:
    of, known = application(line(category)), registers(**{register: {key: state(how)}})
    assert outcomes(of, registers=known)[code] == PERSON
    assert first(of, registers=known).outcome == "person"


def test_register_that_was_not_asked_is_no_yes_where_others_were() -> None:
    assert outcomes(application(line()), registers={})["recognition"] == PERSON


def test_unreachable_insolvency_register_asks_for_a_person_and_an_unknown_key_is_solvent() -> None:
    of = application(line())
    slow = registers(insolvency={EMPLOYER: state("unreachable")})
    assert outcomes(of, registers=slow)["insolvency"] == PERSON
    unknown = registers(insolvency={EMPLOYER: state("unknown")})
    assert first(of, registers=unknown).outcome == "met"


@pytest.mark.parametrize(
    ("entries", "weeks", "outcome"),
    [
        pytest.param([since(crebo="25332")], 40, "met", id="V5-covers-all"),
        pytest.param([since(crebo="99999")], 40, PERSON, id="V5-other-crebo"),
        pytest.param([since("2019-01-07", crebo="25332")], 21, "met", id="V5-covers-what-is-claimed"),
        pytest.param([since("2019-01-07", crebo="25332")], 22, PERSON, id="V5-covers-less-than-claimed"),
        pytest.param([since("2010-01-01", "2018-08-26", crebo="25332")], 1, PERSON, id="V5-ended-before"),
        pytest.param(
            [since("2018-08-01", "2018-12-30", crebo="25332"), since("2018-12-31", crebo="25332")],
            40,
            "met",
            id="V5-two-periods",
        ),
    ],
)
def test_v5_recognition_covers_the_claimed_weeks_for_the_crebo(
    entries: list[dict[str, Any]], weeks: int, outcome: str
) -> None:
    known = registers(sbb={EMPLOYER: answered(*entries)})
    assert outcomes(application(line(weeks=weeks)), registers=known)["recognition"] == outcome


@pytest.mark.parametrize(
    ("from_on", "asked_on", "outcome"),
    [
        pytest.param("2018-01-01", None, "met", id="S44-recognised-all-along"),
        pytest.param("2019-09-15", "2018-06-01", "met", id="S44-on-15-september-and-asked-before"),
        pytest.param("2019-09-15", "2018-09-01", PERSON, id="S44-asked-after-the-start"),
        pytest.param("2019-09-15", None, PERSON, id="S44-not-asked"),
        pytest.param("2019-09-16", "2018-06-01", PERSON, id="S44-a-day-too-late"),
    ],
)
def test_pupils_recognition_until_2023_may_come_later_if_it_was_asked_before(
    from_on: str, asked_on: str | None, outcome: str
) -> None:
    known = registers(sbb={EMPLOYER: answered(since(from_on, crebo="25332"))})
    of = application(line("vmbo", recognition_asked_on=asked_on))
    assert outcomes(of, registers=known)["recognition"] == outcome


def test_pupils_recognition_from_2024_covers_every_week() -> None:
    known = registers(
        sbb={EMPLOYER: answered(since("2024-09-15", crebo="25332"))}, rod={bsn(1): answered(since(programme=""))}
    )
    of = of_year(2024, line("vmbo", recognition_asked_on="2023-06-01"))
    assert outcomes(of, values("2024-09-16"), registers=known)["recognition"] == PERSON


@pytest.mark.parametrize("category", ["hbo", "promovendus"])
def test_no_recognition_is_needed_for_hbo_and_research(category: str) -> None:
    of = application(research() if category == "promovendus" else line(category))
    assert "recognition" not in outcomes(of, registers=registers())


@pytest.mark.parametrize(
    ("sector", "year", "outcome"),
    [
        pytest.param("Techniek", 2017, "met", id="7a-techniek"),
        pytest.param("Landbouw en natuurlijke omgeving", 2017, "met", id="7a-landbouw"),
        pytest.param("Gezondheidszorg", 2018, "not met", id="P3-gezondheidszorg-2017-18"),
        pytest.param("Gezondheidszorg", 2019, "met", id="P3-gezondheidszorg-2018-19"),
        pytest.param("Gedrag en maatschappij", 2018, "not met", id="P3-gedrag-2017-18"),
        pytest.param("Gedrag en maatschappij", 2019, "met", id="P3-gedrag-2018-19"),
        pytest.param("Economie", 2019, "not met", id="7a-economie"),
    ],
)
def test_v6_hbo_sector_must_be_open_in_the_year(sector: str, year: int, outcome: str) -> None:
    known = registers(croho={"34267": answered(since(croho="34267", sector=sector, form="dual"))})
    of = of_year(year, line("hbo"))
    found = finding(of, "programme", values(f"{year}-09-10"), registers=known)
    assert (found.outcome.value, found.article) == (outcome, "Praktijkleren 7 onder a")


def test_v6_other_form_than_declared_is_a_contradiction_for_a_person() -> None:
    known = registers(croho={"34267": answered(since(croho="34267", sector="techniek", form="full_time"))})
    found = finding(application(line("hbo")), "programme", registers=known)
    assert (found.outcome.value, found.facts["contradicts"]) == (PERSON, True)


def test_v6_qualification_that_had_ended_asks_for_a_person() -> None:
    known = registers(crebo={"25332": answered(since("2010-01-01", "2018-07-31", crebo="25332"))})
    found = finding(application(line()), "programme", registers=known)
    assert (found.outcome.value, found.article) == (PERSON, "Praktijkleren 5 onder a")


@pytest.mark.parametrize(
    ("entry", "outcome"),
    [
        pytest.param(since("2023-08-01", programme="25332"), "met", id="V8-enrolled"),
        pytest.param(since("2023-08-01", programme="25180"), PERSON, id="V8-another-programme"),
        pytest.param(
            since("2023-08-01", programme="25332", placement_from_on="2024-04-01", placement_until_on=None),
            PERSON,
            id="V8-placement-too-short",
        ),
        pytest.param(
            since("2023-08-01", programme="25332", placement_from_on="2023-08-01", employer=EMPLOYER),
            "met",
            id="V8-placement-here",
        ),
        pytest.param(
            since("2023-08-01", programme="25332", placement_from_on="2023-08-01", employer="81999999"),
            PERSON,
            id="V8-placement-at-another-employer",
        ),
    ],
)
def test_v8_rod_must_hold_enrolment_and_placement_from_2023_2024(entry: dict[str, Any], outcome: str) -> None:
    known = registers(rod={bsn(1): answered(entry)})
    assert outcomes(of_year(2024, line()), values("2024-09-10"), registers=known)["enrolment"] == outcome
    assert "enrolment" not in outcomes(of_year(2023, line()), values("2023-09-10"), registers=known)


def test_programme_abroad_is_not_sought_in_crebo_and_rod() -> None:
    of = of_year(2024, line(programme={"country": "DE", "declared_on": "2023-01-01"}))
    found = outcomes(of, values("2024-09-10"), registers=registers())
    assert "programme" not in found
    assert "enrolment" not in found


def test_each_register_is_asked_once_about_what_concerns_it() -> None:
    of = application(line(), line(bsn=bsn(5)), line("hbo", bsn=bsn(6)), research())
    asked = PRAKTIJKLEREN.asked(of, date(2019, 9, 10))
    assert sorted((each.register, each.key) for each in asked) == sorted(
        [
            ("kvk", EMPLOYER),
            ("insolvency", EMPLOYER),
            ("sbb", EMPLOYER),
            ("sbi", EMPLOYER),
            ("crebo", "25332"),
            ("croho", "34267"),
        ]
    )


def test_students_are_asked_about_in_rod_from_2024() -> None:
    asked = PRAKTIJKLEREN.asked(of_year(2024, line(), line(bsn=bsn(5)), research()), date(2024, 9, 10))
    assert {each.key for each in asked if each.register == "rod"} == {bsn(1), bsn(5)}
    assert Question("rod", bsn(1)) in asked
    assert set(each.register for each in asked) <= set(PRAKTIJKLEREN.asks)
