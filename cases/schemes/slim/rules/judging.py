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


def all_rules() -> tuple[Rule, ...]:
    """Name every rule, in the order in which the findings are shown."""
    return (
        applicants.kind_is_open,
        size.size_fits_applicant,
        applicants.public_control_is_small,
        applicants.has_employees,
        applicants.is_established_here,
        applicants.sector_is_open,
        applicants.partners_are_unlinked,
        applicants.lead_may_apply,
        projects.activities_are_open,
        projects.has_mandatory_activity,
        projects.is_not_only_for_directors,
        projects.adviser_is_qualified,
        projects.places_start_late_enough,
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


def judge(application: SlimApplication, values: Values, extracts: Extracts) -> Judgement:
    """Judge an application on the day of `values`: every finding, and the subsidy that the rules come to."""
    findings = (rule(application, values, extracts) for rule in all_rules())
    weighed = tuple(weighed_by_a_person(finding, values) for finding in findings)
    return Judgement(weighed, grant_calculation(application, values, extracts))


def weighed_by_a_person(finding: Finding, values: Values) -> Finding:
    """SLIM 10 until May 2021: the minister 'may' refuse, so a ground from that article asks for a person."""
    is_discretionary = not values.refusal_is_mandatory and finding.code in values.discretionary_grounds
    if is_discretionary and finding.outcome is Outcome.NOT_MET:
        return replace(finding, outcome=Outcome.PERSON)
    return finding
