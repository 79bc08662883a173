"""Suspended terms: the worked examples, and what overlapping, late and empty suspensions do.
The counting over random dates is in `test_term_properties.py`."""

from __future__ import annotations

from datetime import date

import pytest

from cases.law import Article
from cases.terms.catalogue import KINDS
from cases.terms.suspension import SUPPLEMENT_COUNTING, Counting, Suspension, supplement_suspension
from cases.terms.term import last_day

RECEIVED = date(2026, 9, 7)
CONSENT = Article("Awb 4:15 lid 2 onder a")


def consented(from_day: int, until_day: int, month: int = 10) -> Suspension:
    return Suspension(date(2026, month, from_day), date(2026, month, until_day), CONSENT, "uitstel afgesproken")


@pytest.mark.parametrize(
    ("counting", "days", "end_on"),
    [
        pytest.param("strict", 10, date(2026, 12, 17), id="awb.md-E20-strict"),
        pytest.param("inclusive", 11, date(2026, 12, 18), id="awb.md-E20-alternative"),
        pytest.param(None, 10, date(2026, 12, 17), id="awb.md-E20-strict-is-the-default"),
    ],
)
def test_a_supplement_suspends_the_decision_term(counting: Counting | None, days: int, end_on: date) -> None:
    stop = supplement_suspension(date(2026, 10, 1), date(2026, 10, 12), counting=counting)
    deadline = last_day(KINDS["grant_decision"], RECEIVED, [stop])
    assert (deadline.raw_end_on, deadline.suspended_days, deadline.end_on) == (date(2026, 12, 7), days, end_on)


def test_a_supplement_from_2_to_12_may_suspends_nine_days_as_in_slim_T3() -> None:
    stop = supplement_suspension(date(2023, 5, 2), date(2023, 5, 12))
    assert (stop.days, stop.from_on, stop.until_on) == (9, date(2023, 5, 3), date(2023, 5, 11))


@pytest.mark.parametrize(
    ("counting", "sentence"),
    [
        (
            "strict",
            "Opgeschort van 2 oktober 2026 tot en met 11 oktober 2026, 10 dagen (Awb 4:15 lid 1 onder a): om "
            "aanvulling gevraagd op 1 oktober 2026, aangevuld op 12 oktober 2026; die dag telt niet mee "
            "(een open vraag: met die dag mee zou het 11 dagen zijn).",
        ),
        (
            "inclusive",
            "Opgeschort van 2 oktober 2026 tot en met 12 oktober 2026, 11 dagen (Awb 4:15 lid 1 onder a): om "
            "aanvulling gevraagd op 1 oktober 2026, aangevuld op 12 oktober 2026; die dag telt mee "
            "(een open vraag: zonder die dag zou het 10 dagen zijn).",
        ),
    ],
)
def test_the_explanation_shows_the_other_reading(counting: Counting, sentence: str) -> None:
    stop = supplement_suspension(date(2026, 10, 1), date(2026, 10, 12), counting=counting)
    assert last_day(KINDS["grant_decision"], RECEIVED, [stop]).explanation[1] == sentence


def test_a_supplement_that_never_came_says_so() -> None:
    stop = supplement_suspension(date(2026, 10, 1), date(2026, 10, 15), ending="lapsed")
    assert "niet aangevuld; de termijn daarvoor eindigde op 15 oktober 2026" in stop.reason


def test_the_counting_of_the_supplement_is_an_open_question() -> None:
    assert not SUPPLEMENT_COUNTING.confirmed
    assert SUPPLEMENT_COUNTING.question


@pytest.mark.parametrize("completed_on", [date(2026, 10, 1), date(2026, 10, 2)])
def test_a_supplement_on_the_same_or_next_day_suspends_nothing(completed_on: date) -> None:
    deadline = last_day(KINDS["grant_decision"], RECEIVED, [supplement_suspension(date(2026, 10, 1), completed_on)])
    assert (deadline.suspended_days, deadline.end_on) == (0, date(2026, 12, 7))
    assert deadline.explanation[1].startswith("Geen dag opgeschort")


def test_a_supplement_before_its_invitation_is_refused() -> None:
    with pytest.raises(ValueError, match="ligt voor het verzoek"):
        supplement_suspension(date(2026, 10, 12), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("stops", "days"),
    [
        pytest.param([consented(1, 10), consented(5, 15)], 15, id="overlap-counts-once"),
        pytest.param([consented(1, 20), consented(5, 10)], 20, id="one-inside-the-other"),
        pytest.param([consented(5, 10), consented(5, 10)], 6, id="the-same-twice"),
        pytest.param([consented(11, 15), consented(1, 10)], 15, id="any-order"),
        pytest.param([consented(1, 3), consented(10, 12)], 6, id="apart"),
        pytest.param([consented(10, 1)], 0, id="negative-takes-nothing-away"),
        pytest.param([consented(10, 1), consented(2, 3)], 2, id="negative-beside-a-real-one"),
        pytest.param([consented(1, 10, month=9)], 3, id="days-before-the-term-do-not-count"),
        pytest.param([consented(1, 7, month=9)], 0, id="wholly-before-the-term"),
        pytest.param([consented(7, 10, month=12)], 4, id="from-the-last-day"),
        pytest.param([consented(8, 10, month=12)], 0, id="after-the-term-passed"),
        pytest.param([consented(1, 5), consented(9, 10, month=12)], 7, id="in-time-because-of-an-earlier-one"),
    ],
)
def test_each_suspended_day_adds_one_day_once(stops: list[Suspension], days: int) -> None:
    deadline = last_day(KINDS["grant_decision"], RECEIVED, stops)
    assert deadline.suspended_days == days == (deadline.end_on - deadline.raw_end_on).days
    assert sum(str(CONSENT) in sentence for sentence in deadline.explanation) == len(stops)


def test_a_suspension_after_the_end_is_explained() -> None:
    explanation = last_day(KINDS["grant_decision"], RECEIVED, [consented(8, 10, month=12)]).explanation
    assert "telt niet: de termijn was op 7 december 2026 al verstreken" in explanation[1]


def test_days_already_counted_are_named() -> None:
    explanation = last_day(KINDS["grant_decision"], RECEIVED, [consented(1, 10), consented(5, 15)]).explanation
    assert "11 dagen, waarvan 6 al geteld of voor het begin" in explanation[2]


def test_a_suspension_in_the_extension_starts_from_the_extended_day() -> None:
    received = date(2026, 9, 12)
    stop = Suspension(date(2026, 11, 9), date(2026, 11, 10), CONSENT, "uitstel afgesproken")
    deadline = last_day(KINDS["decision_without_term"], received, [stop])
    assert deadline.raw_end_on == date(2026, 11, 7)
    assert deadline.end_on == date(2026, 11, 11)
