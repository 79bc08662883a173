"""The conditions of every category, each with its article and letter: met in one application, and not met by one change to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.schemes.invented import bsn
from cases.schemes.praktijkleren.application import read_application
from cases.schemes.reading import InvalidInput
from tests.schemes.praktijkleren.builders import (
    OF_CATEGORY,
    application,
    application_data,
    finding,
    first,
    judged,
    line,
    of_year,
    outcomes,
    research,
    values,
)


@pytest.mark.parametrize("category", sorted(OF_CATEGORY))
def test_line_that_meets_everything_is_met(category: str) -> None:
    of = application(line(category, weeks=30))
    assert set(outcomes(of).values()) == {"met"}
    assert first(of).outcome == "met"


@pytest.mark.parametrize("variant", ["employed", "guided"])
@pytest.mark.parametrize("category", ["promovendus", "toio"])
def test_work_place_that_meets_everything_is_met(category: str, variant: str) -> None:
    of = application(research(category, variant=variant))
    assert set(outcomes(of).values()) == {"met"}
    assert first(of).outcome == "met"


def has_no(what: str, category: str) -> dict[str, Any]:
    """A line whose employer lacks one record."""
    return line(category, records={what: False})


CONDITIONS = [
    pytest.param(line(programme={"pathway": "bol"}), "pathway", "4 lid 1", id="4-1-bol"),
    pytest.param(line(programme={"pathway": "derde leerweg"}), "pathway", "4 lid 1", id="4-1-derde-leerweg"),
    pytest.param(line(programme={"pathway": "evc"}), "pathway", "4 lid 1", id="4-1-evc"),
    pytest.param(line(agreement={"is_signed": False}), "agreement", "5 onder c", id="5c-not-signed"),
    pytest.param(line(agreement={"was_followed": False}), "agreement", "5 onder c", id="5c-not-according-to"),
    pytest.param(has_no("attendance", "mbo-bbl"), "attendance", "5 onder d", id="5d"),
    pytest.param(has_no("guidance", "mbo-bbl"), "guidance", "5 onder e", id="5e"),
    pytest.param(line("hbo", programme={"pathway": "voltijd"}), "pathway", "6 lid 1", id="6-1-voltijd"),
    pytest.param(line("hbo", programme={"pathway": "deeltijd"}), "pathway", "6 lid 1", id="6-1-deeltijd-vrijblijvend"),
    pytest.param(line("hbo", agreement={"is_signed": False}), "agreement", "7 onder b", id="7b"),
    pytest.param(has_no("attendance", "hbo"), "attendance", "7 onder c", id="7c"),
    pytest.param(has_no("guidance", "hbo"), "guidance", "7 onder d", id="7d"),
    pytest.param(line("vmbo", programme={"year": 2}), "track", "11 onder a", id="11a-year-2"),
    pytest.param(line("vmbo", programme={"is_basic_track": False}), "track", "11 onder a", id="11a-other-track"),
    pytest.param(line("vmbo", programme={"aims_at_start": False}), "track", "11 onder a", id="11a-no-aim"),
    pytest.param(line("vmbo", agreement={"is_signed": False}), "agreement", "11 onder c", id="11c"),
    pytest.param(has_no("attendance", "vmbo"), "attendance", "11 onder d", id="11d"),
    pytest.param(has_no("guidance", "vmbo"), "guidance", "11 onder e", id="11e"),
    pytest.param(line("entree", programme={"year": 1}), "track", "11 onder a", id="entree-year-1"),
    pytest.param(line("vso", programme={"is_last_year": False}), "track", "9b", id="9b-not-the-last-year"),
    pytest.param(line("pro", programme={"is_last_year": False}), "track", "9d", id="9d-not-the-last-year"),
    pytest.param(has_no("attendance", "vso"), "attendance", "9b", id="9b-attendance"),
    pytest.param(has_no("guidance", "pro"), "guidance", "9d", id="9d-guidance"),
    pytest.param(research(institution="anders"), "institution", "9 lid 1 onder a onder 2°", id="9-1a2"),
    pytest.param(
        research(variant="employed", institution="anders"), "institution", "9 lid 1 onder a onder 1°", id="9-1a1"
    ),
    pytest.param(research("toio", institution="NWO"), "institution", "9 lid 1 onder b onder 2°", id="9-1b2-nwo"),
    pytest.param(research(variant="employed", terms=["loonkosten"]), "agreement", "9 lid 2", id="9-2"),
    pytest.param(research(terms=["arbeidsduur"]), "agreement", "9 lid 3", id="9-3"),
    pytest.param(research("toio", variant="employed", terms=["arbeidsduur"]), "agreement", "9 lid 4", id="9-4"),
    pytest.param(research("toio", terms=[]), "agreement", "9 lid 5", id="9-5"),
    pytest.param(line(agreement={"starts_on": "2017-08-28", "ends_on": "2018-05-31"}), "in_study_year", "13", id="13"),
    pytest.param(line(weeks=0), "realised", "1 onder c en 30 lid 2", id="1c-no-week"),
]


@pytest.mark.parametrize(("asked", "code", "article"), CONDITIONS)
def test_condition_that_is_not_met_refuses_the_line_under_its_article(
    asked: dict[str, Any], code: str, article: str
) -> None:
    of = application(asked)
    found = finding(of, code)
    assert (found.outcome.value, found.article) == ("not met", f"Praktijkleren {article}")
    assert first(of).outcome == "refused"
    assert [claim.units for claim in first(of).claims] == [0]


def test_work_place_of_a_public_body_is_refused_under_8_lid_2() -> None:
    of = application(research(), applicant={"legal_form": "onderzoeksorganisatie"})
    found = finding(of, "employer_form")
    assert (found.outcome.value, found.article) == ("not met", "Praktijkleren 8 lid 2")
    assert (
        finding(application(line(), applicant={"legal_form": "publiekrechtelijk"}), "agreement").outcome.value == "met"
    )


@pytest.mark.parametrize("institution", ["NWO", "KNAW"])
def test_institute_may_guide_a_promovendus(institution: str) -> None:
    assert outcomes(application(research(institution=institution)))["institution"] == "met"


def test_part_time_hbo_with_compulsory_practice_is_met() -> None:
    of = application(line("hbo", programme={"pathway": "deeltijd", "has_compulsory_practice": True}))
    assert outcomes(of)["pathway"] == "met"


@pytest.mark.parametrize(
    ("category", "hours", "code"),
    [
        pytest.param("mbo-bbl", {"school": 199}, "hours", id="5b-199-school-hours"),
        pytest.param("mbo-bbl", {"practice": 609}, "hours", id="5b-609-practice-hours"),
        pytest.param("vmbo", {"practice": 639}, "hours", id="11b-639"),
        pytest.param("vmbo", {"practice": 1281}, "hours", id="11b-1281"),
        pytest.param("vso", {"practice": 639}, "hours", id="9b-639"),
        pytest.param("pro", {"practice": 639}, "hours", id="9d-639"),
        pytest.param("pro", {"practice": 700, "teaching": 1399}, "hours", id="9d-more-than-half"),
        pytest.param("vso", {"practice_days": 5}, "days", id="9b-five-days"),
        pytest.param("pro", {"school_days": 0}, "days", id="9d-no-school-day"),
    ],
)
def test_too_few_hours_ask_for_a_person(category: str, hours: dict[str, int], code: str) -> None:
    of = application(line(category, hours=hours))
    assert outcomes(of)[code] == "a person must judge"
    assert first(of).outcome == "person"


@pytest.mark.parametrize(
    ("category", "hours"),
    [("mbo-bbl", {"school": 200, "practice": 610}), ("vmbo", {"practice": 640}), ("vmbo", {"practice": 1280})],
)
def test_hours_on_the_norm_are_enough(category: str, hours: dict[str, int]) -> None:
    assert outcomes(application(line(category, hours=hours)))["hours"] == "met"


def test_hours_norm_can_be_set_to_refuse() -> None:
    of = application(line(hours={"school": 0, "practice": 0}))
    assert first(of, values(hours_short_outcome="refuse")).outcome == "refused"


def test_hours_norm_is_not_for_places_begun_before_august_2013() -> None:
    old = {"starts_on": "2013-07-31", "ends_on": "2014-06-30"}
    of = application(line(weeks=20, hours={"school": 0, "practice": 0}, agreement=old), study_year=2013)
    assert outcomes(of, values("2014-09-01"))["hours"] == "met"


@pytest.mark.parametrize("category", ["entree", "vso", "pro"])
def test_entree_vso_and_pro_are_open_since_study_year_2017_2018(category: str) -> None:
    assert outcomes(of_year(2017, line(category)), values("2017-09-01"))["category"] == "not met"
    assert outcomes(of_year(2018, line(category)), values("2018-09-01"))["category"] == "met"


def test_guidance_that_still_runs_asks_for_a_person() -> None:
    of = application(line(agreement={"ends_on": "2019-07-31"}))
    assert outcomes(of, values("2019-06-12"))["guidance_ended"] == "a person must judge"
    assert outcomes(of, values("2019-08-01"))["guidance_ended"] == "met"


@pytest.mark.parametrize(
    ("category", "country", "declared_on", "outcome"),
    [
        pytest.param("mbo-bbl", "DE", "2018-06-01", "met", id="12-declared"),
        pytest.param("hbo", "NO", "2018-06-01", "met", id="12-eea"),
        pytest.param("mbo-bbl", "DE", None, "not met", id="12-not-declared"),
        pytest.param("mbo-bbl", "TR", "2018-06-01", "not met", id="12-outside-eea"),
        pytest.param("vmbo", "DE", "2018-06-01", "not met", id="12-pupils-not"),
    ],
)
def test_programme_abroad_needs_the_declaration_of_article_12(
    category: str, country: str, declared_on: str | None, outcome: str
) -> None:
    of = application(line(category, programme={"country": country, "declared_on": declared_on}))
    found = finding(of, "foreign")
    assert (found.outcome.value, found.article) == (outcome, "Praktijkleren 12 lid 1")


@pytest.mark.parametrize(("country", "outcome"), [("NL", "met"), ("BE", "not met")])
def test_employer_of_an_hbo_student_is_in_the_netherlands(country: str, outcome: str) -> None:
    of = application(line("hbo"), applicant={"country": country})
    found = finding(of, "employer_country")
    assert (found.outcome.value, found.article) == (outcome, "Praktijkleren 6 lid 2")
    assert "employer_country" not in outcomes(application(line(), applicant={"country": country}))


def test_same_weeks_of_one_person_twice_ask_for_a_person() -> None:
    lines = (line(weeks=20), line(weeks=20))
    twice = application(*lines)
    assert judged(twice)[1].outcome == "person"
    other = application(line(weeks=20), line(weeks=20, bsn=bsn(9)))
    assert [each.outcome for each in judged(other)] == ["met", "met"]


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        pytest.param({**line(), "bsn": "123456789"}, "lines[0].bsn", id="bsn-fails-the-test-of-eleven"),
        pytest.param({**line(), "research": research()["research"]}, "lines[0]", id="research-on-a-school-line"),
        pytest.param({**research(), "research": None}, "lines[0]", id="work-place-without-research"),
        pytest.param({**line(), "bsn": None}, "lines[0]", id="no-bsn"),
        pytest.param(line(weeks=3, corona_weeks=4), "lines[0]", id="more-closure-than-weeks"),
        pytest.param(line(agreement={"ends_on": "2018-01-01"}), "lines[0].agreement", id="ends-before-start"),
    ],
)
def test_line_that_cannot_be_read_is_told_with_its_path(asked: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidInput) as told:
        application(asked)
    assert [error.path for error in told.value.errors] == [path]


def test_researcher_without_bsn_has_a_reference() -> None:
    without = {name: value for name, value in research().items() if name != "bsn"}
    assert first(application({**without, "reference": "PhD-3"})).holder == "ref:PhD-3"


def test_finding_as_established_by_a_person_goes_before_what_was_declared() -> None:
    declared = application(line(records={"attendance": False}))
    assert first(declared, checked_lines={"1": {"attendance": True}}).outcome == "met"
    refused = first(application(), checked_lines={"1": {"guidance": False}})
    assert refused.outcome == "refused"
    assert next(each for each in refused.findings if each.code == "guidance").facts["by_person"] is True


def test_application_without_a_line_is_told() -> None:
    with pytest.raises(InvalidInput, match="lines: Noem ten minste één leerling."):
        read_application({**application_data(), "lines": []}, date(2019, 6, 12))
