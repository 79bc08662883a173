"""May the grant be changed as the recipient asks: other days, or another training after the first one fell away?
A person decides; the rules tell what stands against it. What a register says of another training is of the day of the request."""

from __future__ import annotations

from collections.abc import Iterator

from cases.amounts import written
from cases.law import Values
from cases.schemes.judgement import Calculation, Finding, Judgement
from cases.schemes.stap.acts import Change, Incident
from cases.schemes.stap.application import StapApplication, with_training
from cases.schemes.stap.rules import amounts, measures, periods, persons, trainings
from cases.schemes.stap.rules.findings import Rule
from cases.schemes.stap.rules.incidents import moved_start_is_in_time
from cases.schemes.stap.rules.judging import rules_of_version
from cases.schemes.stating import computed, found
from cases.schemes.trainers import ChangeFacts


def judge_change(
    application: StapApplication, change: Change | Incident, facts: ChangeFacts, values: Values
) -> Judgement:
    """Judge a change before it is agreed to: moved days, or another training by the rules for the first one."""
    if isinstance(change, Change) and change.training is not None:
        return judge_other_training(with_training(application, change.training), facts, values)
    return Judgement((moved_start_is_in_time(application, change, values),), Calculation(()))


def judge_other_training(application: StapApplication, facts: ChangeFacts, values: Values) -> Judgement:
    """Judge the application with another training on it, and compute what is granted for that.

    Who chooses another training knows which were removed: that it happened in the window of the application helps nobody.
    """
    on_request = values.read_on(facts.received_on).replaced({"removal_counts_from": "at_once"})
    extracts = facts.extracts
    calculation = granted_for_other(application, facts, on_request)
    findings = (
        may_choose_another(facts, values),
        *(rule(application, on_request, extracts) for rule in rules_of_register(values)),
        *(rule(application, values, extracts) for rule in rules_of_application()),
        periods.starts_late_enough(application, counting_start(facts, values), extracts),
        amounts.amount_is_enough(application, on_request, extracts),
    )
    return Judgement(findings, calculation)


def rules_of_register(values: Values) -> tuple[Rule, ...]:
    """Name the rules about what registers say of a training: read on the day of the request."""
    return (
        trainings.is_registered,
        trainings.is_of_this_trainer,
        trainings.is_open,
        trainings.is_not_excluded,
        measures.nothing_was_removed,
        *rules_of_version(values),
        trainings.is_recognised,
        trainings.is_not_paid_otherwise,
        amounts.amount_fits_register,
    )


def rules_of_application() -> tuple[Rule, ...]:
    """Name the rules that count from the application and its window, whichever training it is."""
    return (
        persons.may_study_full_time,
        periods.starts_early_enough,
        periods.covers_one_study_year,
        amounts.others_pay_above_maximum_only,
    )


def counting_start(facts: ChangeFacts, values: Values) -> Values:
    """Give the values that say from which day the 28 days before the start run: that of the application, or of the request."""
    if values.other_training_counted_from != "request":
        return values
    return values.read_on(facts.received_on).replaced({"start_counted_from": None})


def may_choose_another(facts: ChangeFacts, values: Values) -> Finding:
    """Another training may be chosen after the first one fell away in a way that counts, as a person found.

    A report that nobody handled yet is for a person.
    """
    grounds = set(_grounds(facts)) & set(values.other_training_after)
    waits = any(not known.outcome for known in facts.incidents if known.incident.kind in values.other_training_after)
    label = "De eerste scholing gaat niet door: de opleider laat haar vervallen, of is uit het register verwijderd."
    is_met = True if grounds else None if waits else False
    return found(
        values, "other_training", "other_training_after", is_met, label, fell_away=", ".join(sorted(grounds)) or None
    )


def _grounds(facts: ChangeFacts) -> Iterator[str]:
    """What a person found of the first training: what was reported of it, or that its removal lets the recipient choose."""
    if "other_training" in facts.removals:
        yield "removed"
    yield from (known.incident.kind for known in facts.incidents if known.outcome in ("noted", "change"))


def granted_for_other(application: StapApplication, facts: ChangeFacts, values: Values) -> Calculation:
    """Give the calculation of what is granted for another training: by its own costs, and never more than was granted."""
    calculation = amounts.grant_calculation(application, values, facts.extracts)
    if calculation.amount <= facts.granted_amount:
        return calculation
    numbers = {"voor_de_grens": written(calculation.amount), "grens": written(facts.granted_amount)}
    label, formula = "Subsidie na de wijziging", "niet meer dan al was verleend"
    line = computed(values, "other_training_after", label, formula, facts.granted_amount, **numbers)
    return Calculation((*calculation.lines, line))
