"""What the office itself decided before: who is excluded from STAP, which trainers and trainings were removed.
How such a measure is imposed, and on whom it is announced, is the house's."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.answers import RegisterAnswer, answer_to, holds, in_force
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
    """STAP 19a: neither the trainer nor the training was removed by a decision of ours that holds on the day of application."""
    answers = [answer_to(extracts, "removals", subject) for subject in ("trainer", "training")]
    measures = sorted({measure for answer in answers for measure in own_measures(answer, values)})
    unanswered = next((answer for answer in answers if not answer.is_answered), answers[0])
    label = f"De opleider en de scholing zijn op {values.on:%d-%m-%Y} niet door ons verwijderd."
    article = values.article("open_statuses")
    return holds("not_removed", article, None, not measures, unanswered, label, measures=", ".join(measures))


def own_measures(answer: RegisterAnswer, values: Values) -> list[str]:
    """Give the numbers of the measures under this scheme that hold on the day of application."""
    current = in_force(answer.entries, values.on)
    return sorted(str(entry["measure"]) for entry in current if entry["scheme"] == "stap")
