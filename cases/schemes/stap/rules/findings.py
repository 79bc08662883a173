"""The shape of a STAP rule, and what a breach means where a setting says so.
How a rule states what it found stands in `cases.schemes.stating`."""

from __future__ import annotations

from collections.abc import Callable

from cases.law import Values
from cases.schemes.base import Extracts
from cases.schemes.judgement import Finding
from cases.schemes.stap.application import StapApplication

Rule = Callable[[StapApplication, Values, Extracts], Finding]


def not_met_or_person(is_met: bool, how: str) -> bool | None:
    """Give what a breach means by a setting: "refuse" is not met, anything else asks for a person."""
    return True if is_met else False if how == "refuse" else None
