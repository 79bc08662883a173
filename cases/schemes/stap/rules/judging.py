"""All STAP rules in the order of the law, put together to one judgement.
The rules themselves stand by subject in the modules beside this file."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts
from cases.schemes.judgement import Judgement
from cases.schemes.stap.application import StapApplication
from cases.schemes.stap.rules import amounts, insurance, measures, papers, periods, persons, support, trainings
from cases.schemes.stap.rules.amounts import grant_calculation
from cases.schemes.stap.rules.findings import Rule


def rules_for(values: Values) -> tuple[Rule, ...]:
    """Name the rules of a version, in the order in which the findings are shown.

    What a version does not test is left out: a finding says "met" only of what was looked at.
    """
    return (
        persons.is_adult,
        persons.is_below_pension_age,
        insurance.is_insured_long_enough,
        persons.declares_no_support,
        support.registers_no_support,
        persons.has_no_grant_this_year,
        persons.may_study_full_time,
        measures.applicant_is_not_excluded,
        papers.paper_is_of_applicant,
        trainings.is_registered,
        trainings.is_of_this_trainer,
        trainings.is_open,
        trainings.is_not_excluded,
        measures.nothing_was_removed,
        *rules_of_version(values),
        trainings.is_recognised,
        trainings.is_not_paid_otherwise,
        periods.starts_late_enough,
        periods.starts_early_enough,
        periods.covers_one_study_year,
        amounts.amount_fits_register,
        amounts.others_pay_above_maximum_only,
        amounts.amount_is_enough,
    )


def rules_of_version(values: Values) -> tuple[Rule, ...]:
    """Name the rules that came and went: the cap, the tests of market, price and teaching, and training abroad."""
    chosen = (
        (values.training_cap is not None, trainings.is_under_cap),
        (values.labour_market_is_tested, trainings.is_labour_market_oriented),
        (values.market_price_is_tested, trainings.is_market_priced),
        (values.teaching_is_tested, trainings.is_taught_and_tested),
        (not values.abroad_is_open, trainings.is_given_here),
    )
    return tuple(rule for is_in_force, rule in chosen if is_in_force)


def judge(application: StapApplication, values: Values, extracts: Extracts) -> Judgement:
    """Judge an application on the day of `values`: every finding, and the subsidy that the rules come to."""
    findings = tuple(rule(application, values, extracts) for rule in rules_for(values))
    return Judgement(findings, grant_calculation(application, values, extracts))
