"""What the office itself decided before: who is excluded from STAP, which trainers and trainings were removed.
How such a measure is imposed, and on whom it is announced, is the house's."""

from __future__ import annotations

from datetime import date

from cases.law import Values
from cases.schemes.answers import RegisterAnswer, answer_to, holds, in_force, period_of
from cases.schemes.base import Extracts
from cases.schemes.judgement import Finding
from cases.schemes.stap.application import StapApplication


def applicant_is_not_excluded(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """Nobody applies while excluded for an earlier culpable failure (two years at most); a person sees the measure first."""
    answer = answer_to(extracts, "exclusions", "applicant")
    measures = own_measures(answer, values)
    label = "U bent op de dag van de aanvraag niet uitgesloten van STAP."
    article = values.article("exclusion_years")
    return holds("applicant_not_excluded", article, None, not measures, answer, label, measures=", ".join(measures))


def nothing_was_removed(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 19a: neither the trainer nor the training was removed by a decision of ours that holds on the day of application.

    STAP 12 lid 1 onder e: who applied in the window in which that happened keeps its chance, as set.
    """
    answers = [answer_to(extracts, "removals", subject) for subject in ("trainer", "training")]
    measures = sorted(
        {measure for answer in answers for measure in own_measures(answer, values, removals_before(values))}
    )
    unanswered = next((answer for answer in answers if not answer.is_answered), answers[0])
    label = f"De opleider en de scholing zijn op {values.on:%d-%m-%Y} niet door ons verwijderd."
    article = values.article("open_statuses")
    return holds("not_removed", article, None, not measures, unanswered, label, measures=", ".join(measures))


def removals_before(values: Values) -> date:
    """Give the day before which a removal must have begun to count: the opening of the window, or no day at all."""
    opened_on: date = values.window_opens_on
    return opened_on if values.removal_counts_from == "next_window" else date.max


def own_measures(answer: RegisterAnswer, values: Values, begun_before: date = date.max) -> list[str]:
    """Give the numbers of the measures under this scheme that hold on the day of application, and began before a day."""
    current = [entry for entry in in_force(answer.entries, values.on) if period_of(entry).first < begun_before]
    return sorted(str(entry["measure"]) for entry in current if entry["scheme"] == "stap")
