"""How a rule states what it found and what it computed: one shape for findings, one for lines, Dutch numbers.
No rule stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cases.amounts import written
from cases.law import Values
from cases.schemes.judgement import Finding, Line, Outcome

Fact = str | int | bool | None


def found(values: Values, code: str, source: str, is_met: bool | None, label: str, **facts: Fact) -> Finding:
    """State a finding under the article of a value; `label` is the condition, `is_met=None` asks for a person."""
    return Finding(code, values.article(source), outcome_of(is_met), facts, label)


def outcome_of(is_met: bool | None) -> Outcome:
    """Give the outcome for yes, no, or nobody knows yet."""
    return Outcome.PERSON if is_met is None else Outcome.MET if is_met else Outcome.NOT_MET


def computed(values: Values, source: str, label: str, formula: str, result: Decimal, **numbers: str) -> Line:
    """Give a line of a calculation under the article of the value `source`; an underscore in a name becomes a space."""
    named = {name.replace("_", " "): number for name, number in numbers.items()}
    return Line(label, formula, named, values.article(source), result)


def percent(share: Decimal) -> str:
    """Write a share for Dutch readers: 0.60 as `60 %`."""
    return f"{number(share * 100)} %"


def number(quantity: Decimal) -> str:
    """Write a quantity for Dutch readers, without needless zeros: `157,5`."""
    return written(quantity).removeprefix("€ ").removesuffix("0").removesuffix(",0")


def established_of(extracts: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    """Give what people established about a line: by finding code yes or no, and the numbers that they counted."""
    established: Mapping[str, Any] = extracts.get("checked_lines", {}).get(str(number), {})
    return established


def as_established(finding: Finding, established: Mapping[str, Any]) -> Finding:
    """Give a finding as a person established it, where one did: that goes before what was declared or registered."""
    answer = established.get(finding.code)
    if not isinstance(answer, bool):
        return finding
    return replace(finding, outcome=outcome_of(answer), facts={**finding.facts, "by_person": True})
