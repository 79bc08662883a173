"""Which terms run in a case, each with the value that holds its length. The lengths stand in `terms`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.clock import OwnTerm, clock
from cases.schemes.derde_leerweg.terms import VALUES

TERMS: Mapping[str, OwnTerm] = MappingProxyType(
    {
        "decision": OwnTerm("decision_weeks", "weeks", "direct_settlement"),
        "supplement": OwnTerm("supplement_days", "days", "supplement"),
        "views": OwnTerm("views_days", "days", "views"),
        "documents": OwnTerm("documents_days", "days", label="Termijn voor gevraagde documenten", origin="official"),
        "retention": OwnTerm("retention_years", "years", "retention"),
    }
)

terms = clock("Praktijkleren in de derde leerweg", TERMS, VALUES)
