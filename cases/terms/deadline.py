"""The outcome of a computed term, with everything needed to show it in a file or to an auditor.
Nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.law import Article
from cases.terms.suspension import Suspension


@dataclass(frozen=True)
class Deadline:
    """When a term ends, and why.

    `start_on` is the day of the event, `raw_end_on` the last day by length alone, `end_on` the last day that counts.
    `explanation` holds Dutch sentences in reading order. `is_provisional`: the equated days of
    that year are not known.
    """

    code: str
    label: str
    article: Article
    start_on: date
    raw_end_on: date
    end_on: date
    suspended_days: int
    explanation: tuple[str, ...]
    suspensions: tuple[Suspension, ...] = ()
    is_provisional: bool = False

    def has_passed(self, day: date) -> bool:
        """Say whether the term is over on this day; the last day itself is still in time."""
        return day > self.end_on

    def to_json(self) -> dict[str, Any]:
        """Give the deadline as it is stored and printed: dates as ISO text."""
        return {
            "code": self.code,
            "label": self.label,
            "article": self.article.cite,
            "source": self.article.source,
            "start_on": self.start_on.isoformat(),
            "raw_end_on": self.raw_end_on.isoformat(),
            "end_on": self.end_on.isoformat(),
            "suspended_days": self.suspended_days,
            "explanation": list(self.explanation),
            "suspensions": [suspension.to_json() for suspension in self.suspensions],
            "is_provisional": self.is_provisional,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Deadline:
        """Read a stored deadline back."""
        return cls(
            code=data["code"],
            label=data["label"],
            article=Article(data["article"], data["source"]),
            start_on=date.fromisoformat(data["start_on"]),
            raw_end_on=date.fromisoformat(data["raw_end_on"]),
            end_on=date.fromisoformat(data["end_on"]),
            suspended_days=data["suspended_days"],
            explanation=tuple(data["explanation"]),
            suspensions=tuple(Suspension.from_json(entry) for entry in data["suspensions"]),
            is_provisional=data["is_provisional"],
        )
