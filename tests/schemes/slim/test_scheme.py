"""SLIM as a whole: values with articles, versions, windows, distribution, terms, letters, and how it is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cases.law import NotInForce
from cases.schemes.registry import UnknownScheme, scheme, schemes
from cases.schemes.slim.terms import VERSIONS
from tests.schemes.slim.builders import SLIM, values


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2020, 1, 1), "V2020"),
        (date(2020, 3, 1), "V2020"),
        (date(2020, 3, 2), "V2020-03"),
        (date(2021, 4, 30), "V2020-03"),
        (date(2021, 5, 1), "V2021-05"),
        (date(2021, 7, 1), "V2021-interim"),
        (date(2022, 6, 1), "V2022-06"),
        (date(2023, 3, 1), "V2023-03"),
        (date(2023, 9, 1), "V2023-09"),
        (date(2025, 1, 1), "V2025"),
        (date(2025, 3, 1), "V2025-03"),
        (date(2026, 3, 30), "V2025-03"),
        (date(2026, 3, 31), "V2026-03-31"),
    ],
)
def test_each_day_has_its_rule_version(day: date, version: str) -> None:
    assert SLIM.version_on(day) == version
    assert SLIM.values_on(day).version == version


def test_no_value_holds_before_the_scheme() -> None:
    with pytest.raises(NotInForce):
        SLIM.values_on(date(2019, 12, 31))


def test_every_value_has_article_and_source_and_an_open_one_its_question() -> None:
    for name, dated in {**SLIM.values, "version": VERSIONS}.items():
        assert dated.article.cite, name
        assert dated.article.source.startswith("https://"), name
        assert dated.confirmed or "?" in dated.question, name
        assert min(dated.from_on) == date(2020, 1, 1), name


@pytest.mark.parametrize(
    ("name", "day", "value"),
    [
        ("decision_weeks", "2020-03-10", 13),
        ("supplement_days", "2020-03-10", 14),
        ("retention_years", "2020-03-10", 10),
        ("floor_scope", "2020-03-10", "whole"),
        ("floor_effect", "2023-07-10", "person"),
        ("running_project_blocks", "2023-09-01", "same"),
        ("last_at_ceiling", "2020-03-10", "refuse"),
        ("later_number_may_pass", "2020-03-10", False),
        ("interim_share", "2022-06-01", Decimal("0.50")),
        ("de_minimis_excess", "2020-03-10", "refuse"),
        ("place_pro_rata", "2020-03-10", True),
    ],
)
def test_open_questions_have_their_default(name: str, day: str, value: object) -> None:
    assert getattr(values(day), name) == value
    assert not SLIM.values[name].confirmed


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("percentage_mkb_small", "SLIM 18 lid 1", "SLIM 2.20 lid 1"),
        ("adviser_years", "SLIM 4a", "SLIM 2.5"),
        ("minimum_cost_mkb", "SLIM 4 lid 2", "SLIM 2.4 lid 2"),
        ("percentage_swv", "SLIM hoofdstuk 3", "SLIM paragraaf 2.3"),
        ("supplement_days", "Awb 4:5 lid 1", "Awb 4:5 lid 1"),
    ],
)
def test_articles_are_cited_as_numbered_on_the_day(name: str, old: str, new: str) -> None:
    assert values("2025-02-28").article(name) == old
    assert values("2025-03-01").article(name) == new


def test_articles_of_a_decision_follow_the_day() -> None:
    assert "SLIM 18" in SLIM.articles_of("grant", date(2020, 3, 10))
    assert "SLIM 2.20" in SLIM.articles_of("grant", date(2025, 9, 2))
    with pytest.raises(KeyError, match="geen artikelen"):
        SLIM.articles_of("gift", date(2025, 9, 2))


def test_p5_own_article_for_claiming_back_the_advance_exists_since_march_2023() -> None:
    assert "SLIM 25 lid 5" not in SLIM.articles_of("recovery_of_whole", date(2023, 2, 28))
    assert "SLIM 25 lid 5" in SLIM.articles_of("recovery_of_whole", date(2023, 3, 1))
    assert "SLIM 25 lid 5" not in SLIM.articles_of("recovery", date(2023, 3, 1))


def test_every_letter_has_articles() -> None:
    assert all(SLIM.articles_of(letter, date(2024, 3, 4)) for letter in SLIM.wording)


@pytest.mark.parametrize(
    ("code", "length"),
    [
        ("decision", "13 weken"),
        ("supplement", "14 dagen"),
        ("views", "14 dagen"),
        ("unconsidered", "4 weken"),
        ("objection", "6 weken"),
        ("payment", "6 weken"),
        ("start", "3 maanden"),
        ("duration", "24 maanden"),
        ("settlement_request", "13 weken"),
        ("settlement_decision", "22 weken"),
        ("ex_officio_settlement", "22 weken"),
        ("settlement_reminder", "14 dagen"),
        ("retention", "10 jaar"),
    ],
)
def test_scheme_gives_every_term_with_its_length(code: str, length: str) -> None:
    assert str(SLIM.terms(code, values()).length) == length


def test_length_of_a_term_follows_the_setting() -> None:
    assert str(SLIM.terms("decision", values(decision_weeks=22)).length) == "22 weken"
    assert str(SLIM.terms("settlement_request", values("2026-06-22")).length) == "22 weken"


def test_unknown_term_is_told() -> None:
    with pytest.raises(KeyError, match="SLIM kent geen termijn"):
        SLIM.terms("koffie", values())


def test_registry_finds_the_folders_and_tells_what_it_has() -> None:
    assert schemes()["slim"] is scheme("slim")
    with pytest.raises(UnknownScheme, match="Er is geen regeling 'slm'. Kies uit: .*slim"):
        scheme("slm")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (1, "interim_share interim_requests_maximum"),
        (2, "discretionary_grounds refusal_is_mandatory"),
        (3, "supplement_days decision_weeks"),
        (4, "settlement_request_weeks settlement_decision_weeks evaluation_report_from accountant_from"),
        (5, "running_project_blocks"),
        (6, "floor_effect floor_effect_is_of floor_scope"),
        (7, "advance_is_given_when_asked"),
        (8, "percentage_mkb_small"),
        (9, "minimum_cost_mkb minimum_basis_mkb"),
        (10, "cap_mkb"),
        (12, "applicant_kinds"),
        (13, "self_employed_may_apply"),
        (14, "external_rate_threshold external_rate_maximum external_rate_excess"),
        (15, "wage_surcharge_for_directors hours_year_follows_contract"),
        (16, "place_pro_rata"),
        (17, "later_number_may_pass last_at_ceiling"),
        (18, "general_scheme_applies general_advance_maximum"),
        (19, "retention_years"),
        (20, "order_swv"),
        (21, "activities"),
        (22, "executive_body"),
        (24, "sector_codes de_minimis_ceiling_landbouw de_minimis_ceiling_visserij de_minimis_ceiling_wegvervoer"),
    ],
)
def test_each_open_question_of_the_sources_is_an_unconfirmed_setting(question: int, names: str) -> None:
    assert all(not SLIM.values[name].confirmed for name in names.split()), question


def test_open_questions_about_windows_stand_with_the_window() -> None:
    open_windows = {window.code for window in SLIM.windows if not window.confirmed}
    assert {"slim-2022-3", "slim-2023-2-swv", "slim-2026-3", "slim-2020-2-swv"} <= open_windows


def test_copy_of_the_scheme_under_another_code_works() -> None:
    assert replace(SLIM, code="copy").values_on(date(2024, 3, 4)).version == "V2023-09"


def test_readme_names_every_setting_and_its_question() -> None:
    text = (SLIM.samples.parent / "README.md").read_text()
    for name, dated in SLIM.values.items():
        assert f"| `{name}` |" in text, name
        assert dated.confirmed or dated.question in text or dated.article.source in text, name
