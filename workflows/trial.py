"""A trial calculation: what would the rules find on this application, on its own data alone? Nothing is stored or asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.amounts import plain
from cases.authority.values import values_for
from cases.intake import Incoming


def trial(incoming: Incoming, on: date) -> dict[str, Any]:
    """Give the outcome, the findings and the calculation of an application on a day, from its own data alone."""
    values = values_for(incoming.scheme.code, on)
    extracts = {
        "documents": incoming.document_kinds,
        "other_applications_in_window": 0,
        "running_activities": [],
        "de_minimis_prior": dict.fromkeys(incoming.application.participant_numbers),
        "sbi_codes": [],
        "registers": {},
    }
    findings = incoming.scheme.completeness(incoming.application, values, extracts)
    judgement = incoming.scheme.judge(incoming.application, values, extracts)
    return {
        "scheme": incoming.scheme.code,
        "version": values.version,
        "outcome": judgement.outcome,
        "amount": plain(judgement.calculation.amount),
        "findings": [finding.to_json() for finding in (*findings, *judgement.findings)],
        "calculation": judgement.calculation.to_json(),
    }
