"""What rules give back: findings, a calculation line by line, and the judgement that they come to.
Which rules there are stands with each scheme; `base` gives these names on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from cases.amounts import euro, plain


class Outcome(StrEnum):
    """What a rule found."""

    MET = "met"
    NOT_MET = "not met"
    PERSON = "a person must judge"


@dataclass(frozen=True)
class Finding:
    """The outcome of one rule: its code, its article, and the facts that it used (text, whole numbers, yes/no)."""

    code: str
    article: str
    outcome: Outcome
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    label: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give the finding as it is stored and printed."""
        return {
            "code": self.code,
            "article": self.article,
            "outcome": self.outcome.value,
            "facts": dict(self.facts),
            "label": self.label,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """Read a stored finding back."""
        return cls(data["code"], data["article"], Outcome(data["outcome"]), data["facts"], data.get("label", ""))


@dataclass(frozen=True)
class Line:
    """One line of a calculation: label, formula in words, the numbers in it, the article, and the result in euro."""

    label: str
    formula: str
    numbers: Mapping[str, str]
    article: str
    result: Decimal

    def to_json(self) -> dict[str, Any]:
        """Give the line as it is stored and printed."""
        return {
            "label": self.label,
            "formula": self.formula,
            "numbers": dict(self.numbers),
            "article": self.article,
            "result": plain(self.result),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Line:
        """Read a stored line back."""
        return cls(data["label"], data["formula"], data["numbers"], data["article"], euro(data["result"]))


@dataclass(frozen=True)
class Calculation:
    """An ordered list of lines; the last line's result is the amount. The same object goes to screen, decision, letter and audit."""

    lines: tuple[Line, ...]

    @property
    def amount(self) -> Decimal:
        """The outcome in euro; nothing where no line was computed."""
        return self.lines[-1].result if self.lines else Decimal("0.00")

    def to_json(self) -> list[dict[str, Any]]:
        """Give the lines as they are stored and printed."""
        return [line.to_json() for line in self.lines]

    @classmethod
    def from_json(cls, data: Iterable[Mapping[str, Any]]) -> Calculation:
        """Read a stored calculation back."""
        return cls(tuple(Line.from_json(line) for line in data))


@dataclass(frozen=True)
class Judgement:
    """All findings of the rules with the calculation. `outcome` is "grant", "refuse" or "person"."""

    findings: tuple[Finding, ...]
    calculation: Calculation

    @property
    def outcome(self) -> str:
        """A ground for refusal decides; without one, a single open question asks for a person."""
        outcomes = {finding.outcome for finding in self.findings}
        if Outcome.NOT_MET in outcomes:
            return "refuse"
        return "person" if Outcome.PERSON in outcomes else "grant"

    @property
    def grounds(self) -> tuple[Finding, ...]:
        """The findings that were not met."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.NOT_MET)
