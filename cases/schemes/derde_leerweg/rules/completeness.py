"""Is everything there that an application needs: the declaration and the account number.
What follows from a missing piece (Awb 4:5) is a step, not a rule; papers are kept by the applicant and asked for in a check."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.derde_leerweg.application import ThirdPathApplication
from cases.schemes.stating import found


def completeness(application: ThirdPathApplication, values: Values, extracts: Extracts) -> tuple[Finding, ...]:
    """Find whether the applicant declares that the conditions are met, and where the money may go (Awb 4:2)."""
    return (is_declared(application, values), account_is_known(application, values))


def is_declared(application: ThirdPathApplication, values: Values) -> Finding:
    """The applicant declares that all conditions are met."""
    label, document = "De verklaring dat aan alle voorwaarden is voldaan, is gegeven.", "verklaring"
    is_met = application.declares or not values.declaration
    return found(values, "declaration", "declaration", is_met, label, document=document)


def account_is_known(application: ThirdPathApplication, values: Values) -> Finding:
    """The account number on which is paid is given."""
    label, document = "Het rekeningnummer (IBAN) is opgegeven.", "rekeningnummer (IBAN)"
    return found(values, "account", "declaration", application.applicant.iban is not None, label, document=document)
