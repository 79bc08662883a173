"""Is everything there that a STAP application needs, and is the paper about the person who applies?
What follows from a missing piece (Awb 4:5) is a step, not a rule."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts
from cases.schemes.judgement import Finding
from cases.schemes.stap.application import StapApplication
from cases.schemes.stating import found


def completeness(application: StapApplication, values: Values, extracts: Extracts) -> tuple[Finding, ...]:
    """Find for each document whether it is there (Awb 4:2 and 4:5)."""
    present = set(extracts.get("documents") or ())
    return tuple(document_is_present(kind, present, values) for kind in values.documents)


def document_is_present(kind: str, present: set[str], values: Values) -> Finding:
    """Find whether one kind of document is among those that came."""
    label = "Het STAP-aanmeldingsbewijs is meegestuurd."
    return found(values, f"document_{kind}", "documents", kind in present, label, document=kind)


def paper_is_of_applicant(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """The paper names the applicant: day of birth and last name; where they differ a person looks."""
    paper, applicant = application.registration, application.applicant
    is_same_day = paper.born_on == applicant.born_on
    is_same_name = paper.last_name.casefold() == applicant.last_name.casefold()
    label = "Het aanmeldingsbewijs staat op naam en geboortedatum van de aanvrager."
    is_met = True if is_same_day and is_same_name else None
    return found(values, "paper_matches", "documents", is_met, label, same_day=is_same_day, same_name=is_same_name)
