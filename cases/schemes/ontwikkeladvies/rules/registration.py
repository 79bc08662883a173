"""What the portal says about the registration: for this participant, by this adviser, before the trajectory, with the checks done.
An unknown, unreachable or contradicting register is for a person, never a silent yes."""

from __future__ import annotations

from typing import Any

from cases.law import Values
from cases.schemes.answers import Entry, agrees, holds
from cases.schemes.base import Extracts, Finding
from cases.schemes.ontwikkeladvies.application import AdviceApplication
from cases.schemes.ontwikkeladvies.registers import portal_answer
from cases.schemes.stating import found


def registration_of(application: AdviceApplication, extracts: Extracts) -> Entry:
    """Give the registration by this adviser, of the day that the application names where there are several; else nothing."""
    named = application.participant.registered_on.isoformat()
    entries = [entry for entry in portal_answer(extracts).entries if entry.get("adviser") == application.adviser.number]
    return next((entry for entry in entries if entry.get("registered_on") == named), entries[0] if entries else {})


def was_before_start(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Article 7: the participant was registered on or before the first day, or wholly before it where the setting says so."""
    registered_on, began_on = application.participant.registered_on, application.trajectory.began_on
    is_met = registered_on < began_on or (registered_on == began_on and not values.registration_before_start)
    label = "De deelnemer was aangemeld voordat het traject begon."
    facts = {"registered_on": registered_on.isoformat(), "began_on": began_on.isoformat()}
    return found(values, "registered_before_start", "registration_before_start", is_met, label, **facts)


def is_registered_by_adviser(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Article 7: the portal has a registration of this participant by this adviser; another adviser contradicts it."""
    answer = portal_answer(extracts)
    is_known = bool(registration_of(application, extracts)) if answer.entries else None
    label = "Deze adviseur heeft deze deelnemer aangemeld in het ontwikkeladviesportaal."
    return holds("registered", values.article("registration_needed"), None, is_known, answer, label)


def day_agrees(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Article 7: the portal names the same day of registration; on it age and start are tested."""
    told = application.participant.registered_on.isoformat()
    label = "De dag van aanmelding is die van het portaal."
    return _agrees(
        "registration_day", "registration_needed", "registered_on", told, label, application, values, extracts
    )


def identity_was_checked(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """The identity of the participant was checked on a valid document; no copy is kept."""
    label = "De identiteit van de deelnemer is gecontroleerd met een geldig identiteitsbewijs."
    return _shown("identity", "identity_checked", "is_identity_checked", label, application, values, extracts)


def declaration_was_signed(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """The participant signed the form with its own declarations."""
    label = "De deelnemer heeft de eigen verklaringen ondertekend."
    return _shown("declaration", "declaration_signed", "is_declaration_signed", label, application, values, extracts)


def education_agrees(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """Article 1: the portal names the education that the application names."""
    label, told = "De opleiding van de deelnemer is die van het portaal.", application.participant.education
    return _agrees("education_agrees", "education_limit", "education", told, label, application, values, extracts)


def _agrees(
    code: str,
    source: str,
    column: str,
    told: str,
    label: str,
    application: AdviceApplication,
    values: Values,
    extracts: Extracts,
) -> Finding:
    registered: Any = registration_of(application, extracts).get(column)
    return agrees(code, values.article(source), told, registered, portal_answer(extracts), label)


def _shown(
    code: str, source: str, column: str, label: str, application: AdviceApplication, values: Values, extracts: Extracts
) -> Finding:
    shown: Any = registration_of(application, extracts).get(column)
    return holds(code, values.article(source), None, shown, portal_answer(extracts), label)
