"""The rules of Praktijkleren as pure functions: completeness, judgement of the application, what each line claims.
Numbers come from the values that are passed in; no database and no wording of letters here."""

from __future__ import annotations

from cases.schemes.praktijkleren.rules.amounts import calculate
from cases.schemes.praktijkleren.rules.completeness import completeness
from cases.schemes.praktijkleren.rules.judging import judge
from cases.schemes.praktijkleren.rules.lines import line_keys, lines

__all__ = ["calculate", "completeness", "judge", "line_keys", "lines"]
