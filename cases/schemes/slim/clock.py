"""Which terms run in a SLIM case, each with the value that holds its length in this version of the scheme.
The lengths stand in `terms.procedure`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.clock import OwnTerm, clock
from cases.schemes.slim.terms import VALUES

TERMS: Mapping[str, OwnTerm] = MappingProxyType(
    {
        "decision": OwnTerm("decision_weeks", "weeks", "grant_decision_after_window"),
        "decision_long": OwnTerm("decision_weeks_with_research", "weeks", "grant_decision_long"),
        "supplement": OwnTerm("supplement_days", "days", "supplement"),
        "views": OwnTerm("views_days", "days", "views"),
        "start": OwnTerm("start_months", "months", label="Termijn om te beginnen"),
        "duration": OwnTerm("duration_months_swv", "months", label="Langste projectperiode", atw_exempt=True),
        "settlement_request": OwnTerm("settlement_request_weeks", "weeks", "settlement_request"),
        "settlement_reminder": OwnTerm("settlement_reminder_days", "days", "settlement_reminder"),
        "settlement_decision": OwnTerm("settlement_decision_weeks", "weeks", "settlement_decision"),
        "ex_officio_settlement": OwnTerm("ex_officio_weeks", "weeks", "ex_officio_settlement"),
        "sample_report": OwnTerm(
            "sample_report_weeks", "weeks", label="Verantwoording na een steekproef", origin="official"
        ),
        "retention": OwnTerm("retention_years", "years", "retention"),
    }
)

terms = clock("SLIM", TERMS, VALUES)
