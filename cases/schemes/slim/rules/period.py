"""From when until when a granted project runs (the initiatiefperiode).
When it must have started is a term, and stands in `slim.clock`."""

from __future__ import annotations

from datetime import date

from cases.law import Values
from cases.schemes.slim.application import SlimApplication
from cases.terms.kinds import Length


def project_period(application: SlimApplication, granted_on: date, values: Values) -> tuple[date, date]:
    """Give the first and last day of the project: never before the grant, never longer than SLIM 5 allows."""
    starts_on = max(granted_on, application.project.starts_on or granted_on)
    longest = getattr(values, f"duration_months_{application.kind.lower()}")
    counted_from = granted_on if values.duration_runs_from == "grant" else starts_on
    latest_end = Length(longest, "months").after(counted_from)
    planned_end = Length(min(application.project.months, longest), "months").after(starts_on)
    return starts_on, min(planned_end, latest_end)
