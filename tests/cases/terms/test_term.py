"""The last day of terms: the worked examples of the domain files, row by row.
Properties over many dates are in `test_term_properties.py`."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cases.law import Article
from cases.terms.catalogue import KINDS, VIEWS
from cases.terms.deadline import Deadline
from cases.terms.kinds import Length, TermKind
from cases.terms.suspension import Suspension, supplement_suspension
from cases.terms.term import deadline_of, last_day, official_term


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("code", "event_on", "raw_on", "end_on"),
    [
        pytest.param("objection", "2023-04-14", "2023-05-26", "2023-05-26", id="awb.md-E1-objection"),
        pytest.param("objection_decision", "2023-05-26", "2023-07-07", "2023-07-07", id="awb.md-E1-decision"),
        pytest.param("objection", "2025-11-20", "2026-01-01", "2026-01-05", id="awb.md-E2-new-year"),
        pytest.param("objection", "2026-03-16", "2026-04-27", "2026-04-28", id="awb.md-E4-kings-day"),
        pytest.param("objection", "2026-03-24", "2026-05-05", "2026-05-06", id="awb.md-E5-5-may"),
        pytest.param("objection", "2026-04-13", "2026-05-25", "2026-05-26", id="awb.md-E7-whit-monday"),
        pytest.param("objection", "2026-11-13", "2026-12-25", "2026-12-28", id="awb.md-E8-christmas"),
        pytest.param("postal_grace", "2026-12-28", "2027-01-04", "2027-01-04", id="awb.md-E8-post"),
        pytest.param("objection_decision", "2026-12-28", "2027-02-08", "2027-02-08", id="awb.md-E8-six-weeks"),
        pytest.param(
            "objection_decision_committee", "2026-12-28", "2027-03-22", "2027-03-22", id="awb.md-E8-committee"
        ),
        pytest.param("objection", "2028-03-16", "2028-04-27", "2028-05-01", id="awb.md-E11-equated-friday"),
        pytest.param("grant_decision", "2026-09-07", "2026-12-07", "2026-12-07", id="awb.md-E14"),
        pytest.param("grant_decision", "2026-09-12", "2026-12-12", "2026-12-12", id="awb.md-E15-saturday-stays"),
        pytest.param("grant_decision_long", "2026-09-07", "2027-02-08", "2027-02-08", id="awb.md-E16"),
        pytest.param("left_unconsidered_decision", "2026-10-12", "2026-11-09", "2026-11-09", id="awb.md-E22"),
        pytest.param("penalty_decision", "2027-02-03", "2027-02-17", "2027-02-17", id="awb.md-E27"),
        pytest.param("reminder", "2027-01-06", "2027-01-20", "2027-01-20", id="awb.md-E30"),
        pytest.param("budget_condition", "2026-12-15", "2027-01-12", "2027-01-12", id="awb.md-E34"),
        pytest.param("settlement_request", "2026-12-31", "2027-04-01", "2027-04-01", id="awb.md-E35-13-weeks"),
        pytest.param("financial_year_settlement_request", "2026-12-31", "2027-06-30", "2027-06-30", id="awb.md-E38"),
        pytest.param("grant_decision_after_window", "2020-03-31", "2020-06-30", "2020-06-30", id="slim.md-T1-13-weeks"),
        pytest.param("grant_decision_long", "2020-03-31", "2020-09-01", "2020-09-01", id="slim.md-T1-22-weeks"),
        pytest.param("payment", "2023-05-01", "2023-06-12", "2023-06-12", id="slim.md-T2-payment"),
        pytest.param("objection", "2020-04-10", "2020-05-22", "2020-05-25", id="decree-of-2019-ascension-friday"),
        pytest.param("recovery_bar", "2024-02-29", "2029-02-28", "2029-02-28", id="awb.md-11.20-leap-day"),
        pytest.param("prescription", "2026-11-21", "2031-11-21", "2031-11-21", id="five-years"),
        pytest.param("file_open", "2026-11-19", "2026-11-12", "2026-11-12", id="week-before-hearing"),
        pytest.param("last_documents", "2026-11-17", "2026-11-07", "2026-11-07", id="backward-stays-on-saturday"),
        pytest.param("financial_year_application", "2027-01-01", "2026-10-02", "2026-10-02", id="13-weeks-before-year"),
    ],
)
def test_a_term_ends_on_the_day_of_the_worked_example(code: str, event_on: str, raw_on: str, end_on: str) -> None:
    deadline = last_day(KINDS[code], day(event_on))
    assert (deadline.start_on, deadline.raw_end_on, deadline.end_on) == (day(event_on), day(raw_on), day(end_on))
    assert deadline.suspended_days == 0


def test_settlement_request_of_22_weeks_ends_on_3_june_as_in_E35() -> None:
    kind = KINDS["settlement_request"].with_length(Length(22, "weeks"))
    assert last_day(kind, day("2026-12-31")).end_on == day("2027-06-03")


def test_activities_start_within_three_months_as_in_slim_T2() -> None:
    kind = TermKind("start", "Start van de activiteiten", Article("SLIM 12"), Length(3, "months"), "regulation")
    assert last_day(kind, day("2023-05-01")).end_on == day("2023-08-01")


@pytest.mark.parametrize("code", ["objection", "payment", "reminder"])
def test_the_last_day_itself_is_in_time(code: str) -> None:
    deadline = last_day(KINDS[code], day("2027-01-06"))
    assert not deadline.has_passed(deadline.end_on)
    assert deadline.has_passed(date.fromordinal(deadline.end_on.toordinal() + 1))


def test_dwangbevel_is_possible_from_the_day_after_the_reminder_term_as_in_E30() -> None:
    deadline = last_day(KINDS["reminder"], day("2027-01-06"))
    assert deadline.has_passed(day("2027-01-21"))
    assert not deadline.has_passed(day("2027-01-20"))


def test_the_explanation_names_every_free_day_that_moved_the_end() -> None:
    explanation = last_day(KINDS["objection"], day("2025-11-20")).explanation
    assert explanation == (
        "Bezwaartermijn: 6 weken na 20 november 2025 (Awb 6:7); "
        "de eerste dag is vrijdag 21 november 2025, de laatste donderdag 1 januari 2026.",
        "Donderdag 1 januari 2026 is Nieuwjaarsdag; de termijn loopt door (Atw 1 lid 1).",
        "Vrijdag 2 januari 2026 is een dag die bij koninklijk besluit met een feestdag is gelijkgesteld; "
        "de termijn loopt door (Atw 1 lid 1).",
        "Zaterdag 3 januari 2026 is een dag in het weekend; de termijn loopt door (Atw 1 lid 1).",
        "Zondag 4 januari 2026 is een dag in het weekend; de termijn loopt door (Atw 1 lid 1).",
        "De laatste dag is maandag 5 januari 2026.",
    )


def test_the_explanation_says_why_a_term_on_a_free_day_is_not_extended() -> None:
    explanation = last_day(KINDS["grant_decision"], day("2026-09-12")).explanation
    assert explanation[1:] == (
        "Zaterdag 12 december 2026 is een dag in het weekend; de termijn wordt niet verlengd, "
        "want zij staat niet in een wet of een algemene maatregel van bestuur (Atw 1 en 5).",
        "De laatste dag is zaterdag 12 december 2026.",
    )


@pytest.mark.parametrize(
    ("code", "event_on", "provisional"),
    [
        pytest.param("objection", "2028-11-17", False, id="last-known-year"),
        pytest.param("objection", "2028-11-20", True, id="unknown-year"),
        pytest.param("objection", "2019-06-03", True, id="before-the-table"),
        pytest.param("prescription", "2028-11-20", False, id="never-extended-so-never-provisional"),
    ],
)
def test_a_term_in_a_year_without_decree_is_provisional(code: str, event_on: str, provisional: bool) -> None:
    deadline = last_day(KINDS[code], day(event_on))
    assert deadline.is_provisional is provisional
    assert ("niet bekend" in deadline.explanation[-1]) is provisional


@pytest.mark.parametrize(
    ("start_on", "days", "end_on"),
    [
        pytest.param("2026-10-01", 14, "2026-10-15", id="ends-on-a-working-day"),
        pytest.param("2026-10-03", 14, "2026-10-19", id="saturday-to-monday"),
        pytest.param("2026-04-13", 14, "2026-04-28", id="kings-day"),
        pytest.param("2026-12-11", 14, "2026-12-28", id="christmas"),
    ],
)
@pytest.mark.parametrize("kind", [KINDS["supplement"], VIEWS], ids=["supplement", "views"])
def test_an_official_term_ends_on_a_working_day(kind: TermKind, start_on: str, days: int, end_on: str) -> None:
    deadline = official_term(day(start_on), days, kind)
    assert deadline.end_on == day(end_on)
    assert deadline.code == kind.code
    shifts = [
        sentence for sentence in deadline.explanation if "wij laten de termijn op een werkdag eindigen" in sentence
    ]
    assert len(shifts) == (deadline.end_on - deadline.raw_end_on).days


def test_weeks_that_we_set_ourselves_end_on_a_working_day_too() -> None:
    kind = KINDS["views"].with_length(Length(4, "weeks"))
    assert deadline_of(kind, day("2026-11-27")).end_on == day("2026-12-28")


def test_an_official_cannot_set_a_term_of_the_law() -> None:
    with pytest.raises(ValueError, match="Awb 6:7"):
        official_term(day("2026-10-01"), 14, KINDS["objection"])


def test_a_term_counted_back_cannot_be_suspended() -> None:
    stop = Suspension(day("2026-11-01"), day("2026-11-02"), Article("Awb 4:15 lid 2"), "uitstel")
    with pytest.raises(ValueError, match="teruggerekend"):
        last_day(KINDS["file_open"], day("2026-11-19"), [stop])


def test_a_deadline_is_read_back_as_it_was_stored() -> None:
    stop = supplement_suspension(day("2026-10-01"), day("2026-10-12"))
    for deadline in (
        last_day(KINDS["grant_decision"], day("2026-09-07"), [stop]),
        last_day(KINDS["objection"], day("2029-11-20")),
        official_term(day("2026-10-01"), 14),
    ):
        assert Deadline.from_json(json.loads(json.dumps(deadline.to_json()))) == deadline
