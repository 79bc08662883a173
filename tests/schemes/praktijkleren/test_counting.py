"""How much of a place counts: weeks, months and hours, the study year, closure by order, and the limits of article 20."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cases.schemes.invented import bsn
from cases.windows.lines import answered
from tests.schemes.praktijkleren.builders import (
    PRAKTIJKLEREN,
    application,
    finding,
    first,
    judged,
    line,
    of_year,
    outcomes,
    research,
    share,
    values,
)

YEAR_2014 = {"starts_on": "2013-08-26", "ends_on": "2014-08-31"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(line(weeks=40), (40, 40), id="1c-mbo-full"),
        pytest.param(line(weeks=1), (1, 40), id="1c-mbo-one-week"),
        pytest.param(line("hbo", weeks=21), (21, 42), id="1c-hbo-half"),
        pytest.param(line("vmbo", weeks=20), (20, 40), id="1c-vmbo-half"),
        pytest.param(line("vso", weeks=25), (25, 40), id="1c-vso"),
        pytest.param(research(months=12), (12, 12), id="1d-full"),
        pytest.param(research(months=8, hours="38.00"), (8, 12), id="1d-hours-at-most-36"),
        pytest.param(research(months=6, hours="18.00"), (3, 12), id="1d-half-of-half"),
        pytest.param(research(months=12, hours="28.80"), (48, 60), id="1d-hours-with-a-fraction"),
    ],
)
def test_realised_place_is_an_exact_part_of_a_whole(asked: dict[str, Any], expected: tuple[int, int]) -> None:
    claim = first(application(asked)).claims[0]
    assert (claim.units, claim.of) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(line(weeks=23, agreement=YEAR_2014), (23, 23), id="30-2-mbo-23"),
        pytest.param(line(weeks=30, agreement=YEAR_2014), (23, 23), id="30-2-mbo-cap"),
        pytest.param(line("hbo", weeks=14, agreement=YEAR_2014), (14, 28), id="30-2-hbo-28"),
        pytest.param({**research(months=4), "agreement": YEAR_2014}, (4, 8), id="30-3-eight-months"),
    ],
)
def test_first_year_counts_from_january_2014(asked: dict[str, Any], expected: tuple[int, int]) -> None:
    claim = first(application(asked, study_year=2013), values("2014-09-01")).claims[0]
    assert (claim.units, claim.of) == expected


def test_weeks_before_2014_do_not_count_in_the_first_year() -> None:
    of = application(line(weeks=10, agreement={"starts_on": "2013-10-01", "ends_on": "2014-01-10"}), study_year=2013)
    claim = first(of, values("2014-09-01")).claims[0]
    assert (claim.units, claim.of, claim.asked) == (2, 23, 10)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "possible"),
    [
        pytest.param("2018-09-03", "2018-09-09", 1, id="one-whole-week"),
        pytest.param("2018-09-07", "2018-09-10", 2, id="parts-at-both-ends"),
        pytest.param("2018-07-30", "2018-08-05", 1, id="clipped-at-1-august"),
        pytest.param("2019-07-29", "2019-08-30", 1, id="clipped-at-31-july"),
        pytest.param("2018-12-31", "2019-01-06", 1, id="over-new-year"),
    ],
)
def test_v3_weeks_are_cut_to_those_between_the_days_of_the_agreement(
    starts_on: str, ends_on: str, possible: int
) -> None:
    of = application(line(weeks=30, agreement={"starts_on": starts_on, "ends_on": ends_on}))
    claim = first(of).claims[0]
    assert (claim.units, claim.asked) == (possible, 30)
    assert outcomes(of)["fits_period"] == "not met"
    assert first(of).outcome == "met" if outcomes(of)["guidance_ended"] == "met" else "person"


def test_hbo_year_runs_from_september() -> None:
    of = application(line("hbo", weeks=10, agreement={"starts_on": "2018-08-01", "ends_on": "2018-09-09"}))
    assert first(of).claims[0].units == 2


@pytest.mark.parametrize(
    ("corona_weeks", "counted", "outcome"),
    [
        pytest.param(10, 40, "met", id="P14-closure-of-spring-2020"),
        pytest.param(11, 39, "not met", id="P14-one-week-outside-the-closure"),
        pytest.param(40, 10, "not met", id="P14-no-closure-in-autumn-2019"),
    ],
)
def test_weeks_of_closure_by_order_count_only_in_their_ranges(corona_weeks: int, counted: int, outcome: str) -> None:
    of = of_year(2020, line(weeks=40, corona_weeks=corona_weeks))
    in_force = values("2020-09-01")
    assert first(of, in_force).claims[0].units == counted
    assert outcomes(of, in_force)["closure"] == outcome


def test_closure_outside_the_ranges_of_2020_and_2021_never_counts() -> None:
    assert first(application(line(weeks=40, corona_weeks=5))).claims[0].units == 35


def test_check_that_shows_fewer_weeks_refuses_the_difference() -> None:
    found = first(application(line(weeks=40)), checked_lines={"1": {"weeks": 25}})
    assert (found.claims[0].units, found.claims[0].asked, found.outcome) == (25, 40, "met")
    told = next(each for each in found.findings if each.code == "checked")
    assert (told.outcome.value, told.article, told.facts["concerns"]) == ("not met", "Praktijkleren 5 onder d", "part")


def test_check_never_gives_more_than_was_asked() -> None:
    assert first(application(line(weeks=20)), checked_lines={"1": {"weeks": 40}}).claims[0].units == 20
    assert first(application(research(months=6)), checked_lines={"1": {"months": 3}}).claims[0].units == 3


# --- article 20: full-place equivalents over the years, for this employer -------------------------------------------


@pytest.mark.parametrize(
    ("asked", "before", "expected", "outcome"),
    [
        pytest.param(line(programme={"years": 3}), "2", Fraction(1), "met", id="20a-third-of-three"),
        pytest.param(line(programme={"years": 3}), "9/4", Fraction(3, 4), "not met", id="20a-voor-zover"),
        pytest.param(line(programme={"years": 3}), "5/2", Fraction(1, 2), "not met", id="20a-half-left"),
        pytest.param(line(weeks=30, programme={"years": 2}), "5/4", Fraction(3, 4), "met", id="20a-exactly"),
        pytest.param(line(programme={"years": 1}), "1", Fraction(0), "not met", id="20a-nothing-left"),
        pytest.param(line(programme={"years": 2}), "26/23", Fraction(20, 23), "not met", id="20a-with-weeks-of-2014"),
        pytest.param(line("hbo", programme={"years": 4}), "3", Fraction(20, 21), "met", id="20a-hbo"),
        pytest.param(research("promovendus"), "7/2", Fraction(1, 2), "not met", id="20b-four-for-a-promovendus"),
        pytest.param(research("promovendus"), "3", Fraction(1), "met", id="20b-fourth"),
        pytest.param(research("toio"), "3/2", Fraction(1, 2), "not met", id="20c-two-for-a-toio"),
        pytest.param(research("toio"), "2", Fraction(0), "not met", id="20c-nothing-left"),
    ],
)
def test_places_over_the_years_do_not_exceed_the_programme(
    asked: dict[str, Any], before: str, expected: Fraction, outcome: str
) -> None:
    of = application(asked)
    assert share(of, prior_places={"1": before}) == expected
    assert outcomes(of, prior_places={"1": before})["programme_limit"] == outcome
    assert first(of, prior_places={"1": before}).outcome == ("met" if expected else "refused")


@pytest.mark.parametrize(
    ("asked", "article"),
    [(line(), "20 onder a"), (research(), "20 onder b"), (research("toio"), "20 onder c")],
)
def test_limit_is_found_under_its_own_letter(asked: dict[str, Any], article: str) -> None:
    found = finding(application(asked), "programme_limit", prior_places={"1": "9"})
    assert found.article == f"Praktijkleren {article}"


@pytest.mark.parametrize("category", ["vmbo", "entree", "vso", "pro"])
def test_article_20_does_not_name_pupils(category: str) -> None:
    of = application(line(category))
    assert "programme_limit" not in outcomes(of, prior_places={"1": "9"})
    assert share(of, prior_places={"1": "9"}) == 1


def test_programme_of_unknown_length_asks_for_a_person() -> None:
    of = application(line(programme={"years": None}))
    assert outcomes(of)["programme_limit"] == "a person must judge"
    assert first(of).outcome == "person"


def test_two_lines_of_one_person_and_programme_are_one_place_at_most() -> None:
    autumn = line(weeks=18, agreement={"starts_on": "2018-08-27", "ends_on": "2018-12-30"})
    spring = line(weeks=30, agreement={"starts_on": "2018-12-31", "ends_on": "2019-07-31"})
    first_line, second = judged(application(autumn, spring))
    assert (first_line.claims[0].units, second.claims[0].units) == (18, 22)
    assert (second.claims[0].asked, second.outcome) == (30, "met")


@pytest.mark.parametrize(("beside", "units"), [("1/2", 20), ("3/4", 10), ("1", 0)])
def test_what_another_application_of_the_employer_has_this_year_falls_away(beside: str, units: int) -> None:
    found = first(application(line(weeks=40)), places_beside={"1": {"share": beside, "case": ""}})
    assert (found.claims[0].units, found.claims[0].asked) == (units, 40)
    assert found.outcome == ("met" if units else "refused")
    assert next(each for each in found.findings if each.code == "year_limit").outcome.value == "not met"


@pytest.mark.parametrize(("before", "units"), [("0", 30), ("5/2", 20), ("3", 0)])
def test_a_ground_on_the_whole_that_falls_gives_back_what_the_rules_leave(before: str, units: int) -> None:
    of, in_force = application(line(weeks=30), insolvency="declared"), values(insolvency_outcome="refuse")
    refused = first(of, in_force, prior_places={"1": before})
    assert (refused.outcome, refused.claims[0].units, refused.claims[0].asked) == ("refused", 0, 30)
    won = answered(refused, {"insolvency": (True, "Het faillissement is vernietigd.")})
    assert (won.claims[0].units, won.outcome) == (units, "met" if units else "refused")


BEYOND = {"ends_on": "2018-12-30"}


@pytest.mark.parametrize(
    ("of", "code", "file", "units"),
    [
        pytest.param(application(line()), "programme_limit", {"prior_places": {"1": "11/4"}}, (10, 40), id="20a"),
        pytest.param(
            application(line()), "year_limit", {"places_beside": {"1": {"share": "3/4", "case": ""}}}, (10, 40), id="1c"
        ),
        pytest.param(application(line(weeks=30, agreement=BEYOND)), "fits_period", {}, (18, 30), id="1c-period"),
        pytest.param(application(line(corona_weeks=5)), "closure", {}, (35, 40), id="1c-closure"),
        pytest.param(
            application({**research(), "agreement": {"starts_on": "2018-09-01", "ends_on": "2018-12-31"}}),
            "fits_period",
            {},
            (4, 12),
            id="1d-period",
        ),
    ],
)
def test_a_part_that_was_refused_comes_back_when_a_person_finds_it_met(
    of: Any, code: str, file: dict[str, Any], units: tuple[int, int]
) -> None:
    refused, won = first(of, **file), first(of, **file, checked_lines={"1": {code: True}})
    claims = [found.claims[0] for found in (refused, won)]
    assert tuple(claim.units * claims[1].of // claim.of for claim in claims) == units


def test_a_count_is_not_used_once_a_person_finds_that_what_was_asked_is_right() -> None:
    told = {"1": {"weeks": 20, "checked": True}}
    assert first(application(line(weeks=30)), checked_lines=told).claims[0].units == 30


@pytest.mark.parametrize(("counted", "units"), [({}, 0), ({"weeks": 15}, 15)])
def test_programme_of_unknown_length_that_is_over_leaves_what_a_person_counted(
    counted: dict[str, int], units: int
) -> None:
    of = application(line(programme={"years": None}))
    found = first(of, checked_lines={"1": {"programme_limit": False, **counted}})
    assert (found.claims[0].units, found.outcome) == (units, "met" if units else "refused")


def test_what_another_application_has_is_taken_off_once_for_two_lines() -> None:
    autumn = line(weeks=18, agreement={"starts_on": "2018-08-27", "ends_on": "2018-12-30"})
    spring = line(weeks=18, agreement={"starts_on": "2018-12-31", "ends_on": "2019-07-31"})
    beside = {number: {"share": "1/4", "case": ""} for number in ("1", "2")}
    units = [each.claims[0].units for each in judged(application(autumn, spring), places_beside=beside)]
    assert units == [18, 12]


@pytest.mark.parametrize(("setting", "outcome"), [("person", "person"), ("refuse", "refused")])
def test_weeks_that_an_earlier_application_of_the_employer_names_ask_for_a_person(setting: str, outcome: str) -> None:
    beside = {"1": {"share": "0", "case": "PRA-2019-000004"}}
    in_force = values(double_line_outcome=setting)
    assert first(application(line(weeks=20)), in_force, places_beside=beside).outcome == outcome
    told = finding(application(line(weeks=20)), "named_once", in_force, places_beside=beside)
    assert told.facts["other_case"] == "PRA-2019-000004"


def test_another_programme_of_the_same_person_counts_apart() -> None:
    one, other = judged(application(line(), line(programme={"code": "25180"}, agreement={"starts_on": "2018-08-27"})))
    assert (one.claims[0].units, other.claims[0].units) == (40, 40)


def test_refused_line_takes_nothing_from_a_later_one() -> None:
    refused = line(records={"attendance": False}, agreement={"ends_on": "2018-12-30"})
    _, second = judged(application(refused, line(weeks=20, agreement={"starts_on": "2018-12-31"})))
    assert second.claims[0].units == 20


def test_lines_are_told_by_number_programme_and_holder() -> None:
    of = application(line(), research(), line("vmbo", bsn=bsn(3)))
    keys = [(key.number, key.programme, key.holder) for key in PRAKTIJKLEREN.line_keys(of)]
    assert keys == [(1, "25332", bsn(1)), (2, "promovendus", bsn(2)), (3, "vmbo", bsn(3))]


def test_nothing_personal_stands_in_label_facts_and_findings() -> None:
    for found in judged(application(line(), research(), line("hbo", bsn=bsn(4)))):
        told = f"{found.label} {found.facts} {[each.to_json() for each in found.findings]}"
        assert bsn(1) not in told
        assert bsn(4) not in told
        assert "Leerling Een" not in told
        assert "Onderzoeker Twee" not in told
