"""The scheme as a whole: values with articles, marks, terms, window, open questions, and how it is found."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from cases.authority.permissions import MACHINE
from cases.law import NotInForce
from cases.schemes.ontwikkeladvies.terms import VERSIONS
from cases.schemes.ontwikkeladvies.windows import AMSTERDAM
from cases.schemes.registry import scheme, schemes
from tests.schemes.ontwikkeladvies.builders import ADVICE, values

README = (ADVICE.samples.parent / "README.md").read_text(encoding="utf-8")


def test_registry_finds_the_folder() -> None:
    assert schemes()["ontwikkeladvies"] is scheme("ontwikkeladvies") is ADVICE


def test_nothing_is_decided_by_a_machine() -> None:
    assert ADVICE.machine is None
    assert not MACHINE & set(ADVICE.transitions)


def test_it_settles_without_a_grant() -> None:
    assert ADVICE.procedure == "direct"
    assert "granted" not in ADVICE.statuses
    assert "settle_directly" in ADVICE.transitions


def test_no_value_holds_before_registration_began() -> None:
    assert ADVICE.version_on(date(2022, 4, 1)) == "V2022"
    with pytest.raises(NotInForce):
        ADVICE.values_on(date(2022, 3, 31))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2022, 4, 30, 23, 59, 59, tzinfo=AMSTERDAM), False),
        (datetime(2022, 5, 1, tzinfo=AMSTERDAM), True),
        (datetime(2022, 12, 15, 23, 59, 59, tzinfo=AMSTERDAM), True),
        (datetime(2022, 12, 16, tzinfo=AMSTERDAM), False),
    ],
)
@pytest.mark.parametrize("kind", ["adviseur", "werkgever", "opdrachtgever"])
def test_window_is_open_for_adviser_employer_and_hirer(kind: str, moment: datetime, is_open: bool) -> None:
    assert (ADVICE.window_on(kind, moment) is not None) is is_open


def test_window_goes_by_arrival() -> None:
    (window,) = ADVICE.windows
    assert (window.method, window.confirmed) == ("arrival", False)


def test_every_value_has_article_and_source_and_an_open_one_its_question() -> None:
    for name, dated in {**ADVICE.values, "version": VERSIONS}.items():
        assert dated.article.cite, name
        assert dated.article.source.startswith("https://"), name
        assert dated.confirmed or "?" in dated.question, name
        assert min(dated.from_on) == date(2022, 4, 1), name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("amount", Decimal("700.00")),
        ("amount_includes_vat", True),
        ("minimum_tariff", Decimal("560.00")),
        ("tariff_includes_vat", False),
        ("trajectories_per_adviser", 0),
        ("minimum_talk_hours", Decimal(4)),
        ("finished_before_application", True),
        ("statement_needed", True),
        ("both_sign", True),
        ("scan_needed", False),
        ("registration_confirmed_by_mail", False),
        ("last_at_ceiling", "refuse"),
        ("overshoot_day_by_lot", False),
        ("decision_weeks", 8),
    ],
)
def test_open_question_has_its_default(name: str, value: object) -> None:
    assert getattr(values(), name) == value
    assert not ADVICE.values[name].confirmed


def test_pension_ages_from_memory_are_an_open_question() -> None:
    assert not ADVICE.values["pension_ages"].confirmed


@pytest.mark.parametrize(
    "name",
    ["minimum_age", "education_limit", "registration_needed", "identity_checked", "plan_needed", "adviser_years"],
)
def test_what_was_read_in_an_official_text_is_confirmed(name: str) -> None:
    assert ADVICE.values[name].confirmed


@pytest.mark.parametrize("name", ["applicant_kinds", "noloc_is_enough", "earlier_advice_blocks", "recovery_from"])
def test_what_was_read_in_a_restatement_is_secondary(name: str) -> None:
    assert not ADVICE.values[name].confirmed
    assert "secundaire bron" in ADVICE.values[name].question


def test_nothing_waits_for_a_setting() -> None:
    assert values().unset == {}


@pytest.mark.parametrize(
    ("code", "length"),
    [
        ("decision", "8 weken"),
        ("supplement", "14 dagen"),
        ("views", "14 dagen"),
        ("unconsidered", "4 weken"),
        ("objection", "6 weken"),
        ("payment", "6 weken"),
        ("revocation_bar", "5 jaar"),
        ("recovery_bar", "5 jaar"),
        ("retention", "10 jaar"),
    ],
)
def test_scheme_gives_every_term_with_its_length(code: str, length: str) -> None:
    assert str(ADVICE.terms(code, values()).length) == length


def test_unknown_term_and_unknown_letter_are_told() -> None:
    with pytest.raises(KeyError, match="Ontwikkeladvies kent geen termijn"):
        ADVICE.terms("koffie", values())
    with pytest.raises(KeyError, match="geen artikelen"):
        ADVICE.articles_of("gift", date(2022, 6, 13))


def test_every_letter_has_articles() -> None:
    assert all(ADVICE.articles_of(letter, date(2022, 6, 13)) for letter in ADVICE.wording)


def test_readme_keeps_the_list_of_open_questions_whole() -> None:
    for name, dated in ADVICE.values.items():
        assert f"| `{name}` | {dated.article}" in README, name
        assert dated.confirmed or dated.question in README or dated.article.source in README, name
    assert VERSIONS.question in README
    assert all(window.question in README for window in ADVICE.windows)


def test_readme_maps_articles_to_tests_that_exist() -> None:
    folder = ADVICE.samples.parents[3] / "tests" / "schemes" / "ontwikkeladvies"
    named = {word for word in README.replace("`", " ").split() if word.startswith("test_") and word.endswith(".py")}
    assert named
    assert all((folder / name).exists() for name in named), named


def test_readme_names_every_rule() -> None:
    from cases.schemes.ontwikkeladvies.rules.judging import rules

    assert [
        rule.__name__ for rule in rules() if f"`{rule.__module__.rsplit('.', 1)[-1]}.{rule.__name__}`" not in README
    ] == []
