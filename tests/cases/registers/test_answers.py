"""What rules make of answers, without any database: no answer and a contradiction are for a person, never a silent yes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.schemes.answers import (
    Period,
    RegisterAnswer,
    agrees,
    answer_to,
    covers,
    holds,
    in_force,
    is_known,
    periods_within,
)
from cases.schemes.judgement import Outcome
from cases.schemes.questions import AnswerState

YES = RegisterAnswer("SBB", AnswerState.ANSWERED, {"level": 2})
NO_ANSWERS = [RegisterAnswer("SBB", AnswerState.UNKNOWN), RegisterAnswer("SBB", AnswerState.UNREACHABLE)]
WITHIN = Period(date(2020, 2, 1), date(2022, 1, 31))


def extracts(state: str, answer: Any) -> dict[str, Any]:
    """Give a file in which one question was put."""
    kept = {"state": state, "answer": answer, "source": "Erkende leerbedrijven (SBB)", "asked_at": "2024-03-01T12:00"}
    return {"registers": {"sbb": {"line:1": kept}}}


def test_an_answer_is_found_with_its_entries() -> None:
    answer = answer_to(extracts("answered", {"entries": [{"crebo": "25180"}]}), "sbb", "line:1")
    assert answer.entries == ({"crebo": "25180"},)
    assert answer.register == "Erkende leerbedrijven (SBB)"


def test_one_entry_is_an_answer_of_one() -> None:
    assert answer_to(extracts("answered", {"level": 2}), "sbb", "line:1").entries == ({"level": 2},)


@pytest.mark.parametrize(
    "file",
    [
        pytest.param({}, id="a trial calculation, in which nothing was asked"),
        pytest.param({"registers": {}}, id="another register"),
        pytest.param({"registers": {"sbb": {}}}, id="another subject"),
        pytest.param(extracts("unreachable", None), id="out of reach"),
        pytest.param(extracts("unknown", None), id="unknown"),
        pytest.param(extracts("answered", None), id="answered, and the answer was erased"),
        pytest.param(extracts("answered", {"entries": []}), id="answered with nothing"),
    ],
)
def test_without_an_answer_there_are_no_entries_and_a_person_looks(file: dict[str, Any]) -> None:
    answer = answer_to(file, "sbb", "line:1")
    assert answer.entries == ()
    assert is_known("company", "art. 5", answer).outcome is Outcome.PERSON


def test_who_is_known_is_found() -> None:
    finding = is_known("company", "art. 5", YES, "Het leerbedrijf is erkend.", crebo="25180")
    assert (finding.outcome, finding.label) == (Outcome.MET, "Het leerbedrijf is erkend.")
    assert finding.facts == {"register": "SBB", "register_state": "answered", "crebo": "25180"}


@pytest.mark.parametrize("answer", NO_ANSWERS, ids=["unknown", "unreachable"])
@pytest.mark.parametrize("told", [True, False, None])
def test_no_answer_is_never_a_yes_and_never_a_no(answer: RegisterAnswer, told: bool | None) -> None:
    findings = [
        is_known("rule", "art. 5", answer),
        agrees("rule", "art. 5", told, True, answer),
        holds("rule", "art. 5", told, True, answer),
        holds("rule", "art. 5", told, False, answer),
    ]
    assert {finding.outcome for finding in findings} == {Outcome.PERSON}
    assert not any("contradicts" in finding.facts for finding in findings)


@pytest.mark.parametrize(
    ("told", "found", "outcome", "contradicts"),
    [
        pytest.param(True, True, Outcome.MET, False, id="both say yes"),
        pytest.param(None, True, Outcome.MET, False, id="the register says yes, the application nothing"),
        pytest.param(False, False, Outcome.NOT_MET, False, id="both say no: on the applicant's own data"),
        pytest.param(True, False, Outcome.PERSON, True, id="only the register says no: Awb 4:7"),
        pytest.param(None, False, Outcome.PERSON, True, id="the register says no of what the applicant never spoke"),
        pytest.param(False, True, Outcome.PERSON, True, id="only the application says no"),
        pytest.param(True, None, Outcome.PERSON, False, id="the entry does not say"),
        pytest.param(False, None, Outcome.PERSON, False, id="the entry does not say, the application says no"),
    ],
)
def test_a_refusal_on_what_only_the_register_says_goes_to_a_person(
    told: bool | None, found: bool | None, outcome: Outcome, contradicts: bool
) -> None:
    finding = holds("insured", "art. 5", told, found, YES)
    assert finding.outcome is outcome
    assert finding.facts.get("contradicts", False) is contradicts


@pytest.mark.parametrize(
    ("told", "found", "outcome", "contradicts"),
    [
        pytest.param("O-77", "O-77", Outcome.MET, False, id="the same"),
        pytest.param("O-78", "O-77", Outcome.PERSON, True, id="another"),
        pytest.param(None, "O-77", Outcome.PERSON, True, id="the application does not say"),
        pytest.param("O-77", None, Outcome.PERSON, False, id="the entry does not say"),
    ],
)
def test_what_differs_from_the_register_is_for_a_person_with_both_sides_told(
    told: Any, found: Any, outcome: Outcome, contradicts: bool
) -> None:
    finding = agrees("trainer", "art. 11", told, found, YES)
    assert finding.outcome is outcome
    assert finding.facts.get("contradicts", False) is contradicts
    if contradicts:
        assert (finding.facts["told"], finding.facts["found"]) == (told, found)


def entry(first: str, last: str = "") -> dict[str, str]:
    """Give an entry with its period."""
    return {"from_on": first} | ({"until_on": last} if last else {})


@pytest.mark.parametrize(
    ("entries", "periods", "all_days"),
    [
        pytest.param([], [], False, id="none"),
        pytest.param([entry("2019-01-01")], [("2020-02-01", "2022-01-31")], True, id="running on"),
        pytest.param([entry("2021-08-01")], [("2021-08-01", "2022-01-31")], False, id="from halfway"),
        pytest.param([entry("2022-02-01")], [], False, id="only afterwards"),
        pytest.param([entry("2019-01-01", "2020-01-31")], [], False, id="only before"),
        pytest.param(
            [entry("2021-01-01"), entry("2019-01-01", "2020-12-31")],
            [("2020-02-01", "2022-01-31")],
            True,
            id="two that touch, in any order",
        ),
        pytest.param(
            [entry("2020-01-01", "2020-06-30"), entry("2020-07-02")],
            [("2020-02-01", "2020-06-30"), ("2020-07-02", "2022-01-31")],
            False,
            id="one day between",
        ),
        pytest.param(
            [entry("2020-03-01", "2020-12-31"), entry("2020-04-01", "2020-05-01")],
            [("2020-03-01", "2020-12-31")],
            False,
            id="one inside the other counts once",
        ),
    ],
)
def test_entries_are_joined_to_the_days_of_a_period(
    entries: list[dict[str, str]], periods: list[tuple[str, str]], all_days: bool
) -> None:
    expected = tuple(Period(date.fromisoformat(first), date.fromisoformat(last)) for first, last in periods)
    assert periods_within(entries, WITHIN) == expected
    assert covers(entries, WITHIN) is all_days


def test_the_days_of_a_period_are_counted_with_both_ends() -> None:
    assert Period(date(2021, 8, 1), date(2022, 1, 31)).days == 184


@pytest.mark.parametrize(
    ("on", "count"), [("2020-02-29", 0), ("2020-03-01", 1), ("2020-12-31", 1), ("2021-01-01", 0)], ids=str
)
def test_an_entry_holds_on_its_first_and_on_its_last_day(on: str, count: int) -> None:
    assert len(in_force([entry("2020-03-01", "2020-12-31")], date.fromisoformat(on))) == count
