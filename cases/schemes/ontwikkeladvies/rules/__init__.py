"""The rules of this scheme as pure functions: completeness, judgement, amount.
Numbers come from the values that are passed in; no database and no wording of letters here."""

from __future__ import annotations

from cases.schemes.ontwikkeladvies.rules.amount import calculate
from cases.schemes.ontwikkeladvies.rules.completeness import completeness
from cases.schemes.ontwikkeladvies.rules.judging import judge

__all__ = ["calculate", "completeness", "judge"]
