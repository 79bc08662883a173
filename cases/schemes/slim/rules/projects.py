"""Conditions on the project: activities, career adviser, practice places, duration, budget, minimum cost, hourly rates.
Conditions on the applicant stand in `applicants`, grounds that lie outside the application in `grounds`."""

from __future__ import annotations

from decimal import Decimal

from cases.amounts import plain, written
from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.slim.application import CareerAdviser, SlimApplication
from cases.schemes.slim.costs import Budget, ExternalCost
from cases.schemes.slim.rules.amounts import grant_calculation
from cases.schemes.slim.rules.costs import eligible_cost, is_costed
from cases.schemes.stating import found


def activities_are_open(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 4 lid 1: every activity exists in this version."""
    closed = [activity for activity in application.activities if activity not in values.activities]
    label = f"De activiteiten zijn {', '.join(values.activities[:-1])} of {values.activities[-1]}."
    return found(values, "activities", "activities", not closed, label, closed=", ".join(closed))


def has_mandatory_activity(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 4 lid 1: a samenwerkingsverband carries out the activity that its version demands."""
    wanted = values.mandatory_activity_swv if application.kind == "SWV" else ""
    label = f"Activiteit {wanted or 'c'} is deel van het project van een samenwerkingsverband."
    is_met = not wanted or wanted in application.activities
    return found(values, "mandatory_activity", "mandatory_activity_swv", is_met, label, wanted=wanted)


def is_not_only_for_directors(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """Activities that benefit directors alone are not subsidised from 2025."""
    is_met = values.directors_only_is_open or not application.project.only_for_directors
    label = "De activiteiten zijn niet alleen voor bestuurders of voor wie de onderneming leidt."
    return found(values, "directors_only", "directors_only_is_open", is_met, label)


def adviser_is_qualified(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 4a: the career adviser is registered, or has a degree and experience; each participant gets enough hours."""
    adviser, is_tested = application.adviser, values.adviser_is_tested and "b" in application.activities
    is_met = True if not is_tested else None if adviser is None else _is_qualified(adviser, values)
    label = (
        f"De loopbaanadviseur is geregistreerd, of heeft hbo en {values.adviser_years} jaar ervaring, en spreekt "
        f"iedere deelnemer ten minste {values.adviser_contact_hours.normalize():f} uur."
    )
    return found(values, "adviser", "adviser_is_tested", is_met, label, is_named=adviser is not None)


def _is_qualified(adviser: CareerAdviser, values: Values) -> bool:
    has_experience = adviser.has_higher_education and adviser.years_of_experience >= values.adviser_years
    return bool((adviser.is_registered or has_experience) and adviser.contact_hours >= values.adviser_contact_hours)


def places_start_late_enough(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """Practice places that began before the day of the window are not subsidised (window of September 2022)."""
    first, starts = values.places_start_from, [places.starts_on for places in application.budget.places]
    is_met = None if first and None in starts else not any(first and start and start < first for start in starts)
    label = "De praktijkleerplaatsen beginnen niet voor de eerste dag die het tijdvak toelaat."
    return found(values, "place_start", "places_start_from", is_met, label, first=first and first.isoformat())


def duration_fits(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 5: the project takes no longer than 12 months, or 24 for samenwerkingsverband and grootbedrijf."""
    name, months = f"duration_months_{application.kind.lower()}", application.project.months
    longest = getattr(values, name)
    label = f"Het project duurt niet langer dan {longest} maanden."
    return found(values, "duration", name, months <= longest, label, months=months, longest=longest)


def budget_fits_activities(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 4: the budget covers every activity that is asked for, and no other; otherwise a person looks."""
    asked, budgeted = set(application.activities), budgeted_activities(application.budget)
    label = "De begroting past bij de gevraagde activiteiten."
    is_met = True if asked == budgeted else None
    return found(
        values,
        "budget_fits",
        "activities",
        is_met,
        label,
        only_asked=", ".join(sorted(asked - budgeted)),
        only_budgeted=", ".join(sorted(budgeted - asked)),
    )


def budgeted_activities(budget: Budget) -> set[str]:
    """Give the activities that a budget names anything for."""
    costed = {cost.activity for cost in budget.external} | {labour.activity for labour in budget.internal}
    return costed | ({"b"} if budget.paths else set()) | ({"d"} if budget.places else set())


def cost_reaches_minimum(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 4 lid 2: minimum eligible cost. There is none where the application holds fixed amounts only."""
    name, eligible = f"minimum_cost_{application.kind.lower()}", eligible_cost(application, application.budget, values)
    by_subsidy = application.kind == "MKB" and values.minimum_basis_mkb == "subsidy"
    tested = grant_calculation(application, values, extracts).amount if by_subsidy else eligible
    is_free = not any(is_costed(activity, values) and activity != "d" for activity in application.activities)
    minimum, what = getattr(values, name), "De subsidie is" if by_subsidy else "De subsidiabele kosten zijn"
    label = f"{what} ten minste {written(minimum)}."
    return found(values, "minimum_cost", name, is_free or tested >= minimum, label, tested=plain(tested))


def rates_are_shown(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 4: from the threshold a tender shows that an hourly rate fits the market; without one a person judges."""
    threshold = values.external_rate_threshold
    high = [cost.description for cost in application.budget.external if threshold and _needs_tender(cost, threshold)]
    label = "Hoge uurtarieven van derden zijn marktconform."
    return found(
        values, "external_rates", "external_rate_threshold", None if high else True, label, costs="; ".join(high)
    )


def _needs_tender(cost: ExternalCost, threshold: Decimal) -> bool:
    return cost.hourly_rate is not None and cost.hourly_rate >= threshold and not cost.has_tender
