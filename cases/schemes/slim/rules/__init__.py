"""The rules of SLIM as pure functions: completeness, judgement, instalments, settlement.
Numbers come from the values that are passed in; no database and no wording of letters here."""

from __future__ import annotations

from cases.schemes.slim.rules.amounts import calculate
from cases.schemes.slim.rules.completeness import completeness
from cases.schemes.slim.rules.instalments import instalments
from cases.schemes.slim.rules.judging import judge
from cases.schemes.slim.rules.period import project_period
from cases.schemes.slim.rules.settlement import settle, settlement_documents

__all__ = ["calculate", "completeness", "instalments", "judge", "project_period", "settle", "settlement_documents"]
