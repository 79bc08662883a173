"""What a report of the participant means for a running grant: moved days, illness, a cancelled or never begun training.
A person decides on each; the rule tells what the regulation says of it."""

from __future__ import annotations

from datetime import date

from cases.law import Values
from cases.schemes.judgement import Finding
from cases.schemes.stap.acts import Change, Incident
from cases.schemes.stap.application import StapApplication
from cases.schemes.stap.rules.periods import latest_start
from cases.schemes.stating import found
from cases.schemes.trainers import IncidentFacts


def judge_incident(
    application: StapApplication, incident: Incident, facts: IncidentFacts, values: Values
) -> tuple[Finding, ...]:
    """Judge a report: does the grant stand, and is the participant free of blame?"""
    return (moved_start_is_in_time(application, incident, values), is_free_of_blame(incident, values))


def moved_start_is_in_time(application: StapApplication, incident: Change | Incident, values: Values) -> Finding:
    """A moved training still starts within three months after the window; else the grant lapses and a new application is needed."""
    last = latest_start(application.registration, values)
    label = (
        f"De scholing begint uiterlijk op {last:%d-%m-%Y}; anders vervalt de subsidie en is een nieuwe aanvraag nodig."
    )
    is_met = incident.new_starts_on is None or incident.new_starts_on <= last
    return found(
        values, "moved_start", "start_within_months", is_met, label, new_starts_on=_written(incident.new_starts_on)
    )


def is_free_of_blame(incident: Incident, values: Values) -> Finding:
    """Where the trainer cancelled, nobody else is to blame; illness and other reasons are for a person."""
    label = "U kunt er niets aan doen dat de scholing anders loopt."
    is_met = True if incident.kind in ("cancelled", "moved") else None
    return found(values, "no_blame", "exclusion_years", is_met, label, kind=incident.kind)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None
