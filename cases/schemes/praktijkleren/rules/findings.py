"""What a finding about a line concerns, and what a person established instead of it.
How a rule states what it found stands in `cases.schemes.stating`; no rule stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.praktijkleren.rules.place import Place
from cases.schemes.stating import Fact, established_of, found

Rule = Callable[[Place, Values, Extracts], Finding]


def found_in_part(values: Values, code: str, source: str, is_met: bool | None, label: str, **facts: Fact) -> Finding:
    """State a finding that refuses only a part of the line ("voor zover")."""
    return found(values, code, source, is_met, label, concerns="part", **facts)


def concerns(finding: Finding) -> str:
    """Say what falls away where it is not met: the "line", a "part" of it, or the supplement of a bucket."""
    return str(finding.facts.get("concerns", "line"))


def checked(place: Place, extracts: Extracts) -> Mapping[str, Any]:
    """Give what people established about a line, by the code of a finding; `weeks` and `months` are numbers they counted."""
    return established_of(extracts, place.number)
