"""What registers must confirm about a place: SBB, Crebo and from 2025 on ROD. One that is silent or says otherwise asks a person.
Where nothing was asked (a trial calculation) nothing is refused on it."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.answers import Period, RegisterAnswer, answer_to, covers, holds, in_force
from cases.schemes.base import Extracts, Finding
from cases.schemes.derde_leerweg.questions import subject
from cases.schemes.derde_leerweg.rules.place import Place


def firm_is_recognised(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 5 under b: SBB recognises the firm for this qualification on every day that counts."""
    answer = answer_to(extracts, "sbb", "applicant")
    own = [entry for entry in answer.entries if entry.get("crebo") == place.told.crebo]
    within = Period(place.told.starts_on, place.last_counted_day(values))
    label = "SBB heeft het bedrijf voor deze opleiding erkend als leerbedrijf, op alle dagen die meetellen."
    return _confirmed("recognition", "recognition", covers(own, within), answer, label, values)


def programme_is_registered(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 5 under a: the qualification stands in Crebo when the place begins."""
    answer = answer_to(extracts, "crebo", subject(place.number))
    label = "De opleiding staat in het Crebo."
    is_there = bool(in_force(answer.entries, place.told.starts_on))
    return _confirmed("programme", "qualification", is_there, answer, label, values)


def is_enrolled(place: Place, values: Values, extracts: Extracts) -> Finding:
    """From the round of 2025: ROD holds the enrolment in the programme when the place begins."""
    answer = answer_to(extracts, "rod", subject(place.number))
    own = [entry for entry in answer.entries if entry.get("programme") == place.told.crebo]
    label = "De school heeft de deelnemer ingeschreven in ROD."
    is_there = bool(in_force(own, place.told.starts_on))
    return _confirmed("enrolment", "rod_applies", is_there, answer, label, values)


def _confirmed(
    code: str, value: str, is_confirmed: bool, answer: RegisterAnswer, label: str, values: Values
) -> Finding:
    """By applying the applicant says that the condition is met: a register that says no contradicts it (Awb 4:7)."""
    return holds(code, values.article(value), True, is_confirmed, answer, label)
