"""Which terms the Algemene termijnenwet extends, row by row of the table of statutory terms.
The resulting days are tested beside `term.py`."""

from __future__ import annotations

from datetime import date

import pytest

from cases.law import Article
from cases.terms.atw import atw_applies, exemption
from cases.terms.catalogue import KINDS
from cases.terms.kinds import Length, Origin, TermKind
from cases.terms.term import last_day

EXTENDED = {
    "decision_without_term",
    "left_unconsidered_decision",
    "penalty_decision",
    "late_reasons",
    "objection",
    "postal_grace",
    "objection_decision",
    "objection_decision_committee",
    "objection_adjournment",
    "appeal",
    "budget_condition",
    "payment",
    "reminder",
    "consent_decision",
    "consent_adjournment",
    "consent_announcement",
}


def kind_of(length: Length, origin: Origin = "act") -> TermKind:
    return TermKind("example", "Voorbeeld", Article("Awb 1:1"), length, origin)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_the_act_extends_exactly_the_terms_marked_yes(code: str) -> None:
    assert atw_applies(KINDS[code]) is (code in EXTENDED)


@pytest.mark.parametrize(
    ("length", "applies"),
    [
        pytest.param(Length(90, "days"), True, id="Atw-4a-90-days"),
        pytest.param(Length(91, "days"), False, id="Atw-4a-91-days"),
        pytest.param(Length(12, "weeks"), True, id="Atw-4a-12-weeks"),
        pytest.param(Length(13, "weeks"), False, id="Atw-4a-13-weeks"),
        pytest.param(Length(3, "months"), True, id="Atw-4a-3-months"),
        pytest.param(Length(4, "months"), False, id="Atw-4a-4-months"),
        pytest.param(Length(1, "years"), False, id="Atw-4a-1-year"),
    ],
)
def test_long_terms_are_not_extended(length: Length, applies: bool) -> None:
    assert atw_applies(kind_of(length)) is applies


@pytest.mark.parametrize(
    ("origin", "applies"), [("act", True), ("order", True), ("regulation", False), ("official", False)]
)
def test_only_terms_of_an_act_or_order_are_extended(origin: Origin, applies: bool) -> None:
    assert atw_applies(kind_of(Length(6, "weeks"), origin)) is applies


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("grant_decision", "Atw 1 en 5"),
        ("file_open", "Atw 1 lid 2"),
        ("prescription", "Atw 4 onder a"),
        ("penalty_period", "Awb 4:17 lid 1"),
        ("objection", ""),
    ],
)
def test_an_exempt_term_cites_the_article(code: str, reason: str) -> None:
    assert reason in exemption(KINDS[code])
    assert bool(exemption(KINDS[code])) is bool(reason)


@pytest.mark.parametrize(
    ("length", "event_on", "end_on"),
    [
        pytest.param(Length(3, "days"), date(2026, 4, 2), date(2026, 4, 8), id="Atw-2-three-days-over-Easter"),
        pytest.param(
            Length(2, "days"), date(2026, 4, 2), date(2026, 4, 7), id="Atw-2-two-days-need-no-two-working-days"
        ),
        pytest.param(Length(3, "days"), date(2026, 11, 13), date(2026, 11, 17), id="Atw-2-over-a-weekend"),
        pytest.param(Length(3, "days"), date(2026, 11, 9), date(2026, 11, 12), id="Atw-2-within-a-week"),
    ],
)
def test_a_term_of_three_days_holds_two_working_days(length: Length, event_on: date, end_on: date) -> None:
    deadline = last_day(kind_of(length), event_on)
    assert deadline.end_on == end_on
    assert any("Atw 2" in sentence for sentence in deadline.explanation) is (
        length.number == 3 and deadline.raw_end_on < end_on
    )
