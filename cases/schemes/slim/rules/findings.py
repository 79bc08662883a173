"""How a SLIM rule states what it found and what it computed: one shape for findings, one for lines, Dutch numbers.
No rule stands here."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from cases.amounts import written
from cases.law import Values
from cases.schemes.base import Extracts, Finding, Line, Outcome
from cases.schemes.slim.application import SlimApplication

Rule = Callable[[SlimApplication, Values, Extracts], Finding]


def found(
    values: Values, code: str, source: str, is_met: bool | None, label: str, **facts: str | int | bool | None
) -> Finding:
    """State a finding under the article of a value; `label` is the condition, `is_met=None` asks for a person."""
    outcomes = {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.PERSON}
    return Finding(code, values.article(source), outcomes[is_met], facts, label)


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
