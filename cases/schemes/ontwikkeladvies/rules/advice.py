"""What the trajectory must have been: finished, with enough talks, a plan and a statement that both signed.
Who may give it stands in `adviser`."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.ontwikkeladvies.application import AdviceApplication
from cases.schemes.stating import found, number


def was_finished(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """The trajectory ended, after it began, on or before the day of application."""
    trajectory = application.trajectory
    is_over = trajectory.ended_on <= values.on or not values.finished_before_application
    label = "Het traject was klaar op de dag van de aanvraag."
    is_met = trajectory.began_on <= trajectory.ended_on and is_over
    return found(
        values, "finished", "finished_before_application", is_met, label, ended_on=trajectory.ended_on.isoformat()
    )


def talks_were_long_enough(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """There were at least as many hours of talks as the setting says."""
    hours, least = application.trajectory.talk_hours, values.minimum_talk_hours
    label = f"Er zijn ten minste {number(least)} uren gesprek geweest."
    facts = {"hours": number(hours), "least": number(least)}
    return found(values, "talk_hours", "minimum_talk_hours", hours >= least, label, **facts)


def led_to_plan(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Article 1: the advice led to a development plan with attention to the possibilities of training."""
    label = "Er is een ontwikkelplan met aandacht voor scholing."
    return found(values, "plan", "plan_needed", application.trajectory.names_training or not values.plan_needed, label)


def plan_is_signed(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Participant and adviser both signed the development plan."""
    label = "Deelnemer en adviseur hebben het ontwikkelplan ondertekend."
    return found(
        values, "plan_signed", "both_sign", application.trajectory.plan_is_signed or not values.both_sign, label
    )


def statement_is_signed(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Participant and adviser both signed the prestatieverklaring."""
    is_met = application.trajectory.statement_is_signed or not values.statement_needed
    label = "Deelnemer en adviseur hebben de prestatieverklaring ondertekend."
    return found(values, "statement_signed", "statement_needed", is_met, label)


def scan_was_made(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Where a labour market scan before the talks is asked for, a person looks: the form does not ask about it."""
    label, is_tested = "Vóór de gesprekken is een arbeidsmarktscan gemaakt.", values.scan_needed
    return found(values, "scan", "scan_needed", None if is_tested else True, label, is_tested=is_tested)
