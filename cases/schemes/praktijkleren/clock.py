"""Which terms run in a Praktijkleren case, with the length that the scheme gives them; and until when the employer
keeps its administration.
How a term is counted stands in `cases.terms`; the lengths stand in `terms.procedure`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from cases.law import Values
from cases.schemes.clock import OwnTerm, clock
from cases.schemes.praktijkleren.application import PraktijklerenApplication
from cases.schemes.praktijkleren.rules.place import places
from cases.schemes.praktijkleren.terms import VALUES
from cases.terms.kinds import Length

TERMS: Mapping[str, OwnTerm] = MappingProxyType(
    {
        "decision": OwnTerm("decision_weeks", "weeks", "grant_decision_after_window"),
        "supplement": OwnTerm("supplement_days", "days", "supplement"),
        "views": OwnTerm("views_days", "days", "views"),
        "documents": OwnTerm("documents_days", "days", label="Termijn voor gevraagde documenten", origin="official"),
        "foreign_declaration": OwnTerm(
            "foreign_declaration_weeks", "weeks", label="Verklaring over een buitenlandse opleiding"
        ),
        "retention": OwnTerm("retention_years", "years", "retention"),
    }
)


terms = clock("Praktijkleren", TERMS, VALUES)


def decision_counts_from(values: Values) -> date:
    """Give the day after which the thirteen weeks begin: 15 September of the year of application (article 22)."""
    month, day = values.decision_runs_from["shares"]
    return date(values.on.year, month, day)


def decision_due(values: Values) -> date:
    """Give the last day to decide: thirteen weeks after 15 September. The term is longer than twelve weeks and is not extended."""
    return Length(values.decision_weeks, "weeks").after(decision_counts_from(values))


def kept_until(application: PraktijklerenApplication, decided_on: date, settled: Decimal, values: Values) -> date:
    """Give the last day on which the employer keeps its administration: five years (article 23), seven for a high settlement (OCW 8).

    `settled` in euro.
    `retention_runs_from` says whether that is after the study year, after the decision, or after the later of both.
    """
    is_high = settled >= values.administration_from
    years = max(values.retention_years, values.administration_years) if is_high else values.retention_years
    year_ends = max(place.study_year(values).last_on for place in places(application))
    began = {"study_year": year_ends, "decision": decided_on, "later": max(year_ends, decided_on)}
    return Length(years, "years").after(began[values.retention_runs_from])
