"""Which terms run in a case of this scheme, with their lengths; the others are those of the Awb.
How a term is counted stands in `cases.terms`; the lengths stand in `terms.procedure`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.clock import OwnTerm, clock
from cases.schemes.ontwikkeladvies.terms import VALUES

TERMS: Mapping[str, OwnTerm] = MappingProxyType(
    {
        "decision": OwnTerm("decision_weeks", "weeks", "decision_without_term"),
        "supplement": OwnTerm("supplement_days", "days", "supplement"),
        "views": OwnTerm("views_days", "days", "views"),
        "retention": OwnTerm("retention_years", "years", "retention"),
    }
)

terms = clock("Ontwikkeladvies", TERMS, VALUES)
