"""Articles, dated values, and the values of a scheme on a day.
The law itself is tested with the rules that cite it."""

from __future__ import annotations

import copy
from datetime import date

import pytest

from cases.law import SOURCES, Article, Dated, NotInForce, Values

ARTICLE = Article("SLIM 18")
PERCENTAGES = Dated({date(2020, 1, 1): 80, date(2025, 1, 1): 60}, ARTICLE)


@pytest.mark.parametrize("law", sorted(SOURCES))
def test_an_article_of_a_known_law_finds_its_source(law: str) -> None:
    assert Article(f"{law} 1").source == SOURCES[law]


def test_an_article_is_cited_as_written_and_keeps_its_own_source() -> None:
    article = Article("Archiefwet 1995 5", "https://wetten.overheid.nl/BWBR0007376")
    assert str(article) == "Archiefwet 1995 5"
    assert article.source == "https://wetten.overheid.nl/BWBR0007376"


def test_an_article_of_an_unknown_law_needs_a_source() -> None:
    with pytest.raises(ValueError, match="needs a source"):
        Article("Archiefwet 1995 5")


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2020, 1, 1), 80),
        (date(2024, 12, 31), 80),
        (date(2025, 1, 1), 60),
        (date(2099, 1, 1), 60),
    ],
)
def test_a_dated_value_holds_from_its_first_day(day: date, value: int) -> None:
    assert PERCENTAGES.on(day) == value


def test_before_its_first_day_a_value_is_not_in_force() -> None:
    with pytest.raises(NotInForce, match="SLIM 18: geen waarde op 31-12-2019"):
        PERCENTAGES.on(date(2019, 12, 31))


def test_the_order_of_writing_does_not_matter() -> None:
    assert Dated({date(2025, 1, 1): 60, date(2020, 1, 1): 80}, ARTICLE).on(date(2026, 1, 1)) == 60


def test_an_unconfirmed_value_needs_its_question() -> None:
    with pytest.raises(ValueError, match="needs its question"):
        Dated({date(2020, 1, 1): 1}, ARTICLE, confirmed=False)
    assert Dated({date(2020, 1, 1): 1}, ARTICLE, confirmed=False, question="Welk getal?").on(date(2020, 1, 1)) == 1


@pytest.fixture
def values() -> Values:
    return Values("V2020", date(2020, 3, 2), {"percentage": 80, "minimum": 5000}, {"percentage": "SLIM 18"})


def test_values_are_read_by_name_with_their_article(values: Values) -> None:
    assert (values.percentage, values.version, values.on) == (80, "V2020", date(2020, 3, 2))
    assert values.article("percentage") == "SLIM 18"
    assert dict(values) == {"percentage": 80, "minimum": 5000}


def test_an_unknown_value_is_an_error_with_its_version(values: Values) -> None:
    with pytest.raises(AttributeError, match="'maximum' geldt niet in V2020"):
        _ = values.maximum


def test_replacing_a_value_leaves_the_first_values_alone(values: Values) -> None:
    replaced = values.replaced({"percentage": 50})
    assert (replaced.percentage, replaced.minimum, values.percentage) == (50, 5000, 80)
    assert replaced.article("percentage") == "SLIM 18"


def test_replacing_an_unknown_value_is_refused(values: Values) -> None:
    with pytest.raises(KeyError, match="Onbekende waarden: maximum, rate"):
        values.replaced({"rate": 1, "maximum": 2})


def test_values_can_be_copied(values: Values) -> None:
    assert dict(copy.deepcopy(values)) == dict(values)
