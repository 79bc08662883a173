"""Which terms run in a STAP case, with the length that this version of the scheme gives them.
How a term is counted stands in `cases.terms`; the lengths stand in `terms.procedure` and `terms.settlement`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.clock import OwnTerm, clock
from cases.schemes.stap.terms import VALUES

PROOF = "Bewijs van deelname"
TERMS: Mapping[str, OwnTerm] = MappingProxyType(
    {
        "decision": OwnTerm("decision_weeks", "weeks", "grant_decision"),
        "supplement": OwnTerm("supplement_days", "days", "supplement"),
        "views": OwnTerm("views_days", "days", "views"),
        "start": OwnTerm("start_within_months", "months", label="Termijn om te beginnen"),
        "duration": OwnTerm("duration_months", "months", label="Langste duur van de scholing", atw_exempt=True),
        "settlement_request": OwnTerm("proof_months", "months", label=PROOF),
        "settlement_reminder": OwnTerm("proof_reminder_days", "days", "settlement_reminder"),
        "settlement_decision": OwnTerm("settlement_weeks", "weeks", "settlement_decision"),
        "ex_officio_settlement": OwnTerm("settlement_weeks", "weeks", "ex_officio_settlement"),
        "sample_report": OwnTerm(
            "sample_report_weeks", "weeks", label="Meewerken aan een steekproef", origin="official"
        ),
        "retention": OwnTerm("retention_years", "years", "retention"),
    }
)

terms = clock("STAP", TERMS, VALUES)
"""Give the kind of a term in a version. Raises NotSet for the settlement term as long as nobody set it."""
