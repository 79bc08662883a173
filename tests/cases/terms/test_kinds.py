"""Lengths and kinds of terms, and the catalogue as a whole.
When a term ends is tested beside `term.py`."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.law import Article
from cases.terms.catalogue import KINDS
from cases.terms.kinds import Length, TermKind


@pytest.mark.parametrize(
    ("length", "event_on", "last_on"),
    [
        pytest.param(Length(5, "years"), date(2024, 2, 29), date(2029, 2, 28), id="awb.md-11.20-leap-day"),
        pytest.param(Length(4, "years"), date(2024, 2, 29), date(2028, 2, 29), id="leap-day-to-leap-day"),
        pytest.param(Length(1, "years"), date(2023, 2, 28), date(2024, 2, 28), id="not-stretched-to-leap-day"),
        pytest.param(Length(6, "months"), date(2026, 12, 31), date(2027, 6, 30), id="awb.md-E38"),
        pytest.param(Length(1, "months"), date(2026, 1, 31), date(2026, 2, 28), id="short-month"),
        pytest.param(Length(12, "months"), date(2026, 12, 15), date(2027, 12, 15), id="over-the-year"),
        pytest.param(Length(1, "days"), date(2026, 12, 31), date(2027, 1, 1), id="one-day"),
    ],
)
def test_a_length_counts_from_the_day_after_the_event(length: Length, event_on: date, last_on: date) -> None:
    assert length.after(event_on) == last_on


def test_a_length_counts_back_over_the_turn_of_the_year() -> None:
    assert Length(13, "months").before(date(2026, 1, 31)) == date(2024, 12, 31)
    assert Length(13, "weeks").before(date(2027, 1, 1)) == date(2026, 10, 2)


@pytest.mark.parametrize(
    ("number", "unit"), [(0, "days"), (-1, "weeks"), (True, "days"), (1.5, "weeks"), ("6", "weeks"), (6, "hours")]
)
def test_an_impossible_length_is_refused(number: Any, unit: Any) -> None:
    with pytest.raises(ValueError, match="termijn"):
        Length(number, unit)


@pytest.mark.parametrize(
    ("length", "text"),
    [(Length(1, "weeks"), "1 week"), (Length(6, "weeks"), "6 weken"), (Length(5, "years"), "5 jaar")],
)
def test_a_length_is_written_in_dutch(length: Length, text: str) -> None:
    assert str(length) == text


def test_a_scheme_sets_its_own_length_with_its_own_article() -> None:
    article = Article("SLIM 13 lid 2")
    own = KINDS["settlement_request"].with_length(Length(22, "weeks"), article)
    assert (own.code, own.length, own.article) == ("settlement_request", Length(22, "weeks"), article)
    assert KINDS["settlement_request"].length == Length(13, "weeks")
    assert own.with_length(Length(4, "months")).article == article


def test_an_unconfirmed_kind_needs_its_question() -> None:
    with pytest.raises(ValueError, match="vraag"):
        TermKind("own", "Eigen termijn", Article("Awb 4:5"), Length(1, "days"), "official", confirmed=False)


def test_a_kind_of_unknown_origin_is_refused() -> None:
    origin: Any = "custom"
    with pytest.raises(ValueError, match="herkomst"):
        TermKind("own", "Eigen termijn", Article("Awb 4:5"), Length(1, "days"), origin)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_kind_in_the_catalogue_has_article_source_and_label(code: str) -> None:
    kind = KINDS[code]
    assert kind.code == code
    assert kind.article.source.startswith("https://")
    assert kind.label[0].isupper()
    assert kind.confirmed or kind.question.count("?") >= 1


LENGTHS = {
    "T1": ("grant_decision", "13 weken"),
    "T2": ("grant_decision_after_window", "13 weken"),
    "T3": ("grant_decision_long", "22 weken"),
    "T4": ("grant_decision_international", "40 weken"),
    "T5": ("decision_without_term", "8 weken"),
    "T6": ("supplement", "14 dagen"),
    "T7": ("left_unconsidered_decision", "4 weken"),
    "T8": ("views", "14 dagen"),
    "T9": ("default_notice_grace", "2 weken"),
    "T10": ("penalty_period", "42 dagen"),
    "T11": ("penalty_decision", "2 weken"),
    "T12": ("penalty_recovery", "5 jaar"),
    "T13": ("late_reasons", "1 week"),
    "T14": ("objection", "6 weken"),
    "T15": ("postal_grace", "1 week"),
    "T16": ("objection_decision", "6 weken"),
    "T17": ("objection_decision_committee", "12 weken"),
    "T18": ("objection_adjournment", "6 weken"),
    "T20": ("file_open", "1 week"),
    "T21": ("last_documents", "10 dagen"),
    "T22": ("appeal", "6 weken"),
    "T23": ("court_ordered_decision", "2 weken"),
    "T24": ("budget_condition", "4 weken"),
    "T25": ("payment", "6 weken"),
    "T26": ("payment_suspension", "13 weken"),
    "T27": ("reminder", "2 weken"),
    "T28": ("prescription", "5 jaar"),
    "T29": ("settlement_request", "13 weken"),
    "T30": ("settlement_reminder", "14 dagen"),
    "T31": ("direct_settlement", "13 weken"),
    "T32": ("settlement_decision", "22 weken"),
    "T33": ("ex_officio_settlement", "22 weken"),
    "T34": ("revocation_bar", "5 jaar"),
    "T35": ("recovery_bar", "5 jaar"),
    "T36": ("asset_compensation", "1 jaar"),
    "T36-latest": ("asset_compensation_latest", "5 jaar"),
    "T37": ("financial_year_application", "13 weken"),
    "T38": ("financial_year_settlement_request", "6 maanden"),
    "T39": ("consent_decision", "4 weken"),
    "T40": ("incidental_subsidy", "4 jaar"),
    "T41": ("scheme_sunset", "5 jaar"),
    "T42": ("scheme_evaluation", "5 jaar"),
    "T43": ("progress_report", "12 maanden"),
    "T44": ("retention", "10 jaar"),
    "T45": ("irregularity_registration", "3 jaar"),
}


@pytest.mark.parametrize(("code", "length"), LENGTHS.values(), ids=[f"awb.md-9-{row}" for row in LENGTHS])
def test_the_catalogue_holds_every_statutory_term_with_a_length(code: str, length: str) -> None:
    assert str(KINDS[code].length) == length
