"""Conditions on the participant by what the application tells: age on the day of registration, education, link, once.
What the portal says about the registration stands in `registration`."""

from __future__ import annotations

from datetime import date, timedelta

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.ontwikkeladvies.application import AdviceApplication
from cases.schemes.stating import found
from cases.terms.kinds import Length


def reached_on(born_on: date, age: Length) -> date:
    """Give the day on which somebody reaches an age: the birthday, and for who was born on 29 February else 1 March."""
    return age.after(born_on - timedelta(days=1)) + timedelta(days=1)


def is_adult(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Articles 1 and 7: the participant is at least 18 on the day of registration."""
    participant, age = application.participant, Length(values.minimum_age, "years")
    is_met = reached_on(participant.born_on, age) <= participant.registered_on
    label = f"De deelnemer was bij de aanmelding ten minste {values.minimum_age} jaar."
    return found(values, "adult", "minimum_age", is_met, label, registered_on=participant.registered_on.isoformat())


def is_below_pension_age(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Articles 1 and 7, AOW 7a: not yet the pension age of the birth cohort; a birth before the table is for a person."""
    participant = application.participant
    label = "De deelnemer had bij de aanmelding de AOW-leeftijd nog niet bereikt."
    months = pension_months(participant.born_on, values)
    if months is None:
        return found(values, "pension_age", "pension_ages", None, label)
    is_met = participant.registered_on < reached_on(participant.born_on, Length(months, "months"))
    return found(values, "pension_age", "pension_ages", is_met, label, months=months)


def pension_months(born_on: date, values: Values) -> int | None:
    """Give the pension age in months for a day of birth; None for who was born before the first cohort of the table."""
    cohorts = [months for first, months in values.pension_ages if first <= born_on]
    return cohorts[-1] if cohorts else None


def has_at_most_this_education(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Article 1: by its own declaration the participant has at most mbo-2."""
    education = application.participant.education
    label = f"De deelnemer verklaart ten hoogste {values.education_limit} te hebben."
    is_met = education in values.permitted_education
    return found(values, "education", "education_limit", is_met, label, education=education)


def is_linked_to_labour_market(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Article 1: the participant has a link with the Dutch labour market; who is ill or on benefit has one too."""
    link = application.participant.labour_market_link
    label = "De deelnemer heeft een band met de Nederlandse arbeidsmarkt."
    return found(values, "labour_market", "labour_market_links", link in values.labour_market_links, label, link=link)


def counts_once(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """One participant counts once in the window; whose application comes first is for a person to say."""
    others = int(extracts.get("other_applications_in_window") or 0)
    label = "Voor deze deelnemer is in dit tijdvak niet nog een aanvraag gedaan."
    is_met = True if others < values.trajectories_per_participant else None
    return found(values, "participant_once", "trajectories_per_participant", is_met, label, others=others)
