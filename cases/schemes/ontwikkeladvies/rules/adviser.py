"""Who may give the advice: education, years of work, a code of conduct, and how many trajectories.
What the portal knows of the adviser stands in `registration`."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.ontwikkeladvies.application import AdviceApplication
from cases.schemes.stating import found


def noloc_counts(application: AdviceApplication, values: Values) -> bool:
    """Say whether the register of Noloc stands for education and code."""
    return application.adviser.is_in_noloc_register and bool(values.noloc_is_enough)


def adviser_is_educated(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """The adviser has hbo on people or organisation, or other hbo with such courses, or stands in the register of Noloc."""
    is_met = application.adviser.education in values.adviser_education or noloc_counts(application, values)
    label = "De adviseur heeft de gevraagde hbo-opleiding of staat in het register van Noloc."
    facts = {"education": application.adviser.education, "noloc": application.adviser.is_in_noloc_register}
    return found(values, "adviser_education", "adviser_education", is_met, label, **facts)


def adviser_is_experienced(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """The adviser has at least three years of relevant work; the register of Noloc does not stand for these."""
    years, least = application.adviser.years, values.adviser_years
    label = f"De adviseur heeft ten minste {least} jaar ervaring."
    return found(values, "adviser_years", "adviser_years", years >= least, label, years=years)


def adviser_keeps_code(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """The adviser keeps chapters 1 to 3 of the code of conduct, or stands in the register of Noloc."""
    is_met = application.adviser.keeps_code or noloc_counts(application, values) or not values.code_needed
    label = "De adviseur houdt zich aan de gedragscode."
    return found(values, "adviser_code", "code_needed", is_met, label)


def adviser_is_within_maximum(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Where an adviser may have so many trajectories at most, a person counts them; without a maximum nothing is tested."""
    most = values.trajectories_per_adviser
    label = "De adviseur heeft niet meer trajecten dan het maximum."
    return found(values, "adviser_maximum", "trajectories_per_adviser", None if most else True, label, most=most)
