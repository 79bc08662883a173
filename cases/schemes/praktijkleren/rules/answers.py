"""What registers answered about a line, as the rules read it: entries in their periods, or why there are none.
What follows from an answer stands in `registers`; what the house makes of answers in general in `cases.schemes.answers`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.schemes.answers import answer_to
from cases.schemes.base import Extracts
from cases.schemes.praktijkleren.weeks import Period

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """What a register said about a key: `state` is answered, unknown, unreachable, or "not asked" in a trial calculation."""

    state: str
    entries: tuple[Entry, ...] = ()

    @property
    def is_absent(self) -> bool:
        """Say whether no register was asked at all: a trial calculation goes by what the applicant declares."""
        return self.state == "not asked"

    def where(self, **wanted: Any) -> Answer:
        """Give the entries that name exactly this."""
        kept = (entry for entry in self.entries if all(entry.get(name) == value for name, value in wanted.items()))
        return Answer(self.state, tuple(kept))

    def periods(self, first: str = "from_on", last: str = "until_on") -> tuple[Period, ...]:
        """Give the periods of the entries; one without a last day still runs."""
        return tuple(_period(entry, first, last) for entry in self.entries if entry.get(first))

    def confirms(self, is_met: bool) -> bool | None:
        """Say what a rule finds: met as the register confirms it, else a person looks (Awb 3:2, 4:7). Never a silent yes."""
        return True if self.is_absent or is_met else None

    def facts(self, outcome: bool | None) -> dict[str, str | int | bool | None]:
        """Give the facts of a finding: the state, and that the register says otherwise than the application."""
        differs = {"contradicts": True} if outcome is None and self.state == "answered" else {}
        return {"register_state": self.state, **differs}


def answer_of(register: str, key: str | None, extracts: Extracts) -> Answer:
    """Give what a register said about a key; where questions were put but not this one, the answer is out of reach."""
    if "registers" not in extracts:
        return Answer("not asked")
    told = answer_to(extracts, register, key or "")
    return Answer(told.state.value, tuple(told.entries))


def _period(entry: Entry, first: str, last: str) -> Period:
    until = entry.get(last)
    return Period(date.fromisoformat(entry[first]), date.fromisoformat(until) if until else date.max)


def covered(periods: Iterable[Period], wanted: Period) -> bool:
    """Say whether periods together cover every day of another."""
    next_on = wanted.first_on
    for period in sorted(periods, key=lambda each: each.first_on):
        if period.first_on <= next_on <= period.last_on:
            if period.last_on >= wanted.last_on:
                return True
            next_on = period.day_after
    return False
