"""All rules of this scheme in the order of the law, put together to one judgement.
The rules themselves stand by subject in the modules beside this file."""

from __future__ import annotations

from collections.abc import Callable

from cases.law import Values
from cases.schemes.base import Extracts, Finding, Judgement
from cases.schemes.ontwikkeladvies.application import AdviceApplication
from cases.schemes.ontwikkeladvies.rules import advice, adviser, participant, registration, tariff
from cases.schemes.ontwikkeladvies.rules.amount import calculate

Rule = Callable[[AdviceApplication, Values, Extracts], Finding]


def rules() -> tuple[Rule, ...]:
    """Name the rules, in the order in which the findings are shown."""
    return (
        participant.is_adult,
        participant.is_below_pension_age,
        participant.has_at_most_this_education,
        participant.is_linked_to_labour_market,
        participant.counts_once,
        registration.was_before_start,
        registration.is_registered_by_adviser,
        registration.day_agrees,
        registration.identity_was_checked,
        registration.declaration_was_signed,
        registration.education_agrees,
        advice.was_finished,
        advice.talks_were_long_enough,
        advice.led_to_plan,
        advice.plan_is_signed,
        advice.statement_is_signed,
        advice.scan_was_made,
        adviser.adviser_is_educated,
        adviser.adviser_is_experienced,
        adviser.adviser_keeps_code,
        adviser.adviser_is_within_maximum,
        tariff.hired_adviser_is_paid_enough,
    )


def judge(application: AdviceApplication, values: Values, extracts: Extracts) -> Judgement:
    """Judge an application on the day of `values`: every finding, and the subsidy that the rules come to."""
    findings = tuple(rule(application, values, extracts) for rule in rules())
    return Judgement(findings, calculate(application, values))
