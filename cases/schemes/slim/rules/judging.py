"""All SLIM rules in the order of the law, put together to one judgement.
The rules themselves stand by subject in the modules beside this file."""

from __future__ import annotations

from dataclasses import replace

from cases.law import Values
from cases.schemes.base import Extracts, Finding, Judgement, Outcome
from cases.schemes.slim.application import SlimApplication
from cases.schemes.slim.rules import applicants, grounds, projects, size
from cases.schemes.slim.rules.amounts import grant_calculation
from cases.schemes.slim.rules.findings import Rule


def rules_for(application: SlimApplication) -> tuple[Rule, ...]:
    """Name the rules that apply, in the order in which the findings are shown.

    What does not apply is left out: a finding says "met" only of what was looked at.
    """
    return (
        applicants.kind_is_open,
        size.size_fits_applicant,
        applicants.public_control_is_small,
        applicants.has_employees,
        applicants.is_established_here,
        *rules_of_kind(application.kind),
        projects.activities_are_open,
        *rules_of_activities(application.activities),
        projects.is_not_only_for_directors,
        projects.duration_fits,
        projects.budget_fits_activities,
        projects.cost_reaches_minimum,
        projects.rates_are_shown,
        grounds.is_only_application,
        grounds.has_no_running_project,
        grounds.has_not_started,
        grounds.fits_de_minimis,
        grounds.is_solvent,
    )


def rules_of_kind(kind: str) -> tuple[Rule, ...]:
    """Name the rules for one kind of applicant alone."""
    if kind == "SWV":
        return (applicants.partners_are_unlinked, applicants.lead_may_apply, projects.has_mandatory_activity)
    return (applicants.sector_is_open,) if kind == "GRB" else ()


def rules_of_activities(activities: tuple[str, ...]) -> tuple[Rule, ...]:
    """Name the rules for activities b (the adviser) and d (the practice places)."""
    adviser = (projects.adviser_is_qualified,) if "b" in activities else ()
    return (*adviser, *((projects.places_start_late_enough,) if "d" in activities else ()))


def judge(application: SlimApplication, values: Values, extracts: Extracts) -> Judgement:
    """Judge an application on the day of `values`: every finding, and the subsidy that the rules come to."""
    findings = (rule(application, values, extracts) for rule in rules_for(application))
    weighed = tuple(weighed_by_a_person(finding, values) for finding in findings)
    return Judgement(weighed, grant_calculation(application, values, extracts))


def weighed_by_a_person(finding: Finding, values: Values) -> Finding:
    """SLIM 10 until May 2021: the minister 'may' refuse, so a ground from that article asks for a person."""
    is_discretionary = not values.refusal_is_mandatory and finding.code in values.discretionary_grounds
    if is_discretionary and finding.outcome is Outcome.NOT_MET:
        return replace(finding, outcome=Outcome.PERSON)
    return finding
