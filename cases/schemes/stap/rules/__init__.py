"""The rules of STAP as pure functions: completeness, judgement, invoices, incidents, settlement.
Numbers come from the values that are passed in; no database and no wording of letters here."""

from __future__ import annotations

from cases.schemes.stap.rules.amounts import calculate
from cases.schemes.stap.rules.changes import judge_change
from cases.schemes.stap.rules.incidents import judge_incident
from cases.schemes.stap.rules.invoices import judge_invoice
from cases.schemes.stap.rules.judging import judge
from cases.schemes.stap.rules.papers import completeness
from cases.schemes.stap.rules.periods import project_period
from cases.schemes.stap.rules.settlement import settle

__all__ = [
    "calculate",
    "completeness",
    "judge",
    "judge_change",
    "judge_incident",
    "judge_invoice",
    "project_period",
    "settle",
]
