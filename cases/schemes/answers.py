"""What rules make of the answers of registers: none, a slow one and a contradicting one are for a person, never a silent yes.
Pure: no register is asked here. Refusing on what a register says against the application needs a hearing first (Awb 4:7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cases.schemes.judgement import Finding, Outcome
from cases.schemes.questions import AnswerState

ONE_DAY = timedelta(days=1)
Entry = Mapping[str, Any]
Fact = str | int | bool | None

LABELS: Mapping[str, str] = {
    "register": "Register",
    "register_state": "Uitkomst van de vraag",
    "told": "Volgens de aanvraag",
    "found": "Volgens het register",
    "contradicts": "Register en aanvraag spreken elkaar tegen",
    AnswerState.ANSWERED: "beantwoord",
    AnswerState.UNKNOWN: "niet bekend in dit register",
    AnswerState.UNREACHABLE: "geen antwoord gekregen; wordt opnieuw gevraagd",
}
"""The facts of these findings in Dutch, beside the labels of a scheme's own."""


@dataclass(frozen=True)
class RegisterAnswer:
    """What came of a question to a register; `data` is empty where it gave no answer."""

    register: str
    state: AnswerState
    data: Entry = field(default_factory=dict)

    @property
    def is_answered(self) -> bool:
        """Whether the register knows the key and said so."""
        return self.state is AnswerState.ANSWERED

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries about the key: of a register with one for each key that one; none where there is no answer."""
        if not self.is_answered:
            return ()
        return tuple(self.data.get("entries", (self.data,)))


def answer_to(extracts: Mapping[str, Any], register: str, subject: str) -> RegisterAnswer:
    """Give what came of the question under a subject (or key).

    One that was never put, or whose answer was erased, counts as out of reach.
    """
    kept = extracts.get("registers", {}).get(register, {}).get(subject)
    if kept is None:
        return RegisterAnswer(register, AnswerState.UNREACHABLE)
    state, data, source = AnswerState(kept["state"]), kept["answer"] or {}, kept.get("source") or register
    is_lost = state is AnswerState.ANSWERED and not data
    return RegisterAnswer(source, AnswerState.UNREACHABLE if is_lost else state, data)


def is_known(code: str, article: str, answer: RegisterAnswer, label: str = "", **facts: Fact) -> Finding:
    """Find that the register has an entry about the key; a person looks where it has none, or gave no answer."""
    outcome = Outcome.MET if answer.entries else Outcome.PERSON
    return _found(code, article, outcome, answer, label, facts)


def agrees(
    code: str, article: str, told: Fact, found: Fact, answer: RegisterAnswer, label: str = "", **facts: Fact
) -> Finding:
    """Find that the application says what the register says; where it says otherwise, or nothing, a person looks.

    `found` is taken from the answer by the rule; None: the entry does not say.
    """
    if not answer.is_answered or found is None:
        return _found(code, article, Outcome.PERSON, answer, label, facts)
    if told == found:
        return _found(code, article, Outcome.MET, answer, label, facts)
    return _contradicted(code, article, answer, label, {**facts, "told": told, "found": found})


def holds(
    code: str,
    article: str,
    told: bool | None,
    found: bool | None,
    answer: RegisterAnswer,
    label: str = "",
    **facts: Fact,
) -> Finding:
    """Find whether a condition is met that the application may speak of (`told`) and the register shows (`found`).

    Both say no: not met, on the applicant's own data. The register says no and the application does not: a person, who
    hears the applicant before refusing (Awb 4:7). Without an answer: a person.
    """
    if not answer.is_answered or found is None:
        return _found(code, article, Outcome.PERSON, answer, label, facts)
    if found and told is not False:
        return _found(code, article, Outcome.MET, answer, label, facts)
    if not found and told is False:
        return _found(code, article, Outcome.NOT_MET, answer, label, facts)
    return _contradicted(code, article, answer, label, {**facts, "told": told, "found": found})


def _contradicted(code: str, article: str, answer: RegisterAnswer, label: str, facts: Mapping[str, Fact]) -> Finding:
    return _found(code, article, Outcome.PERSON, answer, label, {**facts, "contradicts": True})


def _found(
    code: str, article: str, outcome: Outcome, answer: RegisterAnswer, label: str, facts: Mapping[str, Fact]
) -> Finding:
    told = {"register": answer.register, "register_state": answer.state.value}
    return Finding(code, article, outcome, {**told, **facts}, label)


@dataclass(frozen=True, order=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def period_of(entry: Entry) -> Period:
    """Give from when until when an entry holds; without a last day it still does."""
    until = entry.get("until_on")
    return Period(date.fromisoformat(entry["from_on"]), date.fromisoformat(until) if until else date.max)


def in_force(entries: Iterable[Entry], on: date) -> tuple[Entry, ...]:
    """Give the entries that hold on a day."""
    return tuple(entry for entry in entries if period_of(entry).first <= on <= period_of(entry).last)


def periods_within(entries: Iterable[Entry], within: Period) -> tuple[Period, ...]:
    """Give the days of a period on which any entry holds, as periods in order; those that touch are one."""
    joined = list[Period]()
    for period in sorted(map(period_of, entries)):
        first, last = max(period.first, within.first), min(period.last, within.last)
        if last < first:
            continue
        if joined and first <= joined[-1].last + ONE_DAY:
            joined[-1] = Period(joined[-1].first, max(last, joined[-1].last))
        else:
            joined.append(Period(first, last))
    return tuple(joined)


def covers(entries: Sequence[Entry], within: Period) -> bool:
    """Say whether on every day of a period an entry holds."""
    return periods_within(entries, within) == (within,)
