"""Conditions on who applies, from the application alone: age, study beside it, other money, one grant a year.
What registers say about the person stands in `insurance` and `support`."""

from __future__ import annotations

from datetime import date, timedelta

from cases.law import Values
from cases.schemes.base import Extracts
from cases.schemes.judgement import Finding
from cases.schemes.stap.application import StapApplication
from cases.schemes.stating import found
from cases.terms.kinds import Length


def reached_on(born_on: date, age: Length) -> date:
    """Give the day on which somebody reaches an age: the birthday, and for who was born on 29 February else 1 March."""
    return age.after(born_on - timedelta(days=1)) + timedelta(days=1)


def is_adult(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 5 lid 2: the applicant is at least 18 on the day of application."""
    age = Length(values.minimum_age, "years")
    is_met = reached_on(application.applicant.born_on, age) <= values.on
    label = f"U bent op de dag van de aanvraag ten minste {values.minimum_age} jaar."
    return found(values, "adult", "minimum_age", is_met, label, applied_on=values.on.isoformat())


def is_below_pension_age(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 5, AOW 7a: the applicant has not reached the pension age of its birth cohort; one before the table is for a person."""
    born_on, label = (
        application.applicant.born_on,
        "U heeft op de dag van de aanvraag de AOW-leeftijd nog niet bereikt.",
    )
    months = pension_months(born_on, values)
    if months is None:
        return found(values, "pension_age", "pension_ages", None, label)
    is_met = values.on < reached_on(born_on, Length(months, "months"))
    return found(values, "pension_age", "pension_ages", is_met, label, months=months)


def pension_months(born_on: date, values: Values) -> int | None:
    """Give the pension age in months for a day of birth; None for who was born before the first cohort of the table."""
    cohorts = [months for first, months in values.pension_ages if first <= born_on]
    return cohorts[-1] if cohorts else None


def may_study_full_time(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """For a full-time training of several years the applicant is at least 30 on the day of application."""
    registration = application.registration
    is_tested = registration.mode == "voltijd" and registration.is_multi_year
    age = Length(values.full_time_minimum_age, "years")
    is_met = not is_tested or reached_on(application.applicant.born_on, age) <= values.on
    label = f"Voor een voltijdse meerjarige opleiding bent u ten minste {values.full_time_minimum_age} jaar."
    return found(values, "full_time_age", "full_time_minimum_age", is_met, label, is_tested=is_tested)


def declares_no_support(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """By its own word the applicant receives no other money for study; a lifelong learning credit stands in no way."""
    blocking = sorted(set(application.support) & set(values.blocking_support))
    label = "U krijgt geen studiefinanciering, lerarenbeurs of tegemoetkoming voor onderwijs."
    return found(values, "support_declared", "blocking_support", not blocking, label, support=", ".join(blocking))


def has_no_grant_this_year(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """One grant a calendar year: grants count by the year of their application, refusals do not."""
    earlier, most = int(extracts.get("grants_this_year") or 0), values.grants_per_year
    label = "U heeft voor dit kalenderjaar nog geen STAP-budget gekregen."
    return found(
        values, "one_grant_a_year", "grants_per_year", earlier < most, label, earlier=earlier, year=values.on.year
    )
