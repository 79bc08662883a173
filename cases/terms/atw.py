"""The Algemene termijnenwet: which terms it extends, and until which day.
The holidays themselves are in `holidays.py`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cases.law import Article
from cases.terms.holidays import (
    DAY,
    equated_days_are_known,
    next_working_day,
    why_free,
    working_day_on_or_after,
)
from cases.terms.kinds import Length, TermKind
from cases.terms.wording import capitalised, written_day, written_weekday

FREE_LAST_DAY = Article("Atw 1 lid 1")
BACKWARD = Article("Atw 1 lid 2")
TWO_WORKING_DAYS = Article("Atw 2")
TOO_LONG = Article("Atw 4 onder a")
SET_BY_LAW = Article("Atw 1 en 5")

LONGEST: Mapping[str, int] = MappingProxyType({"days": 90, "weeks": 12, "months": 3, "years": 0})  # Atw 4 onder a
SHORTEST_IN_DAYS = 3  # Atw 2


def exemption(kind: TermKind) -> str:
    """Say in Dutch why the Algemene termijnenwet does not extend this kind of term; empty where it does."""
    if kind.origin not in ("act", "order"):
        return f"zij staat niet in een wet of een algemene maatregel van bestuur ({SET_BY_LAW})"
    if kind.backward:
        return f"zij wordt teruggerekend ({BACKWARD})"
    if kind.length.number > LONGEST[kind.length.unit]:
        return f"zij is langer dan negentig dagen, twaalf weken of drie maanden ({TOO_LONG})"
    return f"de Algemene termijnenwet geldt hier niet ({kind.article})" if kind.atw_exempt else ""


def atw_applies(kind: TermKind) -> bool:
    """Say whether the Algemene termijnenwet extends this kind of term (Atw 1, 4 and 5)."""
    return not exemption(kind)


def extended(kind: TermKind, start_on: date, end_on: date) -> tuple[date, tuple[str, ...]]:
    """Give the last day after the Algemene termijnenwet, with a Dutch sentence for each day that moved it."""
    if not atw_applies(kind):
        return end_on, ()
    roomy, sentences = _with_two_working_days(kind.length, start_on, end_on)
    return working_day_on_or_after(roomy), (*sentences, *free_days(roomy, "de termijn loopt door", FREE_LAST_DAY))


def _with_two_working_days(length: Length, start_on: date, end_on: date) -> tuple[date, tuple[str, ...]]:
    second = next_working_day(next_working_day(start_on))
    if second <= end_on or (length.unit == "days" and length.number < SHORTEST_IN_DAYS):
        return end_on, ()
    return second, (
        f"In de termijn vallen geen twee werkdagen; zij loopt door tot en met {written_weekday(second)} "
        f"({TWO_WORKING_DAYS}).",
    )


def free_days(day: date, consequence: str, article: Article | None = None) -> tuple[str, ...]:
    """Give a Dutch sentence for each free day from this day on: which day, why it is free, and what follows from it."""
    sentences: list[str] = []
    cited = f" ({article})" if article else ""
    while reason := why_free(day):
        sentences.append(capitalised(f"{written_weekday(day)} is {reason}; {consequence}{cited}."))
        day += DAY
    return tuple(sentences)


def kept(kind: TermKind, end_on: date) -> tuple[str, ...]:
    """Say why a term that ends on a free day is not extended; nothing where the question does not arise."""
    reason = why_free(end_on)
    if not reason or atw_applies(kind):
        return ()
    return (
        capitalised(f"{written_weekday(end_on)} is {reason}; de termijn wordt niet verlengd, want {exemption(kind)}."),
    )


def reservation(end_on: date) -> tuple[str, ...]:
    """Warn where the royal decrees in the table do not cover the last day; nothing where they do."""
    if equated_days_are_known(end_on):
        return ()
    return (
        f"Voor {end_on.year} zijn de met feestdagen gelijkgestelde dagen niet bekend; "
        f"na {written_day(end_on)} kan de termijn nog doorlopen.",
    )
